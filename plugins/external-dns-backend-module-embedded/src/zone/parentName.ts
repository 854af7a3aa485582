import { Name } from '@openova/dns-wire';

/** The name without its first label; the root for a name of one label. */
export function parentName(name: Name): Name {
  let dot = name.indexOf('.');
  // A dot behind an odd number of backslashes belongs to its label.
  while (dot > 0 && isEscaped(name, dot)) dot = name.indexOf('.', dot + 1);
  return dot === -1 ? '' : name.slice(dot + 1);
}

function isEscaped(name: Name, position: number): boolean {
  let backslashes = 0;
  while (name[position - 1 - backslashes] === '\\') backslashes += 1;
  return backslashes % 2 === 1;
}
