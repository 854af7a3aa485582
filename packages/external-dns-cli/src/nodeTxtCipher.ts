import type { TxtCipher } from '@openova/dns-engine';

const nonceLength = 12;
const tagLength = 16;

/**
 * ExternalDNS's encryption of ownership TXT records: gzip, AES-256-GCM, then
 * nonce, ciphertext and tag in base64. Go's gzip writes other bytes than Node's,
 * so what was read is never made anew.
 *
 * @public
 */
export function nodeTxtCipher(key: Uint8Array): TxtCipher {
  // Loaded here, because hardly any world has a key: they are a fifth of the start-up.
  const { createCipheriv, createDecipheriv } =
    process.getBuiltinModule('node:crypto');
  const { gunzipSync, gzipSync } = process.getBuiltinModule('node:zlib');
  return {
    decrypt(text) {
      if (!/^[A-Za-z0-9+/]{40,}={0,2}$/.test(text)) return undefined;
      const bytes = Buffer.from(text, 'base64');
      if (bytes.length <= nonceLength + tagLength) return undefined;
      try {
        const decipher = createDecipheriv(
          'aes-256-gcm',
          key,
          bytes.subarray(0, nonceLength),
          { authTagLength: tagLength },
        );
        decipher.setAuthTag(bytes.subarray(-tagLength));
        const packed = Buffer.concat([
          decipher.update(bytes.subarray(nonceLength, -tagLength)),
          decipher.final(),
        ]);
        return gunzipSync(packed, { maxOutputLength: 65_536 }).toString('utf8');
      } catch {
        // Another key, or no ciphertext at all: to the registry it is plain text.
        return undefined;
      }
    },
    encrypt(plain, nonce) {
      const cipher = createCipheriv('aes-256-gcm', key, nonce, {
        authTagLength: tagLength,
      });
      return Buffer.concat([
        nonce,
        cipher.update(gzipSync(Buffer.from(plain, 'utf8'), { level: 9 })),
        cipher.final(),
        cipher.getAuthTag(),
      ]).toString('base64');
    },
  };
}
