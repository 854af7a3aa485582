import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { generate } from 'selfsigned';

/** A certificate for this machine alone, and its key. */
export interface Certificate {
  cert: string;
  key: string;
}

let made: Certificate | undefined;

/** Made once: a key takes its time. */
export function loopbackCertificate(): Certificate {
  if (!made) {
    const keyPair = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    // Who trusts several of them finds the right one by its name.
    const name = [{ name: 'commonName', value: `fake ${randomUUID()}` }];
    const options = {
      days: 2,
      algorithm: 'sha256',
      // Taken, though its types do not say so.
      keyPair,
      extensions: [
        { name: 'basicConstraints', cA: true },
        {
          name: 'subjectAltName',
          altNames: [
            { type: 2, value: 'localhost' },
            { type: 7, ip: '127.0.0.1' },
          ],
        },
      ],
    };
    const { cert } = generate(name, options);
    made = { cert, key: keyPair.privateKey };
  }
  return made;
}
