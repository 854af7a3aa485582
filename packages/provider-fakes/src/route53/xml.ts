import { XMLParser, XMLValidator } from 'fast-xml-parser';
import {
  checkSimple,
  namespace,
  NotAsDescribed,
  parseSimple,
  Shape,
  shapeOf,
} from './model';

/*
 * Requests and answers as XML, both by the vendor's description: what it does not
 * know is refused, and so are elements in another order than the description's.
 */

type Element = Record<string, unknown>;

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: true,
  htmlEntities: true,
});

/**
 * The body of a request.
 *
 * @throws {@link NotAsDescribed}
 */
export function readDocument(
  body: string,
  root: string,
  shapeName: string,
): Record<string, unknown> {
  const valid = XMLValidator.validate(body);
  if (valid !== true) throw new NotAsDescribed(valid.err.msg);
  const [element] = elementsOf(parser.parse(body));
  if (!element || nameOf(element) !== root) {
    throw new NotAsDescribed(`The document must be a ${root}`);
  }
  const attributes = element[':@'];
  const xmlns =
    attributes && (attributes as Record<string, unknown>)['@_xmlns'];
  if (xmlns !== namespace) {
    throw new NotAsDescribed(`The namespace must be ${namespace}`);
  }
  return readStructure(element, shapeOf(shapeName), root);
}

function readStructure(
  element: Element,
  shape: Shape,
  place: string,
): Record<string, unknown> {
  const members = Object.entries(shape.members ?? {}).filter(
    ([, member]) => !member.label && !member.query,
  );
  const result: Record<string, unknown> = {};
  let last = -1;
  for (const child of elementsOf(element[nameOf(element)])) {
    const name = nameOf(child);
    const index = members.findIndex(
      ([key, member]) => (member.xmlName ?? key) === name,
    );
    if (index < 0) {
      throw new NotAsDescribed(`Unexpected element ${name} at '${place}'`);
    }
    if (index <= last) {
      throw new NotAsDescribed(`Element ${name} at '${place}' is out of order`);
    }
    last = index;
    const [key, member] = members[index];
    result[key] = readValue(child, shapeOf(member.target), `${place}.${key}`);
  }
  for (const [key, member] of members) {
    if (member.required && result[key] === undefined) {
      throw new NotAsDescribed(`Missing ${key} at '${place}'`);
    }
  }
  return result;
}

function readValue(element: Element, shape: Shape, place: string): unknown {
  if (shape.type === 'structure') return readStructure(element, shape, place);
  if (shape.type === 'list') {
    const { member, length } = shape;
    if (!member) throw new Error(`${place} is a list of nothing`);
    const items = elementsOf(element[nameOf(element)]).map((child, index) => {
      if (nameOf(child) !== (member.xmlName ?? 'member')) {
        throw new NotAsDescribed(
          `Unexpected element ${nameOf(child)} at '${place}'`,
        );
      }
      const itemPlace = `${place}.${index + 1}`;
      return readValue(child, shapeOf(member.target), itemPlace);
    });
    checkCount(items, length, place);
    return items;
  }
  return parseSimple(textOf(element), shape, place);
}

/**
 * An answer, held against its description while it is written.
 *
 * @throws {@link NotAsDescribed}
 */
export function writeDocument(
  shapeName: string,
  value: Record<string, unknown>,
): string {
  const inner = writeStructure(value, shapeOf(shapeName), shapeName);
  return `<?xml version="1.0"?>\n<${shapeName} xmlns="${namespace}">${inner}</${shapeName}>`;
}

function writeStructure(
  value: Record<string, unknown>,
  shape: Shape,
  place: string,
): string {
  const members = shape.members ?? {};
  const unknown = Object.keys(value).find(key => !Object.hasOwn(members, key));
  if (unknown) throw new NotAsDescribed(`${place} has no member ${unknown}`);
  let xml = '';
  for (const [key, member] of Object.entries(members)) {
    const part = value[key];
    if (part === undefined) {
      if (member.required) throw new NotAsDescribed(`${place} lacks ${key}`);
      continue;
    }
    const name = member.xmlName ?? key;
    const inner = writeValue(part, shapeOf(member.target), `${place}.${key}`);
    xml += `<${name}>${inner}</${name}>`;
  }
  return xml;
}

function writeValue(value: unknown, shape: Shape, place: string): string {
  if (shape.type === 'structure') {
    if (typeof value !== 'object' || value === null) {
      throw new NotAsDescribed(`${place} is no structure`);
    }
    return writeStructure({ ...value }, shape, place);
  }
  if (shape.type === 'list') {
    const { member, length } = shape;
    if (!Array.isArray(value) || !member) {
      throw new NotAsDescribed(`${place} is no list`);
    }
    checkCount(value, length, place);
    const name = member.xmlName ?? 'member';
    return value
      .map((item: unknown, index) => {
        const itemPlace = `${place}.${index + 1}`;
        const inner = writeValue(item, shapeOf(member.target), itemPlace);
        return `<${name}>${inner}</${name}>`;
      })
      .join('');
  }
  if (
    typeof value !== 'string' &&
    typeof value !== 'number' &&
    typeof value !== 'boolean'
  ) {
    throw new NotAsDescribed(`${place} is no simple value`);
  }
  checkSimple(value, shape, place);
  return escaped(String(value));
}

export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function checkCount(
  items: readonly unknown[],
  length: Shape['length'],
  place: string,
): void {
  const { min = 0, max = Infinity } = length ?? {};
  if (items.length < min || items.length > max) {
    throw new NotAsDescribed(
      `'${place}' has ${items.length} members, from ${min} to ${max} are allowed`,
    );
  }
}

function elementsOf(nodes: unknown): Element[] {
  if (!Array.isArray(nodes)) return [];
  const elements: Element[] = [];
  for (const node of nodes as unknown[]) {
    if (typeof node !== 'object' || node === null) continue;
    const element: Element = { ...node };
    const name = nameOf(element);
    if (name !== '#text' && !name.startsWith('?')) elements.push(element);
  }
  return elements;
}

function nameOf(element: Element): string {
  return Object.keys(element).find(key => key !== ':@') ?? '';
}

function textOf(element: Element): string {
  const nodes = element[nameOf(element)];
  if (!Array.isArray(nodes)) return '';
  return (nodes as Record<string, unknown>[])
    .map(node => String(node['#text'] ?? ''))
    .join('');
}
