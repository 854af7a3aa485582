import { generateKeyPairSync } from 'node:crypto';
import { generate } from 'selfsigned';

/** A certificate for `localhost` that signed itself, and its key; both PEM. */
export function selfSigned(): { cert: string; key: string } {
  // Made here: the package's own way is JavaScript, and takes seconds.
  const keyPair = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  const options = {
    algorithm: 'sha256',
    keyPair,
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] },
    ],
  };
  const attributes = [{ name: 'commonName', value: 'localhost' }];
  const { cert, private: key } = generate(attributes, options);
  return { cert, key };
}
