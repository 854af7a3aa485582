import { Entity } from '@backstage/catalog-model';
import { readObject, readReference } from './__testUtils__/clusterObjects';
import { Stage } from './__testUtils__/stage';
import { ownershipValue } from './__testUtils__/zoneRecords';

jest.setTimeout(120_000);

const web: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'web',
    annotations: { 'backstage.io/kubernetes-id': 'web' },
  },
  spec: { type: 'service', owner: 'group:default/shop' },
};

describe('one hostname, from the object to the answer and to the tab', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await Stage.start({
      clusters: { eu: [readObject('gateway gw 192.0.2.1')] },
      entities: [web],
    });
  });

  afterAll(() => stage.stop());

  it('is created with its ownership TXT, changed, and deleted with it', async () => {
    const { eu } = stage.clusters;
    eu.apply(readObject('httproute shop/web web.openova.io via gw'));
    await stage.untilAnswered('web.openova.io', 'A', '192.0.2.1');
    expect(await stage.ask('_externaldns.a-web.openova.io', 'TXT')).toEqual([
      ownershipValue('openova', 'httproute/shop/web'),
    ]);

    eu.apply(readObject('gateway gw 192.0.2.2 192.0.2.3'));
    await stage.untilAnswered('web.openova.io', 'A', '192.0.2.2', '192.0.2.3');

    eu.delete(readReference('httproute shop/web'));
    await stage.untilAnswered('web.openova.io', 'A');
    await stage.untilAnswered('_externaldns.a-web.openova.io', 'TXT');
  });

  it('stands in the tab of its component with the whole chain', async () => {
    stage.clusters.eu.apply(
      readObject('httproute shop/web web.openova.io via gw'),
    );
    await stage.untilAnswered('web.openova.io', 'A', '192.0.2.2', '192.0.2.3');
    await stage.api.check({ dnsNames: ['web.openova.io'] });
    await stage.untilVerdict('web.openova.io', 'published');
    const { hostnames } = await stage.api.entity('web');
    expect(hostnames).toHaveLength(1);
    expect(hostnames[0]).toMatchObject({
      dnsName: 'web.openova.io',
      state: 'works',
      zone: 'openova.io',
    });
    const [{ links }] = hostnames[0].branches;
    expect(links.map(link => `${link.id} ${link.status}`)).toEqual([
      'object ok',
      'gateway ok',
      'address ok',
      'record ok',
      'ownership ok',
      'answer ok',
    ]);
  });
});
