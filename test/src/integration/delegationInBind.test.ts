import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import rfc2136Module from '@openova/backstage-plugin-external-dns-backend-module-rfc2136';
import { bindKey, BindServer, hasBind } from './__testUtils__/bindServer';
import { k8gbInstallation, zoneDelegation } from './__testUtils__/k8gbObjects';
import { answersOf } from './__testUtils__/nameServer';
import { referralOf, referralTo, Sections } from './__testUtils__/referral';
import { Stage } from './__testUtils__/stage';
import { waitFor } from './__testUtils__/waitFor';

jest.setTimeout(240_000);

const zone = 'gslb.openova.io';
const euServer = 'gslb-ns-eu-gslb.openova.io';
const usServer = 'gslb-ns-us-gslb.openova.io';

const title = 'A delegation in a real BIND, by DNS UPDATE';
const lane = hasBind(title) ? describe : describe.skip;

lane(title, () => {
  let bind: BindServer;
  let stage: Stage;

  beforeAll(async () => {
    bind = await BindServer.start('openova.io');
    stage = await Stage.start({
      clusters: {
        eu: [...k8gbInstallation('eu', [zone]), zoneDelegation(zone)],
        us: k8gbInstallation('us', [zone]),
      },
      externalDns: {
        sources: ['k8gb'],
        gslb: { mode: 'own' },
        clusters: { us: { gslb: { addresses: ['198.51.100.60'] } } },
        providers: [
          {
            type: 'rfc2136',
            host: '127.0.0.1',
            port: bind.port,
            zone: 'openova.io',
            tsigKeyname: bindKey.name,
            tsigSecret: bindKey.secret,
          },
        ],
      },
      features: [catalogServiceMock.factory({ entities: [] }), rfc2136Module],
    });
  });

  afterAll(async () => {
    await stage?.stop();
    await bind?.stop();
  });

  /**
   * The name servers are authoritative data of the zone that refers, for which BIND adds
   * no addresses: a resolver asks for them, and so do we.
   */
  async function untilReferral(servers: Record<string, string>) {
    const wanted = { ...referralTo(zone, servers), additional: [] };
    let said: Sections | undefined;
    await waitFor(
      async () => {
        said = await referralOf(bind.port, zone);
        return JSON.stringify(said) === JSON.stringify(wanted) || undefined;
      },
      () => `BIND to refer to ${Object.keys(servers)}: ${JSON.stringify(said)}`,
    );
    for (const [name, address] of Object.entries(servers)) {
      expect(await answersOf(bind.port, name, 'A')).toEqual([address]);
    }
  }

  it('refers to the first member, and says whose the delegation is', async () => {
    await untilReferral({ [euServer]: '127.0.0.1' });
    for (const name of [
      `_externaldns.ns-${zone}`,
      `_externaldns.a-${euServer}`,
    ]) {
      const [txt] = await answersOf(bind.port, name, 'TXT');
      expect(txt).toContain('external-dns/owner=openova');
    }
  });

  it('refers to both when the second has joined', async () => {
    stage.clusters.us.apply(zoneDelegation(zone));
    await untilReferral({
      [euServer]: '127.0.0.1',
      [usServer]: '198.51.100.60',
    });
    const written = stage.provider.writes.flatMap(each => each.changes);
    const glue = written.indexOf(`create A ${usServer} 198.51.100.60`);
    expect(glue).toBeGreaterThan(-1);
    expect(glue).toBeLessThan(
      written.indexOf(`update NS ${zone} ${euServer} ${usServer}`),
    );
  });

  it('refers to one when the other has left, and then forgets its address', async () => {
    stage.clusters.us.delete(zoneDelegation(zone));
    await untilReferral({ [euServer]: '127.0.0.1' });
    await waitFor(
      async () =>
        (await answersOf(bind.port, usServer, 'A')).length === 0 || undefined,
      'the address to go',
    );
    const txt = await answersOf(bind.port, `_externaldns.a-${usServer}`, 'TXT');
    expect(txt).toEqual([]);
    const written = stage.provider.writes.map(each => each.changes);
    const batchOf = (change: string) =>
      written.findIndex(changes =>
        changes.some(each => each.startsWith(change)),
      );
    expect(batchOf(`delete A ${usServer}`)).toBeGreaterThan(
      written.findIndex(changes =>
        changes.includes(`update NS ${zone} ${euServer}`),
      ),
    );
    await untilReferral({ [euServer]: '127.0.0.1' });
  });
});
