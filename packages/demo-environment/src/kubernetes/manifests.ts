import { LineCounter, parseAllDocuments } from 'yaml';
import { KubernetesObject } from './kubernetesObject';

/** A manifest file that cannot be used; `line` counts from 1. */
export class ManifestError extends Error {
  constructor(readonly line: number, message: string) {
    super(message);
  }
}

/** An object of a manifest file and the line on which its document begins. */
export interface Manifest {
  object: KubernetesObject;
  line: number;
}

/**
 * Reads the objects of a YAML text of one or more documents; `kind: List` stands for its items.
 * Throws {@link ManifestError} for the first document that is no object.
 */
export function parseManifests(text: string): Manifest[] {
  const lineCounter = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter });
  if (!Array.isArray(documents)) return [];
  return documents.flatMap(document => {
    const [problem] = document.errors;
    if (problem) {
      const { line } = lineCounter.linePos(problem.pos[0]);
      throw new ManifestError(line, firstSentence(problem.message));
    }
    const start = document.contents?.range?.[0] ?? document.range[0];
    const { line } = lineCounter.linePos(start);
    return readObjects(document.toJS(), line);
  });
}

function readObjects(value: unknown, line: number): Manifest[] {
  if (value === null || value === undefined) return [];
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw new ManifestError(line, 'the document is not a Kubernetes object');
  }
  const { apiVersion, kind, metadata, items } = value as Record<
    string,
    unknown
  >;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') {
    throw new ManifestError(line, 'the object has no apiVersion or no kind');
  }
  if (kind === 'List' && Array.isArray(items)) {
    return items.flatMap(item => readObjects(item, line));
  }
  const name = (metadata as { name?: unknown } | null | undefined)?.name;
  if (typeof name !== 'string' || name === '') {
    throw new ManifestError(line, `the ${kind} has no metadata.name`);
  }
  return [{ object: value as KubernetesObject, line }];
}

/** The parser's messages go on with an excerpt over several lines. */
function firstSentence(message: string): string {
  return message.split('\n')[0].replace(/ at line \d+, column \d+:?$/, '');
}
