import { ClusterAccessError } from '@openova/backstage-plugin-external-dns-node';

/**
 * Reads newline-delimited JSON as it arrives: each value is yielded as soon as its
 * line is complete, and no more than one line is ever held.
 *
 * @throws {@link @openova/backstage-plugin-external-dns-node#ClusterAccessError} of
 * kind `invalid` for a line that is no JSON or longer than `mostBytes`.
 *
 * @internal
 */
export async function* jsonLines(
  body: AsyncIterable<Uint8Array>,
  options: { mostBytes: number; what: string },
): AsyncGenerator<unknown> {
  const { mostBytes, what } = options;
  let pieces: Uint8Array[] = [];
  let length = 0;

  const add = (piece: Uint8Array) => {
    length += piece.length;
    if (length > mostBytes) {
      throw new ClusterAccessError(
        'invalid',
        `${what} sent a line of more than ${mostBytes} bytes`,
      );
    }
    pieces.push(piece);
  };
  const take = (): string => {
    const line = Buffer.concat(pieces).toString('utf8').trim();
    pieces = [];
    length = 0;
    return line;
  };

  for await (const chunk of body) {
    let start = 0;
    for (
      let end = chunk.indexOf(newline);
      end !== -1;
      end = chunk.indexOf(newline, start)
    ) {
      add(chunk.subarray(start, end));
      start = end + 1;
      const line = take();
      if (line !== '') yield parse(line, what);
    }
    if (start < chunk.length) add(chunk.subarray(start));
  }
  const rest = take();
  if (rest !== '') yield parse(rest, what);
}

const newline = 0x0a;

function parse(line: string, what: string): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new ClusterAccessError('invalid', `${what} sent what is no JSON`, {
      cause,
    });
  }
}
