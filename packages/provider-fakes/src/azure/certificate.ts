import { generate } from 'selfsigned';

/** A certificate for this machine alone, and its key. */
export interface Certificate {
  cert: string;
  key: string;
}

let made: Certificate | undefined;

/** Made once in a process: a key takes its time. */
export function loopbackCertificate(): Certificate {
  if (!made) {
    const name = [{ name: 'commonName', value: 'localhost' }];
    const { cert, private: key } = generate(name, {
      days: 2,
      keySize: 2048,
      algorithm: 'sha256',
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
    });
    made = { cert, key };
  }
  return made;
}
