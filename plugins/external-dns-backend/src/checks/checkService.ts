import { LoggerService } from '@backstage/backend-plugin-api';
import { HumanDuration } from '@backstage/types';
import { ServiceUnavailableError } from '@backstage/errors';
import { CheckView } from '@openova/backstage-plugin-external-dns-common';
import { normaliseName, ProviderSpecificProperty } from '@openova/dns-engine';
import { RecordType, typeCode, typeText } from '@openova/dns-wire';
import { Knex } from 'knex';
import { chunks, readJson } from '../store/columns';
import { CheckStore } from '../store/checks';
import { Checker, CheckWork } from './checker';
import { Expectation } from './compareAnswer';

/** How often the sweep looks for names whose answer is old. */
export const CHECK_FREQUENCY: HumanDuration = { minutes: 1 };

/** Names that one sweep asks for at most: the oldest answers first. */
const NAMES_PER_SWEEP = 200;

/** Names at a time that people may wait for. */
const WAITING_LIMIT = 500;

interface ExpectedRow {
  zone_key: string;
  zone: string;
  dns_name: string;
  record_type: string;
  targets: string;
  provider_specific: string;
  name_servers: string;
  server_addresses: string;
}

/**
 * Decides what the checker asks, and stores what it heard: after a write, when a
 * person asks, and in turns for everything that is ours. Works on any replica: it
 * reads and writes only the database, and writes no DNS.
 */
export class CheckService {
  private waiting = 0;

  constructor(
    private readonly options: {
      knex: Knex;
      checks: CheckStore;
      checker: Checker;
      logger: LoggerService;
      /** Told of names whose stored answer is new. */
      checked(dnsNames: string[]): void;
      /** Age in milliseconds at which the sweep asks again. */
      staleAfter: number;
      now(): Date;
    },
  ) {}

  /** For people: waits for the answers. @throws ServiceUnavailableError when too many wait. */
  async checkNow(dnsNames: readonly string[]): Promise<CheckView[]> {
    if (this.waiting + dnsNames.length > WAITING_LIMIT) {
      throw new ServiceUnavailableError(
        'Too many checks are under way: try again in a few seconds',
      );
    }
    this.waiting += dnsNames.length;
    try {
      return await this.run(dnsNames, 'interactive');
    } finally {
      this.waiting -= dnsNames.length;
    }
  }

  /** After a sync: the names whose records it wrote. */
  async checkSync(syncId: number): Promise<void> {
    const rows: { dns_name: string }[] = await this.options
      .knex('changes')
      .where({ sync_id: syncId, role: 'record', outcome: 'done' })
      .distinct('dns_name');
    await this.run(
      rows.map(row => row.dns_name),
      'background',
    );
  }

  /** In turns: our names whose last answer is missing or the oldest. */
  async sweep(signal: AbortSignal): Promise<void> {
    const { knex, now, staleAfter } = this.options;
    const rows: { dns_name: string }[] = await knex('record_sets as r')
      .leftJoin('checks as c', join =>
        join
          .on('c.dns_name', 'r.dns_name')
          .andOn('c.record_type', 'r.record_type'),
      )
      .where('r.ours', true)
      .where(due =>
        due
          .whereNull('c.checked_at')
          .orWhere('c.checked_at', '<', new Date(+now() - staleAfter)),
      )
      .groupBy('r.dns_name')
      .orderByRaw('min(c.checked_at) asc nulls first')
      .select('r.dns_name')
      .limit(NAMES_PER_SWEEP);
    await this.run(
      rows.map(row => row.dns_name),
      'background',
      signal,
    );
  }

  private async run(
    dnsNames: readonly string[],
    priority: 'background' | 'interactive',
    signal: AbortSignal = new AbortController().signal,
  ): Promise<CheckView[]> {
    const { knex, checker, checks } = this.options;
    const found: CheckView[] = [];
    for (const names of chunks(dnsNames.map(normaliseName), 100)) {
      if (signal.aborted) break;
      for (const work of await workFor(knex, names)) {
        const views = await checker.check([work], { signal, priority });
        await checks.save(work.zone.name, views);
        found.push(...views);
      }
    }
    const checked = [...new Set(found.map(view => view.dnsName))];
    if (checked.length > 0) this.options.checked(checked);
    return found;
  }
}

/** What the zones that hold the names should answer, by zone. */
async function workFor(
  knex: Knex,
  dnsNames: readonly string[],
): Promise<CheckWork[]> {
  const rows: ExpectedRow[] = await knex('record_sets as r')
    .join('zones as z', 'z.key', 'r.zone_key')
    .whereIn('r.dns_name', dnsNames)
    .select(
      'r.zone_key',
      'r.zone',
      'r.dns_name',
      'r.record_type',
      'r.targets',
      'r.provider_specific',
      'z.name_servers',
      'z.server_addresses',
    )
    .orderBy(['r.zone_key', 'r.dns_name', 'r.record_type']);
  const byZone = new Map<string, CheckWork & { expected: Expectation[] }>();
  for (const row of rows) {
    const work = byZone.get(row.zone_key) ?? {
      zone: {
        name: row.zone,
        nameServers: readJson<string[]>(row.name_servers),
        serverAddresses: readJson<{ address: string; port?: number }[]>(
          row.server_addresses,
        ),
      },
      expected: [],
    };
    addExpectation(work.expected, row);
    byZone.set(row.zone_key, work);
  }
  return [...byZone.values()];
}

/** Sets with identifiers answer one of several: then only presence is judged. */
function addExpectation(expected: Expectation[], row: ExpectedRow): void {
  const recordType = typeOf(row.record_type);
  if (!recordType) return;
  const targets = readJson<string[]>(row.targets);
  const last = expected[expected.length - 1];
  if (last?.dnsName === row.dns_name && last.recordType === recordType) {
    expected[expected.length - 1] = {
      ...last,
      targets: [...last.targets, ...targets],
      presenceOnly: true,
    };
    return;
  }
  expected.push({
    dnsName: row.dns_name,
    recordType,
    targets,
    presenceOnly: readJson<ProviderSpecificProperty[]>(
      row.provider_specific,
    ).some(answersWithOtherAddresses),
  });
}

/** Services have types that DNS does not know; those cannot be asked for. */
function typeOf(recordType: string): RecordType | undefined {
  try {
    return typeText(typeCode(recordType));
  } catch {
    return undefined;
  }
}

/** Proxied and alias records answer with addresses of the service's own. */
function answersWithOtherAddresses({ name, value }: ProviderSpecificProperty) {
  return (
    value === 'true' &&
    (name === 'alias' || name.endsWith('/cloudflare-proxied'))
  );
}
