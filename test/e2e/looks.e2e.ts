import { Page } from 'playwright-core';
import { chainOf, dnsTabOf, rowOf } from './__testUtils__/dnsTab';
import { keepScreenshot, pageTest, Visit } from './__testUtils__/pageTest';
import { expectReadable, overflow } from './__testUtils__/readable';

async function expectReadableTab(page: Page): Promise<void> {
  const row = rowOf(page, 'checkout.openova.io');
  await chainOf(page, 'HTTPRoute checkout/checkout', 'eu-central').waitFor();
  await expectReadable({
    'first sentence': page.getByText('1 of 2 hostnames work.'),
    hostname: row.getByRole('button', { name: 'checkout.openova.io' }),
    conflict: page.getByRole('cell').getByText('conflict', { exact: true }),
    works: page.getByRole('cell').getByText('works', { exact: true }),
    'title of a chain': page.getByText(
      'From HTTPRoute checkout/checkout in eu-central to the answer',
    ),
    'sentence of a chain': page.getByText('What to do:'),
    'column title': page.getByRole('columnheader', { name: 'Zone' }),
    'quiet text': page.getByText(/^Ours: owner openova/),
    button: page.getByRole('button', { name: 'Resync' }),
  });
}

const openConflict: Omit<Visit, 'theme'> = {
  as: 'developer',
  path: `${dnsTabOf('checkout')}?hostname=checkout.openova.io`,
};

describe('how it looks', () => {
  for (const theme of ['dark', 'light'] as const) {
    pageTest(
      `the tab is readable in the ${theme} theme`,
      { ...openConflict, theme },
      async page => {
        await expectReadableTab(page);
        await keepScreenshot(page, `tab ${theme}`);
      },
    );
  }

  for (const width of [768, 1280, 1920]) {
    pageTest(
      `the tab fits into ${width} pixels`,
      { ...openConflict, theme: 'light', width },
      async page => {
        await chainOf(page, 'HTTPRoute checkout/checkout', 'us-east').waitFor();
        expect(await overflow(page)).toBe(0);
        await keepScreenshot(page, `tab ${width}`);
      },
    );
  }

  const firstShown = {
    overview: '2 fresh',
    records: 'orders.openova.io',
    zones: 'in sync',
    clusters: 'gateway-httproute',
    findings: 'analytics.openova.io',
    activity: 'start of the portal',
  };
  for (const [tab, shown] of Object.entries(firstShown)) {
    pageTest(
      `the ${tab} of the DNS page fits into 768 pixels`,
      { as: 'admin', path: `/dns/${tab}`, theme: 'light', width: 768 },
      async page => {
        await page.getByText(shown).first().waitFor();
        expect(await overflow(page)).toBe(0);
        await keepScreenshot(page, `${tab} 768`);
      },
    );
  }
});
