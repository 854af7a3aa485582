export interface Config {
  /** The clusters that the demo brings up beside the portal. */
  demo?: {
    clusters?: Array<{
      /** Also the folder below `folder` that the cluster follows. */
      name: string;
      /** On loopback. */
      port: number | string;
      /**
       * What the kubernetes plugin sends as service account token.
       * @visibility secret
       */
      token: string;
      /** Where k8gb's name server of the cluster listens; without it there is none. */
      nameServer?: {
        /** An IPv4 address of this machine. */
        address: string;
        /** UDP and TCP. */
        port: number | string;
      };
    }>;
    /**
     * Opens `/_demo/faults` on each cluster.
     * @visibility secret
     */
    controlToken?: string;
    /** Holds one folder of YAML files for each cluster; default: those of the package. */
    folder?: string;
  };
}
