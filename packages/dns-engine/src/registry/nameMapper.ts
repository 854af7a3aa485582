import { RegistryOptions } from '../options/types';

/** The types that ExternalDNS v0.22 recognises in a TXT's name, in its order. @internal */
export const mappedTypes = [
  'A',
  'AAAA',
  'CNAME',
  'NS',
  'MX',
  'PTR',
  'SRV',
  'NAPTR',
  'TXT',
  'DNAME',
] as const;

const mappedTypesLower = new Map<string, string>(
  mappedTypes.map(type => [type.toLowerCase(), type]),
);

const template = '%{record_type}';

/**
 * How the names of ownership TXT records follow from the names of the records
 * that they own, and back, under one prefix or suffix.
 *
 * @internal
 */
export interface NameMapper {
  /** Identifies mappers that map alike. */
  key: string;
  /** The current form, with the record's type. */
  typedName(dnsName: string, recordType: string): string;
  /** The form of before v0.12, without the type. */
  oldName(dnsName: string): string;
  /** Whether an old form beside the typed one is written at all (never with a template). */
  hasOldForm: boolean;
  /**
   * The name and type that a TXT's name stands for, as ExternalDNS reads it: type
   * empty for the old form; undefined where the affix is missing.
   */
  read(txtName: string): { dnsName: string; recordType: string } | undefined;
  /** The name under which a record's ownership is looked up: wildcard replaced. */
  lookupName(dnsName: string): string;
  /** The wildcard whose TXT has the name of this host's; undefined if none has. */
  wildcardOf(dnsName: string): string | undefined;
}

type Affixes = Pick<
  RegistryOptions,
  'txtPrefix' | 'txtSuffix' | 'txtWildcardReplacement'
>;

/** Each row of a zone asks for the mapper of its instance. */
const knownMappers = new WeakMap<Affixes, NameMapper>();

/** The mapper of a registry, made once for each options object. @internal */
export function nameMapper(options: Affixes): NameMapper {
  let mapper = knownMappers.get(options);
  if (!mapper) knownMappers.set(options, (mapper = makeMapper(options)));
  return mapper;
}

function makeMapper(options: Affixes): NameMapper {
  const prefix = options.txtPrefix.toLowerCase();
  const suffix = options.txtSuffix.toLowerCase();
  const wildcard = options.txtWildcardReplacement.toLowerCase();
  const typeInAffix = prefix.includes(template) || suffix.includes(template);
  const oldPrefix = prefix.replaceAll(template, '');
  const oldSuffix = suffix.replaceAll(template, '');

  function compose(dnsName: string, before: string, after: string): string {
    // Without a suffix and a wildcard the name stays in one piece.
    if (after === '' && !dnsName.startsWith('*')) return before + dnsName;
    const dot = dnsName.indexOf('.');
    let first = dot < 0 ? dnsName : dnsName.slice(0, dot);
    if (wildcard !== '' && first === '*') first = wildcard;
    const rest = dot < 0 ? '' : dnsName.slice(dot);
    return `${before}${first}${after}${rest}`;
  }

  function readAffixed(
    name: string,
  ): { dnsName: string; recordType: string } | undefined {
    const usesSuffix = prefix === '' && suffix !== '';
    const strip = (before: string, after: string): string | undefined => {
      if (usesSuffix) {
        return name.endsWith(after)
          ? name.slice(0, name.length - after.length)
          : undefined;
      }
      return name.startsWith(before) ? name.slice(before.length) : undefined;
    };
    if (typeInAffix) {
      for (const type of mappedTypes) {
        const lower = type.toLowerCase();
        const rest = strip(
          prefix.replaceAll(template, lower),
          suffix.replaceAll(template, lower),
        );
        if (rest !== undefined) return { dnsName: rest, recordType: type };
      }
    }
    const rest = strip(oldPrefix, oldSuffix);
    return rest === undefined ? undefined : splitType(rest);
  }

  const typedAffixes = new Map<string, { before: string; after: string }>();
  function affixesOf(type: string): { before: string; after: string } {
    let known = typedAffixes.get(type);
    if (!known) {
      const lower = type.toLowerCase();
      known = typeInAffix
        ? {
            before: prefix.replaceAll(template, lower),
            after: suffix.replaceAll(template, lower),
          }
        : { before: `${prefix}${lower}-`, after: suffix };
      if (typedAffixes.size < 100) typedAffixes.set(type, known);
    }
    return known;
  }

  return {
    key: JSON.stringify([prefix, suffix, wildcard]),
    hasOldForm: !typeInAffix,
    typedName(dnsName, recordType) {
      const { before, after } = affixesOf(recordType);
      return compose(dnsName, before, after);
    },
    oldName(dnsName) {
      return compose(dnsName, oldPrefix, oldSuffix);
    },
    read(txtName) {
      const lower = txtName.toLowerCase();
      if (suffix === '' || prefix !== '') return readAffixed(lower);
      // The suffix ends the first label, or as many labels as it has dots more.
      let end = -1;
      for (let dots = suffix.split('.').length; dots > 0; dots -= 1) {
        const next = lower.indexOf('.', end + 1);
        if (next < 0) {
          end = lower.length;
          break;
        }
        end = next;
      }
      const found = readAffixed(lower.slice(0, end));
      if (!found) return undefined;
      return end < lower.length
        ? { ...found, dnsName: `${found.dnsName}.${lower.slice(end + 1)}` }
        : found;
    },
    wildcardOf(dnsName) {
      return wildcard !== '' && dnsName.startsWith(`${wildcard}.`)
        ? `*${dnsName.slice(wildcard.length)}`
        : undefined;
    },
    lookupName(dnsName) {
      if (wildcard === '' || !(dnsName === '*' || dnsName.startsWith('*.'))) {
        return dnsName;
      }
      return wildcard + dnsName.slice(1);
    },
  };
}

function splitType(rest: string): { dnsName: string; recordType: string } {
  const dash = rest.indexOf('-');
  const first = dash < 0 ? rest : rest.slice(0, dash);
  const recordType = mappedTypesLower.get(first);
  if (!recordType) return { dnsName: rest, recordType: '' };
  return { dnsName: dash < 0 ? rest : rest.slice(dash + 1), recordType };
}
