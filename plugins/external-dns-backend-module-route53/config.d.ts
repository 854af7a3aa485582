export interface Config {
  externalDns?: {
    providers?: Array<{
      /** `route53`: the hosted zones of an AWS account. */
      type: string;
      /** Id of an access key; without any credential the surroundings of the backend give them. */
      accessKeyId?: string;
      /**
       * Secret of the access key.
       * @visibility secret
       */
      secretAccessKey?: string;
      /** A file with the secret of the access key, read again when it changes. */
      secretAccessKeyFile?: string;
      /**
       * Token of temporary keys.
       * @visibility secret
       */
      sessionToken?: string;
      /** A file with the token of temporary keys, read again when it changes. */
      sessionTokenFile?: string;
      /** A file in the form of `~/.aws/credentials`, read again when it changes. */
      credentialsFile?: string;
      /** A profile of `credentialsFile`, or of the SDK's own files (`--aws-profile`). */
      profile?: string | string[];
      /** An account of the `aws` section of this configuration, 12 digits in quotes. */
      accountId?: string;
      /** ARN of a role to assume (`--aws-assume-role`). */
      assumeRole?: string;
      /** What the role wants to be told (`--aws-assume-role-external-id`). */
      assumeRoleExternalId?: string;
      /** Region that signs; default: us-east-1. China: cn-northwest-1. */
      region?: string;
      /** URL of the API where it is not AWS's own. */
      endpoint?: string;
      /** Only `public` or only `private` zones (`--aws-zone-type`); default: both. */
      zoneType?: string;
      /** Only zones with all of these tags, `key=value` or `key` (`--aws-zone-tags`). */
      zoneTags?: string | string[];
      /** Whether aliases follow their target's health where no annotation says it; default: true. */
      evaluateTargetHealth?: boolean | string;
      /** CNAMEs to host names of AWS stay CNAMEs (`--aws-prefer-cname`); default: false. */
      preferCname?: boolean | string;
      /** Most changes of a batch; default and most: 1000. */
      batchChangeSize?: number | string;
      /** Most characters in the values of a batch; default and most: 32000. */
      batchChangeSizeBytes?: number | string;
      /** Most values of a batch; default and most: 1000. */
      batchChangeSizeValues?: number | string;
      /** Taken from ExternalDNS's flags, without effect: the account's limiter paces. */
      batchChangeInterval?: string | number | object;
      /** Taken from ExternalDNS's flags, without effect: the sync decides what is tried again. */
      apiRetries?: number | string;
      /** Taken from ExternalDNS's flags, without effect: zones are listed by the sweep. */
      zonesCacheDuration?: string | number | object;
      /** Taken from ExternalDNS's flags, without effect: a zone above a wanted domain is always looked at. */
      zoneMatchParent?: boolean | string;
    }>;
  };
}
