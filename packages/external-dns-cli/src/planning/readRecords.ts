import { readFile } from 'node:fs/promises';
import { readStdin, Terminal, UsageError } from '../commandLine/terminal';
import { isObject, JsonObject } from '../importArgs/json';

/**
 * What the zones hold: one Endpoint a line, as the export of a zone has them, or
 * a JSON list of them.
 *
 * @throws {@link UsageError} that names the line.
 * @internal
 */
export async function readRecords(
  path: string,
  terminal: Terminal,
): Promise<JsonObject[]> {
  const label = path === '-' ? 'standard input' : path;
  const text =
    path === '-'
      ? await readStdin(terminal)
      : await readFile(path, 'utf8').catch(() => {
          throw new UsageError(
            `--records ${path} cannot be read: is it there?`,
          );
        });
  if (text.trimStart().startsWith('[')) {
    const list = parse(text, label);
    if (!Array.isArray(list)) {
      throw new UsageError(`${label} must hold a list of records.`);
    }
    return list.map((each: unknown, index) =>
      record(each, `${label}, record ${index + 1}`),
    );
  }
  return text
    .split('\n')
    .map((line, index) => ({ line: line.trim(), place: index + 1 }))
    .filter(({ line }) => line !== '')
    .map(({ line, place }) => {
      const where = `${label}, line ${place}`;
      return record(parse(line, where), where);
    });
}

function parse(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(
      `${where} is no JSON: the export of a zone has one record a line.`,
    );
  }
}

function record(value: unknown, where: string): JsonObject {
  if (
    isObject(value) &&
    typeof value.dnsName === 'string' &&
    typeof value.recordType === 'string'
  ) {
    return value;
  }
  throw new UsageError(
    `${where} is no record: it needs at least dnsName, recordType and targets.`,
  );
}
