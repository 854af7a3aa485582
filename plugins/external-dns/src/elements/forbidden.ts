import { ResponseError } from '@backstage/errors';

/** Whether the backend refused because of a missing permission. */
export function isForbidden(error: Error | undefined): boolean {
  return error instanceof ResponseError && error.statusCode === 403;
}
