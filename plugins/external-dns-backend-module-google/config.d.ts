export interface Config {
  externalDns?: {
    providers?: Array<{
      /** `google`: the managed zones of a project in Google Cloud DNS. */
      type: string;
      /**
       * The project that holds the zones (`--google-project`); without it that of the
       * credentials, or of the machine that the backend runs on.
       */
      project?: string;
      /**
       * A key of a service account, or a configuration of workload identity
       * federation, as JSON text. Without any credentials the surroundings of the
       * backend give them.
       * @visibility secret
       */
      credentials?: string;
      /** A file with such JSON, read again when it changes. */
      credentialsFile?: string;
      /** Only `public` or only `private` zones (`--google-zone-visibility`); default: both. */
      zoneVisibility?: string;
      /** Most changes of a batch (`--google-batch-change-size`); default: the project's quota. */
      batchChangeSize?: number | string;
      /** Taken from ExternalDNS's flags, without effect: the account's limiter paces. */
      batchChangeInterval?: string | number | object;
      /** Host or URL of the API where it is not dns.googleapis.com. */
      apiEndpoint?: string;
    }>;
  };
}
