import { createCipheriv, createDecipheriv } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { TxtCipherFactory } from '@openova/dns-engine';

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;
/** A TXT's text is small; whatever unpacks to more is no ownership TXT. */
const maxPlainBytes = 64 * 1024;

/**
 * ExternalDNS's encryption of ownership TXT: base64 of nonce, AES-256-GCM over the
 * gzipped text, and tag.
 *
 * @internal
 */
export const txtCipher: TxtCipherFactory = key => ({
  decrypt(text) {
    const sealed = Buffer.from(text, 'base64');
    if (sealed.length <= nonceBytes + tagBytes) return undefined;
    try {
      const decipher = createDecipheriv(
        algorithm,
        key,
        sealed.subarray(0, nonceBytes),
      );
      decipher.setAuthTag(sealed.subarray(-tagBytes));
      const packed = Buffer.concat([
        decipher.update(sealed.subarray(nonceBytes, -tagBytes)),
        decipher.final(),
      ]);
      return gunzipSync(packed, { maxOutputLength: maxPlainBytes }).toString(
        'utf8',
      );
    } catch {
      // Another key, or no ciphertext at all: what was read stays as it is.
      return undefined;
    }
  },
  encrypt(plain, nonce) {
    const encipher = createCipheriv(algorithm, key, nonce);
    return Buffer.concat([
      nonce,
      encipher.update(gzipSync(plain)),
      encipher.final(),
      encipher.getAuthTag(),
    ]).toString('base64');
  },
});
