import { LineCounter, parseAllDocuments } from 'yaml';
import { ArgumentList, InputError } from './argumentList';
import { JsonObject, isObject, objectAt, textAt } from './json';
import { isHelmValues, readHelmValues } from './readHelmValues';
import { isManifest, readManifest } from './readManifest';
import { shellWords } from './shellWords';

/**
 * What a file or stdin holds: manifests, Helm values (also inside of a HelmRelease
 * or an Application), or one argument list, as a shell line, one argument a line,
 * or a YAML or JSON list. `label` names it in messages.
 *
 * @throws {@link InputError} where it is none of these.
 * @internal
 */
export function readInput(text: string, label: string): ArgumentList[] {
  if (/^(\s|#[^\n]*\n)*(external-dns\s|--[a-z])/.test(text)) {
    const words = shellWords(text);
    return [
      argumentList(
        words.filter((word, at) => at > 0 || word.startsWith('-')),
        label,
      ),
    ];
  }
  const lists = readDocuments(text, label).flatMap(document =>
    readDocument(document, label),
  );
  if (lists.length === 0) {
    throw new InputError(
      `${label} holds no ExternalDNS: expected are its arguments, a Deployment, or Helm values.`,
    );
  }
  return lists;
}

/** An argument list that stands for itself. @internal */
export function argumentList(args: string[], origin: string): ArgumentList {
  return {
    name: 'external-dns',
    origin,
    args,
    environment: [],
    sidecars: [],
    notes: [],
  };
}

function readDocuments(text: string, label: string): unknown[] {
  const lineCounter = new LineCounter();
  return parseAllDocuments(text, { lineCounter }).map(document => {
    const [error] = document.errors;
    if (error) {
      const { line } = lineCounter.linePos(error.pos[0]);
      throw new InputError(
        `${label}, line ${line} is no YAML: ${error.code
          .toLowerCase()
          .replaceAll('_', ' ')}.`,
      );
    }
    return document.toJS({ maxAliasCount: 100 });
  });
}

function readDocument(document: unknown, label: string): ArgumentList[] {
  if (Array.isArray(document)) {
    const words = document.filter(
      (each): each is string => typeof each === 'string',
    );
    return words.some(word => word.startsWith('--'))
      ? [argumentList(words, label)]
      : document.filter(isManifest).flatMap(readManifest);
  }
  if (!isObject(document)) return [];
  if (isManifest(document)) {
    const values = valuesInside(document);
    if (!values) return readManifest(document);
    const name = textAt(objectAt(document, 'metadata'), 'name');
    return readHelmValues(values, name);
  }
  return isHelmValues(document) ? readHelmValues(document) : [];
}

/** Values in Flux's HelmRelease and Argo CD's Application. */
function valuesInside(object: JsonObject): JsonObject | undefined {
  const spec = objectAt(object, 'spec');
  const helm = objectAt(objectAt(spec, 'source'), 'helm');
  const values =
    object.kind === 'HelmRelease'
      ? spec.values
      : helm.valuesObject ?? parsed(helm.values);
  return isHelmValues(values) ? values : undefined;
}

function parsed(text: unknown): unknown {
  if (typeof text !== 'string') return undefined;
  const [document] = parseAllDocuments(text);
  return document && document.errors?.length === 0
    ? document.toJS({ maxAliasCount: 100 })
    : undefined;
}
