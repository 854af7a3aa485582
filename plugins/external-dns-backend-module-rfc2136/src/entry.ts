import { InputError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import {
  canonicalName,
  isTsigAlgorithm,
  parseTsigKey,
} from '@openova/dns-wire';
import { Host, TlsOptions } from './connection/connection';
import {
  loadBalancingStrategies,
  LoadBalancingStrategy,
} from './connection/hosts';
import { KeySettings } from './credential';
import { EntryFields } from './entryFields';
import { sentenceOf } from './systemError';

/** An entry of `externalDns.providers` of type `rfc2136`. @internal */
export interface Rfc2136Entry {
  /** Where it stands, for messages. */
  path: string;
  hosts: Host[];
  /** In `canonicalName`'s form. */
  zones: string[];
  visibility: 'public' | 'private';
  /** Undefined: insecure. */
  key: KeySettings | undefined;
  /** Undefined: TCP as it is. */
  tls: TlsOptions | undefined;
  loadBalancingStrategy: LoadBalancingStrategy;
  batchChangeSize: number;
  /** Seconds. */
  minTtl: number;
}

const knownKeys = [
  'type',
  'host',
  'port',
  'zone',
  'visibility',
  'insecure',
  'tsigKeyname',
  'tsigSecret',
  'tsigSecretFile',
  'tsigSecretAlg',
  'axfr',
  'minTtl',
  'batchChangeSize',
  'loadBalancingStrategy',
  'useTls',
  'skipTlsVerify',
  'tlsCa',
  'tlsClientCert',
  'tlsClientCertKey',
  'tlsServerName',
];

/** What there is in ExternalDNS and not here, and what to do instead. */
const notHere: Readonly<Record<string, string>> = {
  gssTsig:
    'GSS-TSIG (Kerberos) is not supported: give the server a TSIG key, and set tsigKeyname and tsigSecret',
  kerberosUsername: 'Kerberos is not supported: use a TSIG key',
  kerberosPassword: 'Kerberos is not supported: use a TSIG key',
  kerberosRealm: 'Kerberos is not supported: use a TSIG key',
};

/**
 * Checks an entry. Needs no network, and reads no file.
 *
 * @throws InputError with the path of what is wrong and what would be right.
 * @internal
 */
export function readEntry(config: JsonObject, path: string): Rfc2136Entry {
  for (const [key, sentence] of Object.entries(notHere)) {
    if (config[key] !== undefined && config[key] !== false) {
      throw new InputError(`${path}.${key}: ${sentence}`);
    }
  }
  const given = Object.fromEntries(
    Object.entries(config).filter(([key]) => !Object.hasOwn(notHere, key)),
  );
  const fields = new EntryFields(given, path, knownKeys);
  if (!fields.flag('axfr', true)) {
    throw new InputError(
      `${path}.axfr must be true: without zone transfer nobody knows what a zone holds; allow it to the key at the server`,
    );
  }
  const tls = readTls(fields);
  const visibility = fields.oneOf(
    'visibility',
    ['public', 'private'],
    'public',
  );
  return {
    path,
    hosts: readHosts(fields, tls ? 853 : 53),
    zones: readZones(fields),
    visibility: visibility === 'private' ? 'private' : 'public',
    key: readKey(fields),
    tls,
    loadBalancingStrategy: fields.oneOf(
      'loadBalancingStrategy',
      loadBalancingStrategies,
      'disabled',
    ),
    batchChangeSize: fields.wholeNumber('batchChangeSize', {
      from: 1,
      to: 1000,
      otherwise: 50,
    }),
    minTtl: fields.seconds('minTtl'),
  };
}

function readHosts(fields: EntryFields, usualPort: number): Host[] {
  const hosts = fields.texts('host');
  if (hosts.length === 0) {
    throw new InputError(
      `${fields.path}.host must be the name or address of the primary server, or a list of them`,
    );
  }
  // ExternalDNS's flag is 0 when it is not given.
  const port =
    fields.wholeNumber('port', { from: 0, to: 65_535, otherwise: 0 }) ||
    usualPort;
  return hosts.map((host, index) => {
    if (/[\s/[\]]/.test(host) || /^[^:]*:[0-9]*$/.test(host)) {
      throw new InputError(
        `${fields.path}.host[${index}] must be a name or an address, without scheme or port: the port goes into port`,
      );
    }
    return { host, port };
  });
}

function readZones(fields: EntryFields): string[] {
  const zones = fields.texts('zone').map((zone, index) => {
    try {
      const name = canonicalName(zone);
      if (name !== '') return name;
    } catch (error) {
      throw new InputError(
        `${fields.path}.zone[${index}]: ${sentenceOf(error)}`,
      );
    }
    throw new InputError(
      `${fields.path}.zone[${index}] is the root: name a zone`,
    );
  });
  if (zones.length === 0) {
    throw new InputError(
      `${fields.path}.zone must name the zones, for example [example.org]: servers do not tell which they have`,
    );
  }
  zones.forEach((zone, index) => {
    if (zones.indexOf(zone) < index) {
      throw new InputError(
        `${fields.path}.zone[${index}] is ${zone} a second time: remove one`,
      );
    }
  });
  return zones;
}

function readKey(fields: EntryFields): KeySettings | undefined {
  const { path } = fields;
  const name = fields.text('tsigKeyname');
  const secret = fields.text('tsigSecret');
  const secretFile = fields.text('tsigSecretFile');
  const givenAlgorithm = fields.text('tsigSecretAlg');
  if (fields.flag('insecure', false)) {
    if (name ?? secret ?? secretFile ?? givenAlgorithm) {
      throw new InputError(
        `${path}.insecure and a TSIG key exclude each other: remove insecure, or the tsig keys`,
      );
    }
    return undefined;
  }
  if (name === undefined) {
    throw new InputError(
      `${path}.tsigKeyname must name the TSIG key, as the server knows it; without a key everybody who reaches the server could write, so that has to be said by insecure: true`,
    );
  }
  if ((secret === undefined) === (secretFile === undefined)) {
    throw new InputError(
      secret === undefined
        ? `${path}.tsigSecret must be the secret of the TSIG key in base64, or tsigSecretFile the file that holds it`
        : `${path}.tsigSecret and tsigSecretFile exclude each other: remove one`,
    );
  }
  const algorithm = (givenAlgorithm ?? 'hmac-sha256')
    .toLowerCase()
    .replace(/\.$/, '');
  if (/^hmac-md5(\.|$)/.test(algorithm)) {
    throw new InputError(
      `${path}.tsigSecretAlg: hmac-md5 is broken and not supported (RFC 8945 section 6); make a key with hmac-sha256`,
    );
  }
  if (!isTsigAlgorithm(algorithm)) {
    throw new InputError(
      `${path}.tsigSecretAlg must be hmac-sha1, hmac-sha224, hmac-sha256, hmac-sha384 or hmac-sha512`,
    );
  }
  try {
    // A secret in a file is looked at when it is used.
    parseTsigKey({ name, algorithm, secret: secret ?? 'AAAA' });
  } catch (error) {
    throw new InputError(`${path}.tsigSecret: ${sentenceOf(error)}`);
  }
  return { name, algorithm, path, ...(secret ? { secret } : { secretFile }) };
}

function readTls(fields: EntryFields): TlsOptions | undefined {
  const { path } = fields;
  const caFile = fields.text('tlsCa');
  const certFile = fields.text('tlsClientCert');
  const keyFile = fields.text('tlsClientCertKey');
  const serverName = fields.text('tlsServerName');
  const skipVerify = fields.flag('skipTlsVerify', false);
  if (!fields.flag('useTls', false)) {
    const other = caFile ?? certFile ?? keyFile ?? serverName;
    if (other !== undefined || skipVerify) {
      throw new InputError(
        `${path}.useTls must be true where tlsCa, tlsClientCert, tlsClientCertKey, tlsServerName or skipTlsVerify is given`,
      );
    }
    return undefined;
  }
  if ((certFile === undefined) !== (keyFile === undefined)) {
    throw new InputError(
      `${path}.tlsClientCert and tlsClientCertKey belong together: give both files`,
    );
  }
  return { path, caFile, certFile, keyFile, serverName, skipVerify };
}
