export interface Config {
  externalDns?: {
    providers?: Array<{
      /** `cloudflare`: the zones that a Cloudflare credential reaches. */
      type: string;
      /**
       * An API token with Zone:Read and DNS:Edit; `file:/path` names a file.
       *
       * @visibility secret
       */
      apiToken?: string;
      /** A file with the token, read again when it changes. */
      apiTokenFile?: string;
      /**
       * The global key of an account, the older credential; needs `apiEmail`.
       *
       * @visibility secret
       */
      apiKey?: string;
      /** A file with the key, read again when it changes. */
      apiKeyFile?: string;
      /** The email address that belongs to `apiKey`. */
      apiEmail?: string;
      /** Only zones of this Cloudflare account; left out: all that are reached. */
      accountId?: string;
      /** Where the API is, for tests and gateways; default: Cloudflare's own. */
      baseUrl?: string;
      /**
       * Whether A, AAAA and CNAME records go through Cloudflare's proxy where no
       * annotation says otherwise; default: false.
       */
      proxied?: boolean | string;
      /** The comment on every record where no annotation gives another. */
      recordComment?: string;
      /** Records of one page of a listing, up to 5000; default: 5000. */
      dnsRecordsPerPage?: number | string;
      /**
       * Operations in one batch; default: 200, which every plan takes. Paid plans
       * take 3500.
       */
      batchChangeSize?: number | string;
      /** Regions of names are read and written (`--cloudflare-regional-services`). */
      regionalServices?: boolean | string;
      /** The region of names without an annotation; switches them on by itself. */
      regionKey?: string;
      /** Custom hostnames are read and written (`--cloudflare-custom-hostnames`). */
      customHostnames?: boolean | string;
      /** 1.0 (default), 1.1, 1.2 or 1.3. */
      customHostnamesMinTlsVersion?: string | number;
      /** `google`, `ssl_com` or `lets_encrypt`; default: `none`, Cloudflare chooses. */
      customHostnamesCertificateAuthority?: string;
      /** Taken from ExternalDNS's flags, without effect: the account has its pace. */
      batchChangeInterval?: string | object;
    }>;
  };
}
