export interface Config {
  externalDns?: {
    providers?: Array<{
      /** `rfc2136`: zones of a primary server, by DNS UPDATE and zone transfer. */
      type: string;
      /**
       * Names or addresses of the primary servers; the next is tried when one cannot
       * be reached.
       */
      host?: string | string[];
      /** Of all hosts; default: 53, with TLS 853. */
      port?: number | string;
      /** The zones; servers do not tell which they have. */
      zone?: string | string[];
      /** `public` (default) or `private`: whether the zones are seen by everybody. */
      visibility?: string;
      /** No signatures: everybody who reaches the server can write; default: false. */
      insecure?: boolean | string;
      /** Name of the TSIG key, as the server knows it. */
      tsigKeyname?: string;
      /**
       * Secret of the TSIG key, in base64.
       * @visibility secret
       */
      tsigSecret?: string;
      /** A file that holds the secret instead; it may be replaced at any time. */
      tsigSecretFile?: string;
      /** hmac-sha1, hmac-sha224, hmac-sha256 (default), hmac-sha384 or hmac-sha512. */
      tsigSecretAlg?: string;
      /** Zone transfer, without which nothing can be read: only true is allowed. */
      axfr?: boolean | string;
      /** Lowest TTL that is written: seconds, `90s`, or `{ minutes, seconds }`. */
      minTtl?:
        | number
        | string
        | {
            hours?: number;
            minutes?: number;
            seconds?: number;
          };
      /** Changes of one UPDATE message; default: 50. */
      batchChangeSize?: number | string;
      /** `disabled` (default): hosts in their order; `round-robin`; `random`. */
      loadBalancingStrategy?: string;
      /** DNS over TLS; default: false. */
      useTls?: boolean | string;
      /** TLS without looking at the certificate; default: false. */
      skipTlsVerify?: boolean | string;
      /** PEM file of the authorities that may have signed the server's certificate. */
      tlsCa?: string;
      /** PEM file of our own certificate, where the server wants one. */
      tlsClientCert?: string;
      /** PEM file of its key. */
      tlsClientCertKey?: string;
      /** The name in the server's certificate; default: the host. */
      tlsServerName?: string;
    }>;
  };
}
