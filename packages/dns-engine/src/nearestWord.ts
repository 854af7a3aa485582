/**
 * The known word that is spelled most alike, if one is less than `limit` letters
 * away.
 *
 * @public
 */
export function nearestWord(
  word: string,
  known: readonly string[],
  limit = 5,
): string | undefined {
  let best: string | undefined;
  let least = Math.min(limit, Math.ceil(word.length / 2));
  for (const candidate of known) {
    const steps = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (steps < least) {
      least = steps;
      best = candidate;
    }
  }
  return best;
}

function editDistance(left: string, right: string): number {
  if (Math.abs(left.length - right.length) > 8) return left.length;
  let above = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row += 1) {
    const line = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const same = left[row - 1] === right[column - 1] ? 0 : 1;
      line.push(
        Math.min(
          above[column] + 1,
          line[column - 1] + 1,
          above[column - 1] + same,
        ),
      );
    }
    above = line;
  }
  return above[right.length];
}
