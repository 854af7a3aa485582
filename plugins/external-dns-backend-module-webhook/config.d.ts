export interface Config {
  externalDns?: {
    providers?: Array<{
      /** `webhook`: any DNS service behind ExternalDNS's webhook protocol. */
      type: string;
      /** Where the webhook is; default: http://localhost:8888. */
      url?: string;
      /**
       * Headers of every request, by name.
       *
       * @deepVisibility secret
       */
      headers?: { [name: string]: string };
      /** Files that hold the values of further headers, read again when they change. */
      headerFiles?: { [name: string]: string };
      /**
       * The zones; default: the domains that the webhook names when it is asked. Needed
       * where it names none.
       */
      zone?: string | string[];
      /** `public` (default) or `private`: whether the zones are seen by everybody. */
      visibility?: string;
      /** Name servers of all zones, for the checks; the webhook does not tell them. */
      nameServers?: string | string[];
      /** With `writeTimeout`, how long one request may take; default: 5s. */
      readTimeout?:
        | number
        | string
        | { minutes?: number; seconds?: number; milliseconds?: number };
      /** With `readTimeout`, how long one request may take; default: 10s. */
      writeTimeout?:
        | number
        | string
        | { minutes?: number; seconds?: number; milliseconds?: number };
      /** Largest body in bytes, of requests and answers; default: 33554432. */
      maxBodySize?: number | string;
      /** Changes of one request; default: 1000. */
      batchChangeSize?: number | string;
    }>;
  };
}
