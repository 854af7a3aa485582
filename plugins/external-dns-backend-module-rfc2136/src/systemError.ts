/** What the system says is wrong with a file or a socket, as `ENOENT`. @internal */
export function systemErrorCode(error: unknown): string | undefined {
  return typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    typeof error.code === 'string'
    ? error.code
    : undefined;
}

/** An error's own words, or its code where it has none. @internal */
export function sentenceOf(error: unknown): string {
  const hasMessage =
    typeof error === 'object' && error !== null && 'message' in error;
  return (
    (hasMessage && typeof error.message === 'string' && error.message) ||
    systemErrorCode(error) ||
    'nobody says why'
  );
}
