/**
 * Reads and writes the encrypted form of an ownership TXT (AES-256-GCM over gzip,
 * base64). The engine is pure, so whoever runs it brings one.
 *
 * @public
 */
export interface TxtCipher {
  /** The plain labels, or undefined where the text is not encrypted under this key. */
  decrypt(text: string): string | undefined;
  /** `nonce` is 12 fresh random bytes; the result is base64 without quotes. */
  encrypt(plain: string, nonce: Uint8Array): string;
}

/** Makes the cipher of a 32-byte key. @public */
export type TxtCipherFactory = (key: Uint8Array) => TxtCipher;
