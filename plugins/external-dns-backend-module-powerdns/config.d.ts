export interface Config {
  externalDns?: {
    providers?: Array<{
      /** `powerdns`: the zones of a PowerDNS server, by its HTTP API. */
      type: string;
      /** Where the API is, without `/api/v1`; default: http://localhost:8081. */
      server?: string;
      /** The server's name in the API; default: localhost. */
      serverId?: string;
      /**
       * The `api-key` of the server.
       *
       * @visibility secret
       */
      apiKey?: string;
      /** A file with the key, read again when it changes. */
      apiKeyFile?: string;
      /** `public` (default) or `private`: whether the zones are seen by everybody. */
      visibility?: string;
      /** Changes of one request; default: 1000. */
      batchChangeSize?: number | string;
    }>;
  };
}
