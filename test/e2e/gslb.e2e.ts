import { Locator, Page } from 'playwright-core';
import { editDemoFile, makeFail, makeWork } from './__testUtils__/demoCluster';
import { answerOf } from './__testUtils__/dnsClient';
import { resyncCluster } from './__testUtils__/dnsPage';
import { dnsTabOf } from './__testUtils__/dnsTab';
import { eventually } from './__testUtils__/eventually';
import { keepScreenshot, pageTest } from './__testUtils__/pageTest';
import { expectReadable, overflow } from './__testUtils__/readable';

// A failover and the way back, on a busy machine of 2 cores.
jest.setTimeout(120_000);

const zone = 'gslb.openova.io';
const host = `shop.${zone}`;
const adminPath = `/dns/gslb?delegation=${zone}`;

const cardOf = (page: Page): Locator =>
  page.getByRole('region', { name: `GSLB ${zone}`, exact: true });

/** The row of a cluster in the table of the host's answers. */
const answersOf = (card: Locator, cluster: string): Locator =>
  card
    .getByRole('table', { name: `What each cluster answers for ${host}` })
    .getByRole('row')
    .filter({ has: card.page().getByRole('rowheader', { name: cluster }) });

/** The row of a cluster in the table of members. */
const memberOf = (page: Page, cluster: string): Locator =>
  page
    .getByRole('table', { name: `Clusters that take part in ${zone}` })
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: cluster }) });

/** What k8gb's name server of a cluster answers for the host. */
function answerOfCluster(variable: 'EU_CENTRAL' | 'US_EAST') {
  const address = process.env[`${variable}_DNS_ADDRESS`];
  const port = process.env[`${variable}_DNS_PORT`];
  return answerOf(host, 'A', `${address}:${port}`);
}

describe('load balancing over clusters', () => {
  pageTest(
    'a failover that a YAML file plays shows in the card and in DNS, and passes',
    { as: 'developer', path: dnsTabOf('storefront') },
    async page => {
      const card = cardOf(page);
      const primary = answersOf(card, 'eu-central');
      await card.getByText('failover, primary eu').waitFor();
      await primary.getByText('healthy', { exact: true }).waitFor();
      const usual = ['192.0.2.10'];
      expect(await answerOfCluster('US_EAST')).toEqual(usual);

      const undo = await editDemoFile('eu-central', 'gslb.yaml', yaml =>
        yaml.replace(`${host}: Healthy`, `${host}: Unhealthy`),
      );
      try {
        await primary.getByText('unhealthy', { exact: true }).waitFor();
        const [instead] = await answerOfCluster('EU_CENTRAL');
        expect(instead).not.toBe(usual[0]);
        await eventually(() => answerOfCluster('US_EAST'), [instead]);
        await card.getByRole('button', { name: 'Check now' }).click();
        await card.getByText(`The servers of ${zone} have answered.`).waitFor();
        // The expected answer and the actual one.
        await primary.getByText(instead).nth(1).waitFor();
        await keepScreenshot(page, 'gslb failover');
      } finally {
        await undo();
      }
      await primary.getByText('healthy', { exact: true }).waitFor();
      await eventually(() => answerOfCluster('EU_CENTRAL'), usual);
    },
  );

  pageTest(
    'a cluster whose API server goes away stays a member, marked unreachable',
    { as: 'admin', path: adminPath },
    async page => {
      const nameServer = 'gslb-ns-us-gslb.openova.io';
      const east = memberOf(page, 'us-east');
      await east.getByText('joined', { exact: true }).waitFor();
      const glue = await answerOf(nameServer);
      expect(glue).toHaveLength(1);
      await makeFail('us-east', { unreachable: true });
      try {
        await resyncCluster(page, 'us-east');
        await east.getByText('unreachable', { exact: true }).waitFor();
        expect(await answerOf(nameServer)).toEqual(glue);
        await page
          .getByRole('button', { name: 'Remove us-east', exact: true })
          .click();
        const dialog = page.getByRole('dialog', {
          name: `Remove us-east from ${zone}?`,
        });
        const changes = dialog.getByRole('region', {
          name: 'What would change',
        });
        await changes.getByText(nameServer).first().waitFor();
        await keepScreenshot(page, 'gslb remove a cluster');
        await dialog.getByRole('button', { name: 'Cancel' }).click();
        await dialog.waitFor({ state: 'detached' });
      } finally {
        await makeWork('us-east');
      }
      await east.getByText('joined', { exact: true }).waitFor();
      await page
        .getByRole('region', { name: 'What happened to its clusters' })
        .getByText('us-east: joined → unreachable')
        .first()
        .waitFor();
      expect(await answerOf(nameServer)).toEqual(glue);
    },
  );

  for (const theme of ['light', 'dark'] as const) {
    pageTest(
      `the card is readable in the ${theme} theme`,
      { as: 'developer', path: dnsTabOf('storefront'), theme },
      async page => {
        const card = cardOf(page);
        await expectReadable({
          title: card.getByRole('heading', { name: `GSLB ${zone}` }),
          manager: card.getByText(/^This portal writes the delegation/),
          state: card.getByText('joined', { exact: true }).first(),
          health: card.getByText('healthy', { exact: true }).first(),
          tag: card.getByText('geo tag eu').last(),
          button: card.getByRole('button', { name: 'Check now' }),
        });
        await keepScreenshot(page, `gslb card ${theme}`);
      },
    );
  }

  for (const width of [768, 1280, 1920]) {
    pageTest(
      `card and tab fit into ${width} pixels`,
      { as: 'admin', path: dnsTabOf('storefront'), width },
      async page => {
        const picture = page.getByRole('img', { name: /^Delegation of/ });
        await picture.waitFor();
        expect(await overflow(page)).toBe(0);
        await keepScreenshot(page, `gslb card ${width}`);
      },
    );

    pageTest(
      `the zones of the DNS page fit into ${width} pixels`,
      { as: 'admin', path: adminPath, width },
      async page => {
        await memberOf(page, 'eu-central').waitFor();
        expect(await overflow(page)).toBe(0);
        await keepScreenshot(page, `gslb zones ${width}`);
      },
    );
  }
});
