import { Claim, isSameClaim, nameKey, Origin } from '@openova/dns-engine';
import { Knex } from 'knex';
import { digestOf, readJson } from './columns';
import { DigestedTable, Written } from './digestedTable';

interface ClaimRow {
  zone_key: string;
  dns_name: string;
  set_identifier: string;
  cluster: string;
  instance: string;
  origin: string;
  contributors: string;
  since: string;
  digest: string;
}

/** Who holds which name in which zone; written by the writer only. @internal */
export class ClaimStore {
  readonly #table: DigestedTable<ClaimRow>;

  constructor(private readonly knex: Knex) {
    this.#table = new DigestedTable<ClaimRow>(knex, {
      table: 'claims',
      key: ['zone_key', 'dns_name', 'set_identifier'],
      scope: 'zone_key',
    });
  }

  forget(): void {
    this.#table.forget();
  }

  /** The claims of a zone, by the engine's `nameKey`. */
  async ofZone(zoneKey: string): Promise<Map<string, Claim>> {
    const rows: ClaimRow[] = await this.knex('claims').where({
      zone_key: zoneKey,
    });
    return claimsByKey(
      rows.map(row => ({
        dnsName: row.dns_name,
        setIdentifier: row.set_identifier,
        cluster: row.cluster,
        instance: row.instance,
        origin: readJson<Origin>(row.origin),
        contributors: readJson<string[]>(row.contributors),
        since: row.since,
      })),
    );
  }

  /** Makes the claims of a zone, which are those of `before`, be those of `after`. */
  async change(
    zoneKey: string,
    before: ReadonlyMap<string, Claim>,
    after: ReadonlyMap<string, Claim>,
  ): Promise<Written> {
    const changed: ClaimRow[] = [];
    for (const [key, claim] of after) {
      const known = before.get(key);
      if (!known || !isSameClaim(known, claim)) {
        changed.push(toRow(zoneKey, claim));
      }
    }
    const gone = new Set<string>();
    for (const key of before.keys()) if (!after.has(key)) gone.add(key);
    if (changed.length + gone.size === 0) return { written: 0, deleted: 0 };
    return this.#table.replaceWhere(zoneKey, changed, ([, name, set]) =>
      gone.has(nameKey(name, set)),
    );
  }
}

function toRow(zoneKey: string, claim: Claim): ClaimRow {
  const said = {
    cluster: claim.cluster,
    instance: claim.instance,
    origin: JSON.stringify(claim.origin),
    contributors: JSON.stringify(claim.contributors),
    since: claim.since,
  };
  return {
    zone_key: zoneKey,
    dns_name: claim.dnsName,
    set_identifier: claim.setIdentifier,
    ...said,
    digest: digestOf(Object.values(said)),
  };
}

/** @internal */
export function claimsByKey(claims: Iterable<Claim>): Map<string, Claim> {
  const byKey = new Map<string, Claim>();
  for (const claim of claims) {
    byKey.set(nameKey(claim.dnsName, claim.setIdentifier), claim);
  }
  return byKey;
}
