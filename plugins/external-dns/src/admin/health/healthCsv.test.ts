import { HealthRow } from '@openova/backstage-plugin-external-dns-common';
import { healthRows } from '../../../dev/data/health';
import { healthCsv } from './healthCsv';

const [, billing, , site] = healthRows();

/** One row's line, without the head. */
const lineOf = (row: HealthRow) => healthCsv([row]).split('\r\n')[1];

describe('healthCsv', () => {
  it('has a head, one line each, and leaves out what does not apply', () => {
    const text = healthCsv([site, billing]);
    expect(text.startsWith('\uFEFFentityRef,title,owner,')).toBe(true);
    const [head, ofSite, ofBilling, end] = text.slice(1).split('\r\n');
    const columns = head.split(',');
    expect(end).toBe('');
    expect(
      Object.fromEntries(
        ofSite.split(',').map((value, index) => [columns[index], value]),
      ),
    ).toEqual({
      entityRef: 'component:default/site',
      title: '',
      owner: 'group:default/shop',
      system: 'system:default/retail',
      domain: 'domain:default/commerce',
      grade: 'healthy',
      hostnamesDesired: '2',
      hostnamesPublished: '2',
      hostnamesAnswering: '2',
      coverageRatio: '1',
      driftedRecords: '0',
      foreignOwnerConflicts: '0',
      ownershipTxtMissing: '0',
      blockedHostnames: '0',
      delegationHealthy: '',
      nsGlueMatches: '',
      lowestTtl: '60',
      highestTtl: '300',
      staleClusters: '0',
      lastReconciledAt: '2026-11-21T10:00:00.000Z',
      rules: '',
      reasons: '',
    });
    expect(ofBilling).toContain(
      ',cluster-stale,Cluster us-west cannot be read: 403 on gateways.',
    );
  });

  it('quotes commas, quotes and line breaks', () => {
    expect(lineOf({ ...site, title: 'Shop, "new"' })).toContain(
      ',"Shop, ""new""",',
    );
    const [reason] = billing.reasons;
    const two = healthCsv([
      {
        ...billing,
        reasons: [
          { ...reason, hostname: 'a.openova.io', sentence: 'One.' },
          { ...reason, hostname: 'b.openova.io', sentence: 'b.openova.io.' },
        ],
      },
    ]);
    expect(two).toContain(
      ',cluster-stale,"a.openova.io: One.\nb.openova.io."\r\n',
    );
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1'])(
    'lets no spreadsheet run %j',
    title => {
      const text = healthCsv([{ ...site, title }]);
      const cells = text.split('\r\n').slice(1).join('\r\n');
      expect(cells).toMatch(/^component:default\/site,"?'/);
      expect(cells).toContain(title);
    },
  );
});
