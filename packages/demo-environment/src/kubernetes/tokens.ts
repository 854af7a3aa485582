import { createHash, timingSafeEqual } from 'node:crypto';
import { IncomingMessage } from 'node:http';

/** Whether a request carries this bearer token. */
export function hasToken(request: IncomingMessage, token: string): boolean {
  const match = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '');
  return match !== null && isSame(match[1], token);
}

/**
 * Whether a request carries this token as the password of basic authentication. A real API server
 * does not take that, but kubectl keeps bearer tokens to itself where there is no TLS, and sends
 * what stands in the URL: `kubectl --server http://demo:TOKEN@127.0.0.1:PORT`.
 */
export function hasPassword(request: IncomingMessage, token: string): boolean {
  const match = /^Basic +(\S+)$/i.exec(request.headers.authorization ?? '');
  if (!match) return false;
  const credentials = Buffer.from(match[1], 'base64').toString();
  return isSame(credentials.slice(credentials.indexOf(':') + 1), token);
}

// Digests, because timingSafeEqual asks for equal lengths.
function isSame(left: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}
