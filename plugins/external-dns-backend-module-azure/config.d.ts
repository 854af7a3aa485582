export interface Config {
  externalDns?: {
    providers?: Array<{
      /** `azure`: zones of Azure DNS, or of Azure Private DNS. */
      type: string;
      /** `public` zones (the default) or `private` ones; for both, write two entries. */
      visibility?: string;
      /** Id of the subscription that holds the zones (`--azure-subscription-id`). */
      subscriptionId?: string;
      /** Only zones of this resource group (`--azure-resource-group`); default: of all. */
      resourceGroup?: string;
      /** Only zones at or below one of these names (`--zone-name-filter`). */
      zoneNameFilter?: string | string[];
      /** An azure.json (`--azure-config-file`), read again when it changes. */
      configFile?: string;
      /** Id of the tenant (directory) of the application. */
      tenantId?: string;
      /** Id of the application (client), with a client secret or workload identity. */
      clientId?: string;
      /**
       * A secret of the application.
       * @visibility secret
       */
      clientSecret?: string;
      /** A file with the secret of the application, read again when it changes. */
      clientSecretFile?: string;
      /** Tokens by the service account of the backend (workload identity); default: false. */
      useWorkloadIdentityExtension?: boolean | string;
      /** A file with the token of that service account, read again when it changes. */
      federatedTokenFile?: string;
      /** Tokens by the machine or service that the backend runs on; default: false. */
      useManagedIdentityExtension?: boolean | string;
      /** Client id of a managed identity (`--azure-user-assigned-identity-client-id`). */
      userAssignedIdentityClientId?: string;
      /** `public` (the default), `usgovernment` or `china`; Azure's own names do, too. */
      cloud?: string;
      /** URL of Resource Manager where it is not the cloud's. */
      endpoint?: string;
      /** URL of the authority that gives tokens where it is not the cloud's. */
      authorityHost?: string;
      /** Taken from ExternalDNS's flags, without effect: the sync decides what is tried again. */
      maxRetriesCount?: number | string;
      /** Taken from ExternalDNS's flags, without effect: zones are listed by the sweep. */
      zonesCacheDuration?: string | number | object;
    }>;
  };
}
