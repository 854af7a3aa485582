import { createHash, timingSafeEqual } from 'node:crypto';
import { IncomingMessage } from 'node:http';

/** Whether a request carries this bearer token. */
export function hasToken(request: IncomingMessage, token: string): boolean {
  const match = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '');
  return match !== null && timingSafeEqual(digest(match[1]), digest(token));
}

// Equal lengths, which timingSafeEqual asks for.
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
