import type { ProviderContext } from '@openova/backstage-plugin-external-dns-node';

type Report = Parameters<ProviderContext['budget']['report']>[0];

/** Requests that are left, of reads, writes and so on: of a bucket that is filled all the time. */
const bucket = /^x-ms-ratelimit-remaining-(subscription|tenant)-/;

const unitSeconds: Readonly<Record<string, number>> = {
  Sec: 1,
  Min: 60,
  Hour: 3600,
};

/**
 * What is left for the next requests, by the header that leaves least; undefined where
 * none says it. Azure never says when a limit ends: buckets are filled from second to
 * second, policies have their span in their names (`GetZones5Min;12`).
 *
 * @internal
 */
export function remainingIn(headers: Headers): Report | undefined {
  const reports: Report[] = [];
  for (const [name, value] of headers) {
    if (bucket.test(name) && /^\d+$/.test(value)) {
      reports.push({ remaining: Number(value), resetSeconds: 1 });
    }
  }
  const policies = headers.get('x-ms-ratelimit-remaining-resource') ?? '';
  for (const policy of policies.split(',')) {
    const match = /(?:(\d*)(Sec|Min|Hour))?;\s*(\d+)\s*$/.exec(policy);
    if (!match) continue;
    const [, count, unit, remaining] = match;
    reports.push({
      remaining: Number(remaining),
      resetSeconds: unit ? Number(count || 1) * unitSeconds[unit] : 1,
    });
  }
  return reports.sort(
    (left, right) => (left.remaining ?? 0) - (right.remaining ?? 0),
  )[0];
}
