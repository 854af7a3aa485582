/** Bytes of a line, or, without any, the end of one. @internal */
export interface LinePart {
  bytes?: Buffer;
}

/**
 * The lines of a stream of bytes, without their line ends, each in parts as they
 * come in. The last line needs no line end.
 *
 * @internal
 */
export async function* partsOfLines(
  input: AsyncIterable<Uint8Array | string>,
): AsyncGenerator<LinePart> {
  let isOpen = false;
  for await (const chunk of input) {
    const bytes =
      typeof chunk === 'string'
        ? Buffer.from(chunk)
        : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let start = 0;
    for (;;) {
      const end = bytes.indexOf(10, start);
      if (end < 0) break;
      if (end > start) yield { bytes: bytes.subarray(start, end) };
      yield {};
      isOpen = false;
      start = end + 1;
    }
    if (start < bytes.length) {
      isOpen = true;
      yield { bytes: bytes.subarray(start) };
    }
  }
  if (isOpen) yield {};
}
