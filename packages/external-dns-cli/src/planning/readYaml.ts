import { LineCounter, parseAllDocuments } from 'yaml';
import { UsageError } from '../commandLine/terminal';

/**
 * The documents of a YAML file (JSON is YAML, too), empty ones left out.
 *
 * @throws {@link UsageError} that names file and line of the first mistake.
 * @internal
 */
export function readYaml(text: string, label: string): unknown[] {
  const json = asJson(text);
  if (json !== undefined) return [json];
  const lineCounter = new LineCounter();
  const options = { lineCounter, merge: true, prettyErrors: false };
  return parseAllDocuments(text, options)
    .map(document => {
      const [error] = document.errors;
      if (error) {
        const { line } = lineCounter.linePos(error.pos[0]);
        // The parser's message may quote the text, which may be a secret.
        const what = error.code.toLowerCase().replaceAll('_', ' ');
        throw new UsageError(
          `${label}, line ${line} cannot be read as YAML: ${what}.${
            text.includes('{{')
              ? ' If it is a template, render it first (helm template).'
              : ''
          }`,
        );
      }
      try {
        return document.toJS({ maxAliasCount: 100 }) as unknown;
      } catch {
        throw new UsageError(
          `${label} cannot be read as YAML: an alias is not defined, or used too often.`,
        );
      }
    })
    .filter(document => document !== null && document !== undefined);
}

/** What `kubectl get -o json` prints can be large, and JSON is read much faster. */
function asJson(text: string): unknown {
  if (!text.trimStart().startsWith('{')) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
