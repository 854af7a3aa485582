import {
  HostnameState,
  HostnameView,
} from '@openova/backstage-plugin-external-dns-common';
import { stateRank } from '../elements/hostnameStates';
import { objectText } from '../elements/objectText';
import { Direction } from '../elements/SortCell';
import { HostnameFacts } from './hostnameFacts';

/** Columns by which the table sorts. */
export const hostnameColumns = [
  'hostname',
  'state',
  'type',
  'answer',
  'ttl',
  'cluster',
  'zone',
  'source',
] as const;

/** One of {@link hostnameColumns}. */
export type HostnameColumn = (typeof hostnameColumns)[number];

/** How many hostnames are in each state. */
export function countStates(
  hostnames: HostnameView[],
): Partial<Record<HostnameState, number>> {
  const counts: Partial<Record<HostnameState, number>> = {};
  for (const { state } of hostnames) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}

/** The rows that a viewer asked for, in the order that a viewer asked for. */
export function selectHostnames(
  rows: HostnameFacts[],
  selection: {
    search: string;
    state?: HostnameState;
    column: HostnameColumn;
    direction: Direction;
  },
): HostnameFacts[] {
  const words = selection.search.toLocaleLowerCase().split(/\s+/);
  const sign = selection.direction === 'asc' ? 1 : -1;
  return rows
    .filter(row => !selection.state || row.hostname.state === selection.state)
    .filter(row => {
      const text = searchText(row);
      return words.every(word => text.includes(word));
    })
    .sort(
      (a, b) =>
        sign *
          compare(sortKey(a, selection.column), sortKey(b, selection.column)) ||
        compare(a.hostname.dnsName, b.hostname.dnsName),
    );
}

function searchText({ hostname, ...row }: HostnameFacts): string {
  return [
    hostname.dnsName,
    hostname.zone,
    ...row.recordTypes,
    ...row.targets,
    ...row.clusters,
    ...row.objects.map(objectText),
  ]
    .join(' ')
    .toLocaleLowerCase();
}

function sortKey(row: HostnameFacts, column: HostnameColumn): string | number {
  switch (column) {
    case 'state':
      return stateRank(row.hostname.state);
    case 'type':
      return row.recordTypes.join(' ');
    case 'answer':
      return row.targets.join(' ');
    case 'ttl':
      return row.ttls.length ? Math.min(...row.ttls) : Infinity;
    case 'cluster':
      return row.clusters.join(' ');
    case 'zone':
      return row.hostname.zone ?? '';
    case 'source':
      return row.objects.map(objectText).join(' ');
    default:
      return row.hostname.dnsName;
  }
}

function compare(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') {
    // Infinity - Infinity is not a number.
    return a === b ? 0 : a - b;
  }
  return String(a).localeCompare(String(b), undefined, { numeric: true });
}
