import { readFile } from 'node:fs/promises';
import { makeFail, makeWork } from './__testUtils__/demoCluster';
import { startClusterResync } from './__testUtils__/dnsPage';
import { dnsTabOf } from './__testUtils__/dnsTab';
import { pageTest } from './__testUtils__/pageTest';

describe('the DNS page', () => {
  pageTest(
    'answers in its first lines how clusters, zones and hostnames are',
    { as: 'admin', path: '/dns/overview' },
    async page => {
      await page.getByText('2 fresh').first().waitFor();
      await page.getByText('2 in sync').first().waitFor();
      await page
        .getByText(/^\d+ hostnames$/)
        .first()
        .waitFor();
    },
  );

  pageTest(
    'resyncs a cluster, and shows how far it is and what came of it',
    { as: 'admin', path: '/dns/overview' },
    async page => {
      // So that there is something to see before it is done.
      await makeFail('us-east', { slow: 700 });
      try {
        const dialog = await startClusterResync(page, 'us-east');
        const result = dialog.getByRole('status');
        await result.getByRole('progressbar').waitFor();
        await result
          .getByText(/Resync (runs|waits)/)
          .first()
          .waitFor();
        await makeWork('us-east');
        await result.getByText('Resync done.').waitFor();
        await result.getByText(/asked by .*admin/).waitFor();
        expect(await result.getByRole('progressbar').count()).toBe(0);
        await dialog.getByRole('button', { name: 'Close' }).click();
        await dialog.waitFor({ state: 'detached' });
      } finally {
        await makeWork('us-east');
      }
    },
  );

  pageTest(
    'downloads a zone as JSON lines of Endpoint with their ownership TXT',
    { as: 'admin', path: '/dns/zones' },
    async page => {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page
          .getByRole('button', { name: 'Download openova.io as JSON lines' })
          .click(),
      ]);
      expect(download.suggestedFilename()).toBe('openova.io.jsonl');
      const lines = (await readFile(await download.path(), 'utf8'))
        .trim()
        .split('\n')
        .map(line => JSON.parse(line));
      expect(lines).toContainEqual(
        expect.objectContaining({
          dnsName: 'orders.openova.io',
          recordType: 'A',
          targets: ['198.51.100.10'],
        }),
      );
      const ownership = lines.find(
        ({ dnsName }) => dnsName === '_externaldns.a-orders.openova.io',
      );
      expect(ownership).toMatchObject({ recordType: 'TXT' });
      expect(ownership.targets[0]).toContain('external-dns/owner=openova');
    },
  );

  pageTest(
    'finds a record, and the link shows the same to others',
    { as: 'admin', path: '/dns/records' },
    async page => {
      await page
        .getByRole('textbox', { name: 'Search' })
        .fill('billing.openova.io');
      const row = page.getByRole('row', { name: /^billing\.openova\.io/ });
      await row.getByText('203.0.113.80').waitFor();
      await row.getByText('finance').first().waitFor();
      await page
        .getByRole('row', { name: /^orders\.openova\.io/ })
        .waitFor({ state: 'detached' });
      expect(page.url()).toContain('billing.openova.io');
    },
  );

  pageTest(
    'tells a developer which permission it needs',
    { as: 'developer', path: '/dns/overview' },
    async page => {
      const alert = page.getByRole('alert');
      await alert.getByText('You may not see the DNS page').waitFor();
      await alert.getByText(/external-dns\.dns\.read/).waitFor();
      expect(await page.getByText('2 fresh').count()).toBe(0);
      expect(
        await page.getByRole('button', { name: 'Resync' }).isDisabled(),
      ).toBe(true);
    },
  );

  pageTest(
    'leaves the resync of a component to the developer',
    { as: 'developer', path: dnsTabOf('payments-api') },
    async page => {
      await page.getByRole('button', { name: 'Resync' }).click();
      const result = page.getByRole('status').filter({ hasText: 'Resync' });
      await result.getByText('Resync done.').waitFor();
      await result.getByText(/asked by .*developer/).waitFor();
      await result.getByRole('button', { name: 'Dismiss' }).click();
      await result.waitFor({ state: 'detached' });
    },
  );
});
