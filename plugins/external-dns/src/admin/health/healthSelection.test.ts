import { HealthRow } from '@openova/backstage-plugin-external-dns-common';
import { healthRows } from '../../../dev/data/health';
import { healthSelection, rowsOfAnyGrade, sortedRows } from './healthSelection';

const selection = (query: Record<string, string> = {}) =>
  healthSelection(name => query[name]);

const names = (rows: HealthRow[]) =>
  rows.map(({ entityRef }) => entityRef.replace('component:default/', ''));

const row = (
  name: string,
  grade: HealthRow['grade'],
  owner?: string,
  system?: string,
): HealthRow => ({
  ...healthRows()[3],
  entityRef: `component:default/${name}`,
  title: undefined,
  grade,
  owner,
  system,
});

describe('the selection of the scorecard', () => {
  it('sorts the worst first, then by owner and system, none last', () => {
    const rows = [
      row('a', 'healthy', 'group:default/x'),
      row('b', 'broken'),
      row('c', 'unknown', 'group:default/x'),
      row('d', 'broken', 'group:default/y', 'system:default/t'),
      row('e', 'broken', 'group:default/y', 'system:default/s'),
      row('f', 'degraded', 'group:default/x'),
      row('g', 'broken', 'group:default/x'),
    ];
    expect(names(sortedRows(rows, selection()))).toEqual([
      'g',
      'e',
      'd',
      'b',
      'f',
      'c',
      'a',
    ]);
    expect(
      names(sortedRows(rows, selection({ sort: 'component', order: 'desc' }))),
    ).toEqual(['g', 'f', 'e', 'd', 'c', 'b', 'a']);
  });

  it.each([
    [{ owner: 'group:default/billing' }, ['billing', 'batch']],
    [{ system: 'none' }, ['batch']],
    [
      { domain: 'domain:default/commerce', owner: 'group:default/shop' },
      ['shop', 'site'],
    ],
    [{ search: 'CHECKOUT.openova.io' }, ['shop']],
    [{ search: 'cluster-stale retail' }, ['shop', 'billing']],
    [{ search: 'nowhere' }, []],
  ])('finds with %j', (query, found) => {
    expect(names(rowsOfAnyGrade(healthRows(), selection(query)))).toEqual(
      found,
    );
  });

  it('takes no word of the address bar for granted', () => {
    expect(
      selection({ grade: 'superb', sort: '__proto__', order: 'sideways' }),
    ).toMatchObject({ grade: undefined, column: 'grade', direction: 'asc' });
  });
});
