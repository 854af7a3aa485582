import { JsonObject, JsonValue } from '@backstage/types';
import { DnsProviderFactory } from '@openova/backstage-plugin-external-dns-node';
import { Clock } from '../clock/clock';
import { Account } from './account';
import { Rate } from './limiter';
import { zoneFilter } from './zoneFilter';

/** An entry of `externalDns.providers` that gives no account. @internal */
export interface AccountProblem {
  path: string;
  /** One sentence, without secrets. */
  sentence: string;
}

/** @internal */
export interface Accounts {
  accounts: Account[];
  problems: AccountProblem[];
}

/** Keys of an entry that are the backend's own; the rest is its module's. */
const ownKeys = [
  'name',
  'domainFilter',
  'excludeDomains',
  'zoneIdFilter',
  'rateLimit',
];

/**
 * The accounts of the configuration. An entry that is wrong is a problem that is
 * told, and stops none of the others.
 *
 * An account's key is the entry's `name`, or else its type, counted where there are
 * several: what is stored for its zones is found again under it.
 *
 * @internal
 */
export async function createAccounts(options: {
  /** The entries of `externalDns.providers`, secrets included. */
  entries: readonly JsonObject[];
  factories: readonly DnsProviderFactory[];
  clock: Clock;
  path?: string;
}): Promise<Accounts> {
  const accounts: Account[] = [];
  const problems: AccountProblem[] = [];
  const used = new Map<string, string>();
  const counts = new Map<string, number>();
  for (const [index, entry] of options.entries.entries()) {
    const path = `${options.path ?? 'externalDns.providers'}[${index}]`;
    try {
      const type = textOf(entry.type, `${path}.type`);
      const factory = options.factories.find(each => each.type === type);
      if (!factory) throw new EntryError(unknownType(path, type, options));
      const count = (counts.get(type) ?? 0) + 1;
      counts.set(type, count);
      const key =
        entry.name === undefined
          ? countedKey(type, count)
          : textOf(entry.name, `${path}.name`);
      const other = used.get(key);
      if (other) {
        throw new EntryError(
          `${path}.name is "${key}", and so is ${other}: give one of them another name.`,
        );
      }
      used.set(key, path);
      const filter = zoneFilter({
        domainFilter: textsOf(entry.domainFilter, `${path}.domainFilter`),
        excludeDomains: textsOf(entry.excludeDomains, `${path}.excludeDomains`),
        zoneIdFilter: textsOf(entry.zoneIdFilter, `${path}.zoneIdFilter`),
      });
      const configured = rateOf(entry.rateLimit, `${path}.rateLimit`);
      const provider = await factory.create({
        config: Object.fromEntries(
          Object.entries(entry).filter(([each]) => !ownKeys.includes(each)),
        ),
        path,
      });
      accounts.push(
        new Account({
          key,
          path,
          provider,
          clock: options.clock,
          filter,
          rate: configured ?? provider.capabilities.rate,
        }),
      );
    } catch (error) {
      problems.push({ path, sentence: sentenceOf(error, path) });
    }
  }
  return { accounts, problems };
}

class EntryError extends Error {}

function sentenceOf(error: unknown, path: string): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.startsWith(path) ? message : `${path}: ${message}`;
}

function countedKey(type: string, count: number): string {
  return count === 1 ? type : `${type}-${count}`;
}

function unknownType(
  path: string,
  type: string,
  { factories }: { factories: readonly DnsProviderFactory[] },
): string {
  const known = factories.map(each => each.type).sort();
  return known.length === 0
    ? `${path}.type is "${type}", but no provider module is installed: add one to the backend.`
    : `${path}.type is "${type}", which no installed module provides: use one of ${known.join(
        ', ',
      )}, or add its module to the backend.`;
}

function textOf(value: JsonValue | undefined, path: string): string {
  if (typeof value === 'string' && value.trim() !== '') return value;
  throw new EntryError(`${path} must be a text.`);
}

function textsOf(
  value: JsonValue | undefined,
  path: string,
): string[] | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'string') return [value];
  if (Array.isArray(value) && value.every(each => typeof each === 'string')) {
    return value.filter(each => typeof each === 'string');
  }
  throw new EntryError(`${path} must be a list of texts.`);
}

function rateOf(value: JsonValue | undefined, path: string): Rate | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const { requests, seconds } = value;
    if (
      typeof requests === 'number' &&
      Number.isInteger(requests) &&
      requests > 0 &&
      typeof seconds === 'number' &&
      seconds > 0
    ) {
      return { requests, seconds };
    }
  }
  throw new EntryError(
    `${path} must say requests (a whole number) and seconds, both above 0.`,
  );
}
