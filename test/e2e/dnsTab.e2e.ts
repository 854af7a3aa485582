import { Page } from 'playwright-core';
import { answerOf, answerOfCommand } from './__testUtils__/dnsClient';
import {
  chainOf,
  dnsTabOf,
  linkOf,
  rowOf,
  toggleOf,
} from './__testUtils__/dnsTab';
import { pageTest } from './__testUtils__/pageTest';

async function copied(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText());
}

describe('the DNS tab of a component', () => {
  pageTest(
    'shows each hostname, its chain, and a dig command that answers',
    { as: 'developer', path: '/' },
    async page => {
      await page.getByRole('link', { name: 'orders' }).first().click();
      await page
        .getByRole('navigation', { name: 'Content navigation' })
        .getByRole('link', { name: 'DNS' })
        .click();

      const row = rowOf(page, 'orders.openova.io');
      await row.getByRole('cell', { name: 'works' }).waitFor();
      await rowOf(page, 'orders-api.openova.io').waitFor();
      await toggleOf(page, 'orders.openova.io').click();

      const chain = chainOf(page, 'HTTPRoute orders/orders', 'us-east');
      for (const link of [
        'Object',
        'Gateway',
        'Address',
        'Record',
        'Ownership TXT',
        'DNS answers',
      ]) {
        await linkOf(chain, link)
          .getByRole('img', { name: 'in order' })
          .waitFor();
      }

      const takeAway = page.getByRole('region', { name: 'Take it with you' });
      const digs = takeAway.getByRole('button', {
        name: 'Copy Ask the server',
      });
      await digs.first().click();
      const command = await copied(page);
      expect(command).toContain('orders.openova.io A');
      expect(await answerOfCommand(command)).toEqual(['198.51.100.10']);

      await takeAway
        .getByRole('button', { name: 'Copy Ownership TXT' })
        .first()
        .click();
      const [txtName, , ...value] = (await copied(page)).split(' ');
      expect(txtName).toBe('_externaldns.a-orders.openova.io');
      expect(value.join(' ')).toContain('external-dns/owner=openova');
      expect(await answerOf(txtName, 'TXT')).toEqual([
        value.join(' ').replace(/"/g, ''),
      ]);
    },
  );

  pageTest(
    'opens a row by the keyboard',
    { as: 'developer', path: dnsTabOf('storefront') },
    async page => {
      const toggle = toggleOf(page, 'shop.openova.io');
      await toggle.waitFor();
      expect(await toggle.getAttribute('aria-expanded')).toBe('false');
      const search = page.getByRole('textbox', { name: 'Search hostnames' });
      await search.focus();
      // By Tab alone: over the filters and the column titles to the rows.
      for (let steps = 0; steps < 40; steps += 1) {
        await page.keyboard.press('Tab');
        if (await toggle.evaluate(element => element.matches(':focus'))) break;
      }
      expect(
        await toggle.evaluate(element => element.matches(':focus-visible')),
      ).toBe(true);

      await page.keyboard.press('Enter');
      await chainOf(page, 'HTTPRoute shop/storefront', 'eu-central').waitFor();
      expect(await toggle.getAttribute('aria-expanded')).toBe('true');

      await page.keyboard.press('Enter');
      await chainOf(page, 'HTTPRoute shop/storefront', 'eu-central').waitFor({
        state: 'detached',
      });
      expect(await toggle.getAttribute('aria-expanded')).toBe('false');
    },
  );

  pageTest(
    'finds hostnames by text and by state, and keeps that in the link',
    { as: 'developer', path: dnsTabOf('checkout') },
    async page => {
      const conflict = rowOf(page, 'checkout.openova.io');
      const works = rowOf(page, 'checkout-us.openova.io');
      await page.getByRole('button', { name: 'conflict 1' }).click();
      await works.waitFor({ state: 'detached' });
      expect(await conflict.count()).toBe(1);
      expect(new URL(page.url()).searchParams.get('state')).toBe('conflict');

      await page.getByRole('button', { name: 'All 2' }).click();
      await page
        .getByRole('textbox', { name: 'Search hostnames' })
        .fill('checkout-us');
      await conflict.waitFor({ state: 'detached' });
      expect(await works.count()).toBe(1);
    },
  );

  pageTest(
    'says why a hostname has no record, and what to do',
    { as: 'developer', path: dnsTabOf('analytics') },
    async page => {
      const dnsName = 'analytics.openova.io';
      await rowOf(page, dnsName)
        .getByRole('cell', { name: 'blocked' })
        .waitFor();
      await page
        .getByText(/No Gateway has accepted HTTPRoute \S+\/analytics/)
        .first()
        .waitFor();
      await toggleOf(page, dnsName).click();
      await page
        .getByText(/What to do:\s*Look at status\.parents of the route/)
        .first()
        .waitFor();
      expect(await answerOf(dnsName)).toEqual([]);
    },
  );

  pageTest(
    'says who won where two objects want one name',
    { as: 'developer', path: dnsTabOf('checkout') },
    async page => {
      const dnsName = 'checkout.openova.io';
      await rowOf(page, dnsName)
        .getByRole('cell', { name: 'conflict' })
        .waitFor();
      await toggleOf(page, dnsName).click();
      // Whichever cluster could be read first has it: the other one is told.
      const sentence = page.getByText(
        /checkout\.openova\.io belongs to HTTPRoute checkout\/checkout in (eu-central|us-east), which claimed it first\./,
      );
      await sentence.first().waitFor();
      const [, winner] =
        /in (eu-central|us-east), which/.exec(
          await sentence.first().innerText(),
        ) ?? [];
      const loser = winner === 'us-east' ? 'eu-central' : 'us-east';
      const won = chainOf(page, 'HTTPRoute checkout/checkout', winner);
      const lost = chainOf(page, 'HTTPRoute checkout/checkout', loser);
      await linkOf(won, 'Record')
        .getByRole('img', { name: 'in order' })
        .waitFor();
      const broken = linkOf(lost, 'Record');
      await broken.getByRole('img', { name: 'broken' }).waitFor();
      expect(await broken.innerText()).toContain(
        `belongs to HTTPRoute checkout/checkout in ${winner}`,
      );
      expect(await answerOf(dnsName)).toEqual([
        winner === 'us-east' ? '198.51.100.10' : '192.0.2.10',
      ]);
    },
  );

  pageTest(
    'asks the name servers again',
    {
      as: 'developer',
      path: `${dnsTabOf('orders')}?hostname=orders.openova.io`,
    },
    async page => {
      const answers = page.getByRole('region', {
        name: 'What the authoritative servers answer',
      });
      const age = answers.getByRole('time').first();
      const before = await age.getAttribute('datetime');
      await answers.getByRole('button', { name: 'Check now' }).click();
      await answers
        .getByRole('status')
        .getByText('The servers of orders.openova.io have answered.')
        .waitFor();
      await answers.getByText('as recorded').first().waitFor();
      const after = await age.getAttribute('datetime');
      expect(Date.parse(`${after}`)).toBeGreaterThan(Date.parse(`${before}`));
    },
  );

  pageTest(
    'tells a component without objects how they are found',
    { as: 'developer', path: dnsTabOf('loyalty') },
    async page => {
      await page
        .getByText('No object of this component asks for a hostname')
        .first()
        .waitFor();
      await page
        .getByText('backstage.io/kubernetes-id: loyalty')
        .first()
        .waitFor();
    },
  );
});
