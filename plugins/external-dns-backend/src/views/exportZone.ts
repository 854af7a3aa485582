import { OwnershipTxt } from '@openova/backstage-plugin-external-dns-common';
import { Endpoint, ProviderSpecificProperty } from '@openova/dns-engine';
import { Knex } from 'knex';
import { readJson } from '../store/columns';

/** Rows that are read from the database at a time. */
const EXPORT_PAGE = 1000;

/**
 * What a zone holds, one Endpoint of ExternalDNS a line, each record before its
 * ownership TXT; undefined for an unknown zone.
 */
export async function exportZone(
  knex: Knex,
  name: string,
): Promise<AsyncIterable<string> | undefined> {
  const zones = await knex<{ key: string; name: string }>('zones')
    .where({ name })
    .orderBy('key');
  if (zones.length === 0) return undefined;
  return exportLines(
    knex,
    zones.map(zone => zone.key),
  );
}

interface ExportRow {
  dns_name: string;
  record_type: string;
  set_identifier: string;
  targets: string;
  ttl: number | null;
  provider_specific: string;
  txt: string;
}

async function* exportLines(
  knex: Knex,
  zoneKeys: readonly string[],
): AsyncIterable<string> {
  for (const key of zoneKeys) {
    let after = ['', '', ''];
    let written = new Set<string>();
    for (;;) {
      const rows = await knex<ExportRow>('record_sets')
        .where('zone_key', key)
        .whereRaw('(dns_name, record_type, set_identifier) > (?, ?, ?)', after)
        .orderBy(['dns_name', 'record_type', 'set_identifier'])
        .limit(EXPORT_PAGE);
      for (const row of rows) {
        if (row.dns_name !== after[0]) written = new Set();
        yield* linesOf(row, written);
        after = [row.dns_name, row.record_type, row.set_identifier];
      }
      if (rows.length < EXPORT_PAGE) break;
    }
  }
}

function* linesOf(row: ExportRow, written: Set<string>): Iterable<string> {
  const setIdentifier = row.set_identifier || undefined;
  const providerSpecific = readJson<ProviderSpecificProperty[]>(
    row.provider_specific,
  );
  yield line({
    dnsName: row.dns_name,
    targets: readJson<string[]>(row.targets),
    recordType: row.record_type,
    ...(setIdentifier && { setIdentifier }),
    ...(row.ttl && { recordTTL: row.ttl }),
    ...(providerSpecific.length > 0 && { providerSpecific }),
  });
  for (const txt of readJson<OwnershipTxt[]>(row.txt)) {
    const ownership = line({
      dnsName: txt.name,
      targets: [txt.value],
      recordType: 'TXT',
      ...(setIdentifier && { setIdentifier }),
    });
    // One TXT of the old form owns all types of its name.
    if (!written.has(ownership)) yield ownership;
    written.add(ownership);
  }
}

function line(endpoint: Endpoint): string {
  return `${JSON.stringify(endpoint)}\n`;
}
