export interface Config {
  externalDns?: {
    providers?: Array<{
      /** `hetzner`: the zones of a Hetzner project. */
      type: string;
      /**
       * An API token of the project, with the permission Read & Write; Read is enough
       * to look only.
       *
       * @visibility secret
       */
      apiToken?: string;
      /** A file with the token, read again when it changes. */
      apiTokenFile?: string;
      /** Where the API is, for tests and gateways; default: Hetzner's own. */
      baseUrl?: string;
    }>;
  };
}
