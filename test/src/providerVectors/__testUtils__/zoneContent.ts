import { JsonObject } from '@backstage/types';
import { NativeZone, ProviderVector } from './vector';

/**
 * Where zones are not as expected, as a diff shows it. Of large zones only the
 * number of records is known.
 */
export function zoneDifference(
  expected: ProviderVector['result']['zones'],
  found: readonly NativeZone[],
  canonical: (record: JsonObject) => JsonObject,
): string[] {
  const lines = (records: readonly JsonObject[]) =>
    records.map(record => JSON.stringify(canonical(record))).sort();
  return expected.flatMap(({ id, name, records }) => {
    const held = found.find(zone => zone.id === id)?.records ?? [];
    if (typeof records === 'number') {
      return records === held.length
        ? []
        : [
            `- ${name}: ${records} records`,
            `+ ${name}: ${held.length} records`,
          ];
    }
    const before = lines(records);
    const after = lines(held);
    return [
      ...without(before, after).map(line => `- ${name} ${line}`),
      ...without(after, before).map(line => `+ ${name} ${line}`),
    ];
  });
}

/** Each line as often as the first list has it more often. */
function without(
  lines: readonly string[],
  others: readonly string[],
): string[] {
  const left = [...others];
  return lines.filter(line => {
    const index = left.indexOf(line);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}
