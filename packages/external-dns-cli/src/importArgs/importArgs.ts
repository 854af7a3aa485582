import { ArgumentList, InputError } from './argumentList';
import { assemble } from './assemble';
import { importInstance } from './importInstance';
import { argumentList, readInput } from './readInput';
import { writeSection } from './writeSection';

/** One input of `import-args`. @public */
export interface ImportInput {
  /** What the input is called in messages and comments. */
  label: string;
  /** Its text; or the arguments themselves. */
  content: string | string[];
  /** The cluster that it runs in; becomes the instance's name as well. */
  cluster?: string;
}

/**
 * Turns what ExternalDNS is started with into the section `externalDns`, as YAML
 * with comments. Nothing is added that was not asked for, and no secret appears.
 *
 * @throws An `Error` with one sentence where an input cannot be read.
 * @public
 */
export function importArgs(
  inputs: readonly ImportInput[],
  externalDnsVersion?: string,
): string {
  const lists = inputs.flatMap(input => {
    const found = readLists(input);
    return found.map(
      (list): ArgumentList => ({
        ...list,
        ...(externalDnsVersion ? { version: externalDnsVersion } : {}),
        ...(input.cluster
          ? {
              name:
                found.length === 1
                  ? input.cluster
                  : `${input.cluster}-${list.name}`,
              clusters: [input.cluster],
            }
          : {}),
      }),
    );
  });
  if (lists.length === 0) {
    throw new InputError('There is nothing to import.');
  }
  const instances = lists.map(importInstance);
  return writeSection(
    assemble(instances),
    instances.map(each => each.origin),
  );
}

function readLists({ content, label }: ImportInput): ArgumentList[] {
  return typeof content === 'string'
    ? readInput(content, label)
    : [argumentList(content, label)];
}
