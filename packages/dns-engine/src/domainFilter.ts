import { RE2JS } from 're2js';
import { filterName } from './name';
import { Options } from './options/types';

/** Says whether a name is inside of what an instance manages. @public */
export type DomainFilter = (dnsName: string) => boolean;

/**
 * The domain filter of an instance. As in ExternalDNS, a regular expression (RE2,
 * not anchored) switches the plain lists off, and exclusion comes first.
 *
 * @public
 */
export function domainFilter(
  options: Pick<
    Options,
    | 'domainFilter'
    | 'excludeDomains'
    | 'regexDomainFilter'
    | 'regexDomainExclusion'
  >,
): DomainFilter {
  if (options.regexDomainFilter || options.regexDomainExclusion) {
    const include = compile(options.regexDomainFilter);
    const exclude = compile(options.regexDomainExclusion);
    return dnsName => {
      const name = filterName(dnsName);
      if (exclude?.matcher(name).find()) return false;
      return include ? include.matcher(name).find() : true;
    };
  }
  const included = entries(options.domainFilter);
  const excluded = entries(options.excludeDomains);
  if (included.length === 0 && excluded.length === 0) return () => true;
  return dnsName => {
    const name = filterName(dnsName);
    if (matchesAny(name, excluded)) return false;
    return included.length === 0 || matchesAny(name, included);
  };
}

/** Runs for each name several times: no function, nor iterator, for each entry. */
function matchesAny(name: string, filter: readonly string[]): boolean {
  for (let index = 0; index < filter.length; index += 1) {
    if (matches(name, filter[index])) return true;
  }
  return false;
}

/**
 * Whether a text is a regular expression that RE2 takes; the message says why not.
 *
 * @internal
 */
export function regexDefect(pattern: string): string | undefined {
  try {
    compile(pattern);
    return undefined;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return message.length > 200 ? `${message.slice(0, 200)}...` : message;
  }
}

/** A program is made of each character, and run over each name. */
const longestPattern = 10_000;

function compile(pattern: string): RE2JS | undefined {
  if (pattern.length > longestPattern) {
    throw new Error(`it is longer than ${longestPattern} characters`);
  }
  return pattern === '' ? undefined : RE2JS.compile(pattern);
}

/**
 * Entries of a list of domains, as the filter compares them: `.example.com` for
 * what is below only.
 */
function entries(list: readonly string[]): string[] {
  return list.map(entry => filterName(entry.trim())).filter(Boolean);
}

function matches(name: string, entry: string): boolean {
  if (entry.startsWith('.')) return name.endsWith(entry);
  return (
    name === entry ||
    (name.length > entry.length &&
      name.endsWith(entry) &&
      name.charCodeAt(name.length - entry.length - 1) === 46)
  );
}
