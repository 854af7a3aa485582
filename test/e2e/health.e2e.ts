import { readFile } from 'node:fs/promises';
import { Locator, Page } from 'playwright-core';
import { dnsTabOf, toggleOf } from './__testUtils__/dnsTab';
import { keepScreenshot, pageTest } from './__testUtils__/pageTest';
import { expectReadable, overflow } from './__testUtils__/readable';

const analytics = 'analytics.openova.io';
const noGateway = /analytics\.openova\.io: No Gateway has accepted HTTPRoute/;

const scorecardOf = (page: Page) =>
  page.getByRole('table', { name: 'Components by DNS health' });

/** The row of a component in the scorecard. */
const componentRow = (page: Page, name: string): Locator =>
  scorecardOf(page)
    .getByRole('row')
    .filter({ has: page.getByRole('link', { name, exact: true }) });

/** That the row of the record is open, has the focus and can be seen. */
async function expectShown(page: Page, dnsName: string): Promise<void> {
  const toggle = toggleOf(page, dnsName);
  await toggle.and(page.locator('[aria-expanded=true]')).waitFor();
  await toggle.and(page.locator(':focus')).waitFor();
  const box = await toggle.boundingBox();
  expect(box?.y).toBeGreaterThanOrEqual(0);
  expect(box?.y).toBeLessThan(900);
}

describe('the health of DNS', () => {
  for (const theme of ['light', 'dark'] as const) {
    pageTest(
      `the tab says the grade and why, in the ${theme} theme`,
      { as: 'developer', path: dnsTabOf('analytics'), theme },
      async page => {
        const reason = page.getByRole('link', { name: noGateway });
        await expectReadable({
          grade: page.getByText('DNS is broken'),
          sentence: page.getByText('0 of 1 hostname works.'),
          reason,
          fix: page.getByText('What to do:'),
        });
        await keepScreenshot(page, `health tab ${theme}`);
        await reason.click();
        await expectShown(page, analytics);
      },
    );

    pageTest(
      `the overview page has the grade and its worst reason, in the ${theme} theme`,
      {
        as: 'developer',
        path: dnsTabOf('analytics').replace(/\/dns$/, ''),
        theme,
      },
      async page => {
        // The tab, from which the last test came, says the same.
        await page.getByRole('link', { name: 'Hostnames and why' }).waitFor();
        const reason = page.getByRole('link', { name: noGateway });
        await expectReadable({
          grade: page.getByText('DNS is broken'),
          sentence: page.getByText('0 of 1 hostname works.'),
          reason,
        });
        await keepScreenshot(page, `health card ${theme}`);
        await reason.click();
        await expectShown(page, analytics);
      },
    );

    pageTest(
      `the scorecard lists the worst first, in the ${theme} theme`,
      { as: 'admin', path: '/dns/health', theme },
      async page => {
        await page.getByText(/^\d+ of \d+ components are healthy\./).waitFor();
        const broken = componentRow(page, 'analytics');
        const healthy = componentRow(page, 'orders');
        await expectReadable({
          grade: broken.getByText('broken', { exact: true }),
          reason: broken.getByRole('link', { name: noGateway }),
          owner: broken.getByRole('link', { name: 'Team data' }),
          healthy: healthy.getByText('healthy', { exact: true }),
          filter: page.getByRole('button', { name: /^broken \d+$/ }),
          export: page.getByRole('button', { name: 'Export as CSV' }),
          'roll-up': page.getByRole('button', { name: 'Team data' }),
          legend: page.getByText('not known', { exact: true }),
        });
        const grades = await scorecardOf(page)
          .getByRole('row')
          .locator('td:nth-of-type(1)')
          .allInnerTexts();
        const ranks = grades.map(grade =>
          ['broken', 'degraded', 'not known', 'healthy'].indexOf(grade.trim()),
        );
        expect(ranks).toEqual([...ranks].sort());
        expect(ranks).not.toContain(-1);
        await keepScreenshot(page, `health scorecard ${theme}`);
        await broken.getByRole('link', { name: noGateway }).click();
        await expectShown(page, analytics);
      },
    );
  }

  pageTest(
    'a component without a fault is healthy',
    { as: 'developer', path: dnsTabOf('orders') },
    async page => {
      await page.getByText('DNS is healthy').waitFor();
      await page.getByText('All 2 hostnames work.').waitFor();
      expect(
        await page.getByRole('list', { name: 'Reasons for the grade' }).count(),
      ).toBe(0);
    },
  );

  pageTest(
    'rolls up by system, filters by one, and exports what is shown',
    { as: 'admin', path: '/dns/health' },
    async page => {
      await componentRow(page, 'storefront').waitFor();
      await page
        .getByRole('group', { name: 'Roll up by' })
        .getByRole('button', { name: 'System' })
        .click();
      const systems = page.getByRole('table', { name: 'DNS health by system' });
      await systems.getByRole('button', { name: 'insight' }).click();
      await componentRow(page, 'storefront').waitFor({ state: 'detached' });
      expect(await scorecardOf(page).getByRole('rowheader').count()).toBe(2);
      expect(page.url()).toContain('insight');

      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Export as CSV' }).click(),
      ]);
      expect(download.suggestedFilename()).toMatch(/^dns-health-.*\.csv$/);
      const text = await readFile(await download.path(), 'utf8');
      expect(text).toContain('entityRef,title,owner,system,domain,grade,');
      const lines = text.split('\r\n');
      expect(lines.filter(line => line.startsWith('component:'))).toHaveLength(
        2,
      );
      expect(text).toContain('component:default/analytics,');
      expect(text).toContain('hostname-blocked');
    },
  );

  pageTest(
    'draws the days, and shows them as a table',
    { as: 'admin', path: '/dns/health' },
    async page => {
      const name = 'Components by DNS health, day by day';
      await page.getByRole('img', { name }).waitFor();
      await page.getByRole('button', { name: 'Show as a table' }).click();
      const days = page.getByRole('table', { name }).getByRole('rowheader');
      await days.first().waitFor();
      expect(await days.count()).toBeGreaterThanOrEqual(1);
    },
  );

  for (const width of [768, 1280, 1920]) {
    pageTest(
      `the scorecard fits into ${width} pixels`,
      { as: 'admin', path: '/dns/health', theme: 'light', width },
      async page => {
        const row = componentRow(page, 'analytics');
        const reason = row.getByRole('link', { name: noGateway });
        await reason.waitFor();
        expect(await overflow(page)).toBe(0);
        const table = await scorecardOf(page).boundingBox();
        expect((table?.x ?? 0) + (table?.width ?? 0)).toBeLessThanOrEqual(
          width,
        );
        await keepScreenshot(page, `health scorecard ${width}`);
      },
    );
  }
});
