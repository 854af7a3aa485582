export interface Config {
  externalDns?: {
    providers?: Array<{
      /** `embedded`: a DNS server inside of the backend, for demos and tests. */
      type: string;
      /**
       * Zones to serve, by name, or with more to say. They are made where they are
       * new and stay in the database when they leave this list.
       */
      zones?: Array<
        | string
        | {
            name: string;
            /** Host names for the NS records of a new zone; default: `ns1.<zone>`. */
            nameServers?: string[];
            /** `public` (default) or `private`. */
            visibility?: string;
          }
      >;
      /** Where the server listens, over UDP and TCP. */
      listen?: {
        /** An IP address of this machine; default: 127.0.0.1. */
        address?: string;
        /** 0: any that is free. */
        port?: number | string;
      };
      /**
       * What zones hold when they are made: the path of a YAML file, or a list. A
       * relative path starts at the folder in which the backend was started.
       */
      seed?:
        | string
        | Array<{
            zone: string;
            records: Array<{
              dnsName: string;
              recordType: string;
              targets: string[];
              /** Seconds; default: 300. */
              recordTTL?: number;
            }>;
          }>;
    }>;
  };
}
