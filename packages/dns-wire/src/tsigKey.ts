import { createHmac } from 'node:crypto';
import { DnsValueError } from './errors';
import { canonicalName, Name, quoted } from './name';

const hashes = {
  'hmac-sha1': { hash: 'sha1', length: 20 },
  'hmac-sha224': { hash: 'sha224', length: 28 },
  'hmac-sha256': { hash: 'sha256', length: 32 },
  'hmac-sha384': { hash: 'sha384', length: 48 },
  'hmac-sha512': { hash: 'sha512', length: 64 },
} as const;

/** The algorithms of RFC 8945 section 6 that are not discouraged. @public */
export type TsigAlgorithm = keyof typeof hashes;

/** A shared secret. Never log it. @public */
export interface TsigKey {
  /** Both sides must know the key by this name. */
  name: Name;
  algorithm: TsigAlgorithm;
  secret: Uint8Array;
}

/**
 * A key from configuration: the secret in base64, as `tsig-keygen` prints it;
 * the algorithm in any case, with or without trailing dot. No error repeats
 * the secret.
 * @throws DnsValueError for an unknown algorithm, a broken name or secret.
 * @public
 */
export function parseTsigKey(fields: {
  name: string;
  algorithm: string;
  secret: string;
}): TsigKey {
  const algorithm = fields.algorithm.toLowerCase().replace(/\.$/, '');
  if (!isTsigAlgorithm(algorithm)) {
    throw new DnsValueError(
      `The TSIG algorithm ${quoted(
        fields.algorithm,
      )} is not supported: use one of ${Object.keys(hashes).join(', ')}.`,
    );
  }
  const name = canonicalName(fields.name);
  const digits = fields.secret.replace(/\s/g, '');
  if (
    !/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(
      digits,
    ) ||
    digits === ''
  ) {
    throw new DnsValueError(
      `The secret of the TSIG key ${quoted(
        name,
      )} is not base64: copy it as tsig-keygen prints it.`,
    );
  }
  return {
    name,
    algorithm,
    secret: Uint8Array.from(Buffer.from(digits, 'base64')),
  };
}

/** Whether a canonical name is that of a supported algorithm. @public */
export function isTsigAlgorithm(name: string): name is TsigAlgorithm {
  return Object.hasOwn(hashes, name);
}

/** Octets of a MAC of this algorithm. @internal */
export function macLength(algorithm: TsigAlgorithm): number {
  return hashes[algorithm].length;
}

/** The MAC over the parts in a row. @internal */
export function computeMac(
  key: TsigKey,
  parts: readonly Uint8Array[],
): Uint8Array {
  const hmac = createHmac(hashes[key.algorithm].hash, key.secret);
  for (const part of parts) {
    hmac.update(part);
  }
  return Uint8Array.from(hmac.digest());
}
