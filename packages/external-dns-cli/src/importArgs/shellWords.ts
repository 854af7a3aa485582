/**
 * Splits an argument list as a shell would: quotes, backslashes (also before a
 * line end), comments. Variables are left alone.
 *
 * @internal
 */
export function shellWords(text: string): string[] {
  const words: string[] = [];
  const token =
    /\\\r?\n|\s+|(?<=^|\s)#[^\n]*|"((?:[^"\\]|\\[^])*)"|'([^']*)'|\\([^])|([^\s"'\\]+)/g;
  let word: string | undefined;
  for (const match of text.matchAll(token)) {
    const [whole, double, single, escaped, plain] = match;
    if (double !== undefined) {
      word = (word ?? '') + double.replace(/\\(["\\$`])/g, '$1');
    } else if (single !== undefined) word = (word ?? '') + single;
    else if (escaped !== undefined) word = (word ?? '') + escaped;
    else if (plain !== undefined) word = (word ?? '') + plain;
    else if (!whole.startsWith('#') && word !== undefined) {
      words.push(word);
      word = undefined;
    }
  }
  if (word !== undefined) words.push(word);
  return words;
}
