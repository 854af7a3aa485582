import {
  Flag,
  duration,
  list,
  none,
  number,
  option,
  provider,
  text,
  toggle,
} from './flag';

const rfc2136 = (key: string) => provider('rfc2136', key);

/** DNS UPDATE, and the certificates that it shares with other providers. @internal */
export const rfc2136Flags: readonly Flag[] = [
  list('rfc2136-host', rfc2136('host')),
  number('rfc2136-port', rfc2136('port'), { default: '0' }),
  list('rfc2136-zone', rfc2136('zone')),
  toggle('rfc2136-insecure', rfc2136('insecure')),
  text('rfc2136-tsig-keyname', rfc2136('tsigKeyname')),
  text('rfc2136-tsig-secret', rfc2136('tsigSecret'), { secret: true }),
  text('rfc2136-tsig-secret-alg', rfc2136('tsigSecretAlg')),
  toggle('rfc2136-axfr', rfc2136('axfr'), { since: '0.22' }),
  toggle('rfc2136-tsig-axfr', rfc2136('axfr'), { default: 'true' }),
  duration('rfc2136-min-ttl', rfc2136('minTtl')),
  toggle('rfc2136-gss-tsig', rfc2136('gssTsig')),
  text('rfc2136-kerberos-username', rfc2136('kerberosUsername')),
  text('rfc2136-kerberos-password', rfc2136('kerberosPassword'), {
    secret: true,
  }),
  text('rfc2136-kerberos-realm', rfc2136('kerberosRealm')),
  number('rfc2136-batch-change-size', rfc2136('batchChangeSize'), {
    default: '50',
  }),
  toggle('rfc2136-create-ptr', option('createPtr'), {
    since: '0.15',
    until: '0.20',
  }),
  toggle('rfc2136-use-tls', rfc2136('useTls'), { since: '0.15' }),
  toggle('rfc2136-skip-tls-verify', rfc2136('skipTlsVerify'), {
    since: '0.15',
  }),
  text('rfc2136-load-balancing-strategy', rfc2136('loadBalancingStrategy'), {
    default: 'disabled',
    since: '0.16',
  }),
  text('tls-ca', rfc2136('tlsCa')),
  text('tls-client-cert', rfc2136('tlsClientCert')),
  text('tls-client-cert-key', rfc2136('tlsClientCertKey')),

  list(
    'inmemory-zone',
    none(
      'A provider that forgets everything is for tests; for a trial use the provider embedded, with its zones.',
    ),
  ),
];
