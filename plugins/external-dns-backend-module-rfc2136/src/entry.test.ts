import { JsonObject } from '@backstage/types';
import { readEntry } from './entry';

const path = 'externalDns.providers[2]';
const least = {
  type: 'rfc2136',
  host: 'ns1.example.org',
  zone: 'openova.io',
  tsigKeyname: 'external-dns',
  tsigSecret: 'c2VjcmV0',
};

const read = (config: JsonObject = {}) =>
  readEntry({ ...least, ...config }, path);

describe('an entry', () => {
  it('has the defaults of ExternalDNS', () => {
    expect(read()).toEqual({
      path,
      hosts: [{ host: 'ns1.example.org', port: 53 }],
      zones: ['openova.io'],
      visibility: 'public',
      key: {
        name: 'external-dns',
        algorithm: 'hmac-sha256',
        secret: 'c2VjcmV0',
        path,
      },
      tls: undefined,
      loadBalancingStrategy: 'disabled',
      batchChangeSize: 50,
      minTtl: 0,
    });
  });

  it('may say everything', () => {
    expect(
      read({
        host: ['192.0.2.53', '2001:db8::53'],
        port: '8853',
        zone: ['OpenOva.io.', 'example.org'],
        visibility: 'private',
        tsigSecret: undefined,
        tsigSecretFile: '/run/secrets/tsig',
        tsigSecretAlg: 'HMAC-SHA512.',
        axfr: 'true',
        minTtl: { minutes: 1, seconds: 30 },
        batchChangeSize: '200',
        loadBalancingStrategy: 'round-robin',
        useTls: true,
        tlsCa: 'ca.pem',
        tlsClientCert: 'cert.pem',
        tlsClientCertKey: 'key.pem',
        tlsServerName: 'primary.example.org',
        gssTsig: false,
      }),
    ).toEqual({
      path,
      hosts: [
        { host: '192.0.2.53', port: 8853 },
        { host: '2001:db8::53', port: 8853 },
      ],
      zones: ['openova.io', 'example.org'],
      visibility: 'private',
      key: {
        name: 'external-dns',
        algorithm: 'hmac-sha512',
        secretFile: '/run/secrets/tsig',
        path,
      },
      tls: {
        path,
        caFile: 'ca.pem',
        certFile: 'cert.pem',
        keyFile: 'key.pem',
        serverName: 'primary.example.org',
        skipVerify: false,
      },
      loadBalancingStrategy: 'round-robin',
      batchChangeSize: 200,
      minTtl: 90,
    });
  });

  it('has another port with TLS, and takes the flag that is not given as such', () => {
    expect(read({ useTls: true, port: 0 }).hosts[0].port).toBe(853);
  });

  it.each<[number, JsonObject['minTtl']]>([
    [60, 60],
    [60, '60'],
    [90, '1m30s'],
    [0, { seconds: 0 }],
  ])('reads %p seconds', (seconds, minTtl) => {
    expect(read({ minTtl }).minTtl).toBe(seconds);
  });

  it.each<[string, JsonObject]>([
    ['axrf is unknown: use type, host', { axrf: true }],
    ['axfr must be true: without zone transfer nobody knows', { axfr: false }],
    ['host must be the name or address', { host: undefined }],
    ['host[0] must be a name or an address', { host: 'ns1.example.org:53' }],
    ['host[1] must be a name or an address', { host: ['::1', '[::1]:53'] }],
    ['host[0] must be a text that is not empty', { host: [''] }],
    ['port must be a whole number from 0 to 65535', { port: 70_000 }],
    ['zone must name the zones', { zone: [] }],
    ['zone[0] is the root', { zone: '.' }],
    [
      'zone[1] is openova.io a second time',
      { zone: ['openova.io', 'OPENOVA.IO.'] },
    ],
    ['zone[0]: ', { zone: 'open..ova' }],
    ['visibility must be one of public, private', { visibility: 'hidden' }],
    ['tsigKeyname must name the TSIG key', { tsigKeyname: undefined }],
    ['tsigSecret must be the secret', { tsigSecret: undefined }],
    [
      'tsigSecret and tsigSecretFile exclude each other',
      { tsigSecretFile: 'f' },
    ],
    ['tsigSecret: The secret of the TSIG key', { tsigSecret: 'nonsense!' }],
    ['tsigSecretAlg: hmac-md5 is broken', { tsigSecretAlg: 'hmac-md5' }],
    [
      'tsigSecretAlg: hmac-md5 is broken',
      { tsigSecretAlg: 'HMAC-MD5.SIG-ALG.REG.INT' },
    ],
    ['tsigSecretAlg must be hmac-sha1', { tsigSecretAlg: 'sha256' }],
    ['insecure and a TSIG key exclude each other', { insecure: true }],
    ['gssTsig: GSS-TSIG (Kerberos) is not supported', { gssTsig: true }],
    ['kerberosRealm: Kerberos is not supported', { kerberosRealm: 'X' }],
    ['minTtl must be a number of seconds', { minTtl: 'soon' }],
    ['minTtl must be a number of seconds', { minTtl: -1 }],
    ['minTtl must be a number of seconds', { minTtl: { days: 1 } }],
    ['batchChangeSize must be a whole number from 1', { batchChangeSize: 0 }],
    [
      'loadBalancingStrategy must be one of disabled, round-robin, random',
      { loadBalancingStrategy: 'least' },
    ],
    ['useTls must be true where tlsCa', { tlsCa: 'ca.pem' }],
    ['useTls must be true where tlsCa', { skipTlsVerify: true }],
    ['useTls must be true or false', { useTls: 'yes' }],
    [
      'tlsClientCert and tlsClientCertKey belong together',
      { useTls: true, tlsClientCert: 'cert.pem' },
    ],
  ])('is refused: %s', (sentence, config) => {
    expect(() => read(config)).toThrow(`${path}.${sentence}`);
  });

  it('tells no secret', () => {
    let told = '';
    try {
      read({ tsigSecret: 'nonsense!' });
    } catch (error) {
      told = String(error);
    }
    expect(told).toContain('InputError');
    expect(told).not.toContain('nonsense');
  });
});
