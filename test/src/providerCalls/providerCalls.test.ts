import { callsInOneZone, callsInTenZones } from './__testUtils__/callsOf';
import { services } from './__testUtils__/services';

/*
 * How often a service is called: the backend's own loop, the real modules, strict
 * fakes. Where nothing changed nobody is called; one name takes at most two reads and
 * one write; more take as many writes as there are batches, and two calls besides
 * where the service tells a zone of 1,000 records in two pages or finds names.
 */

jest.setTimeout(120_000);

describe.each(['cloudflare', 'google', 'powerdns', 'route53'])(
  '%s',
  service => {
    it('is called as rarely as promised in a zone of 1,000 records', async () => {
      const measured = await callsInOneZone(service, 1000);
      expect(measured.nothing).toMatchObject({ reads: 0, writes: 0 });
      expect(measured['one name'].reads).toBeLessThanOrEqual(2);
      expect(measured['one name'].writes).toBe(1);
      for (const each of [measured['half of 1,000'], measured['1,000 new']]) {
        expect(each.writes).toBeLessThanOrEqual(
          Math.ceil(each.operations / each.batch) + 1,
        );
      }
    });

    it('is called for one of ten zones when one record changes there', async () => {
      const { reads, writes } = await callsInTenZones(service);
      expect(reads).toBeLessThanOrEqual(2);
      expect(writes).toBe(1);
    });
  },
);

it('counts every service that has a fake', () => {
  expect(Object.keys(services).sort()).toEqual([
    'azure',
    'cloudflare',
    'google',
    'hetzner',
    'powerdns',
    'route53',
    'webhook',
  ]);
});
