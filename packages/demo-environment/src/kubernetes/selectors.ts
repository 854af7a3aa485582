import { KubernetesObject } from './kubernetesObject';
import { badRequest } from './statusErrors';

/** Says whether an object is meant. */
export type Selector = (object: KubernetesObject) => boolean;

type Requirement = (labels: Record<string, string>) => boolean;

const labelKey =
  /^(?:[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?\/)?[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const labelValue = /^(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/;
const wholeNumber = /^[-+]?\d+$/;

/**
 * Reads a label selector: `a=b`, `a==b`, `a!=b`, `a in (x,y)`, `a notin (x)`, `a`, `!a`, `a>1`, `a<1`,
 * joined by commas that all have to hold. Throws 400 for what is none of these.
 */
export function parseLabelSelector(text: string): Selector {
  const requirements = splitRequirements(text).map(parseRequirement);
  return object => {
    const labels = object.metadata.labels ?? {};
    return requirements.every(holds => holds(labels));
  };
}

/** Splits at commas that stand outside of parentheses. */
function splitRequirements(text: string): string[] {
  if (text.trim() === '') return [];
  return text.split(/,(?![^(]*\))/).map(part => part.trim());
}

function parseRequirement(text: string): Requirement {
  const set = /^(\S+)\s+(in|notin)\s*\(([^()]*)\)$/.exec(text);
  if (set) {
    const key = readKey(set[1], text);
    const values = set[3]
      .split(',')
      .map(value => readValue(value.trim(), text));
    return set[2] === 'in'
      ? labels => Object.hasOwn(labels, key) && values.includes(labels[key])
      : labels => !Object.hasOwn(labels, key) || !values.includes(labels[key]);
  }
  const comparison = /^([^\s=!<>]+)\s*(==|=|!=|>|<)\s*(\S*)$/.exec(text);
  if (comparison) {
    const key = readKey(comparison[1], text);
    const value = comparison[3];
    if (comparison[2] === '>' || comparison[2] === '<') {
      return numericRequirement(key, comparison[2], value, text);
    }
    readValue(value, text);
    return comparison[2] === '!='
      ? labels => !Object.hasOwn(labels, key) || labels[key] !== value
      : labels => Object.hasOwn(labels, key) && labels[key] === value;
  }
  const absent = /^!\s*(\S+)$/.exec(text);
  if (absent) {
    const key = readKey(absent[1], text);
    return labels => !Object.hasOwn(labels, key);
  }
  const key = readKey(text, text);
  return labels => Object.hasOwn(labels, key);
}

function numericRequirement(
  key: string,
  operator: '>' | '<',
  bound: string,
  text: string,
): Requirement {
  if (!wholeNumber.test(bound)) throw unreadable(text);
  return labels => {
    if (!Object.hasOwn(labels, key) || !wholeNumber.test(labels[key])) {
      return false;
    }
    const value = Number(labels[key]);
    return operator === '>' ? value > Number(bound) : value < Number(bound);
  };
}

function readKey(key: string, requirement: string): string {
  if (!labelKey.test(key)) throw unreadable(requirement);
  return key;
}

function readValue(value: string, requirement: string): string {
  if (value.length > 63 || !labelValue.test(value))
    throw unreadable(requirement);
  return value;
}

function unreadable(requirement: string): Error {
  return badRequest(
    `unable to parse requirement: "${requirement}" is not a label selector`,
  );
}

/** The fields that a kind can be selected by, beside its name and namespace. */
const selectableFields: ReadonlyMap<string, readonly string[]> = new Map([
  ['pods', ['spec.nodeName', 'spec.serviceAccountName', 'status.phase']],
  ['services', ['spec.clusterIP', 'spec.type']],
]);

/** Reads a field selector of a resource; throws 400 for a field that it cannot be selected by. */
export function parseFieldSelector(text: string, resource: string): Selector {
  const fields = [
    'metadata.name',
    'metadata.namespace',
    ...(selectableFields.get(resource) ?? []),
  ];
  const requirements = text
    .split(',')
    .filter(part => part !== '')
    .map(part => {
      const match = /^([^=!]+)(==|=|!=)(.*)$/.exec(part);
      if (!match) {
        throw badRequest(
          `invalid selector: '${text}'; can't understand '${part}'`,
        );
      }
      const [, field, operator, value] = match;
      if (!fields.includes(field)) {
        throw badRequest(`field label not supported: ${field}`);
      }
      return (object: KubernetesObject) =>
        (textAt(object, field) === value) === (operator !== '!=');
    });
  return object => requirements.every(holds => holds(object));
}

function textAt(object: KubernetesObject, path: string): string {
  let value: unknown = object;
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null) return '';
    value = (value as Record<string, unknown>)[key];
  }
  return value === undefined || value === null ? '' : String(value);
}
