import { editDemoFile, makeFail, makeWork } from './__testUtils__/demoCluster';
import { answerOf } from './__testUtils__/dnsClient';
import { dnsTabOf, rowOf } from './__testUtils__/dnsTab';
import { eventually } from './__testUtils__/eventually';
import { resyncCluster } from './__testUtils__/dnsPage';
import { pageTest } from './__testUtils__/pageTest';

describe('what changes while one looks', () => {
  pageTest(
    'an edited YAML shows up in the tab and in DNS, without a reload',
    { as: 'developer', path: dnsTabOf('storefront') },
    async page => {
      const dnsName = 'spring-sale.openova.io';
      await rowOf(page, 'shop.openova.io').waitFor();
      expect(await answerOf(dnsName)).toEqual([]);
      const loadedAt = await page.evaluate(() => performance.timeOrigin);

      const undo = await editDemoFile('eu-central', 'storefront.yaml', yaml =>
        yaml.replace('- shop.openova.io\n', `$&    - ${dnsName}\n`),
      );
      try {
        await eventually(() => answerOf(dnsName), ['192.0.2.10']);
        const row = rowOf(page, dnsName);
        await row.getByRole('cell', { name: 'works' }).waitFor();
        await row.getByText('192.0.2.10').waitFor();
      } finally {
        await undo();
      }
      await eventually(() => answerOf(dnsName), []);
      await rowOf(page, dnsName).waitFor({ state: 'detached' });
      expect(await page.evaluate(() => performance.timeOrigin)).toBe(loadedAt);
    },
  );

  pageTest(
    'a cluster that goes away is told on the tab and loses no record, and comes back',
    { as: 'developer', path: dnsTabOf('orders') },
    async page => {
      const row = rowOf(page, 'orders.openova.io');
      await row.getByRole('cell', { name: 'works' }).waitFor();
      await makeFail('us-east', { unreachable: true });
      const banner = page
        .getByRole('status')
        .filter({ hasText: 'Cluster us-east cannot be read since' });
      try {
        // It would be noticed without that, too, when the watches have been silent.
        await page.getByRole('button', { name: 'Resync' }).click();
        await banner
          .getByText(
            /Its records stay as they are until it can be read again\./,
          )
          .waitFor();
        expect(await row.count()).toBe(1);
        expect(await answerOf('orders.openova.io')).toEqual(['198.51.100.10']);
      } finally {
        await makeWork('us-east');
      }
      await banner.waitFor({ state: 'detached' });
      await row.getByRole('cell', { name: 'works' }).waitFor();
    },
  );

  pageTest(
    'a cluster that goes away is stale on the DNS page, with the reason, until it is back',
    { as: 'admin', path: '/dns/clusters' },
    async page => {
      const cluster = page.getByRole('region', { name: 'us-east' });
      const stale = cluster.getByText('stale', { exact: true }).first();
      await cluster.getByText('fresh', { exact: true }).first().waitFor();
      await makeFail('us-east', { unreachable: true });
      try {
        await resyncCluster(page, 'us-east');
        await stale.waitFor();
        await cluster
          .getByText(/its records are neither changed nor deleted/)
          .waitFor();
        await cluster
          .getByRole('button', { name: 'Forget cluster us-east' })
          .waitFor();
        expect(await answerOf('shop-us.openova.io')).toEqual(['198.51.100.10']);
        const other = page.getByRole('region', { name: 'eu-central' });
        expect(await other.getByText('stale', { exact: true }).count()).toBe(0);
      } finally {
        await makeWork('us-east');
      }
      await stale.waitFor({ state: 'detached' });
      expect(await answerOf('shop-us.openova.io')).toEqual(['198.51.100.10']);
    },
  );
});
