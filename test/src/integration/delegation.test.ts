import { DemoCluster, K8gb, startDemoCluster } from '@openova/demo-environment';
import { DelegationMember } from '@openova/dns-engine';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { ApiClient } from './__testUtils__/apiClient';
import { readObject } from './__testUtils__/clusterObjects';
import {
  delegationTtl,
  failoverGslb,
  k8gbInstallation,
  zoneDelegation,
} from './__testUtils__/k8gbObjects';
import { answersOf } from './__testUtils__/nameServer';
import { people, signedInPeople } from './__testUtils__/people';
import { referralOf, referralTo, Sections } from './__testUtils__/referral';
import { Stage } from './__testUtils__/stage';
import { waitFor } from './__testUtils__/waitFor';
import { readRecords } from './__testUtils__/zoneRecords';

jest.setTimeout(240_000);

const zone = 'gslb.openova.io';
const host = `web.${zone}`;
const euServer = 'gslb-ns-eu-gslb.openova.io';
const usServer = 'gslb-ns-us-gslb.openova.io';

/** A delegation that somebody else wrote before this portal was there. */
const foreignZone = 'apps.openova.io';
const foreignServer = 'gslb-ns-eu-apps.openova.io';

const component = (name: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, annotations: { 'backstage.io/kubernetes-id': name } },
  spec: {
    type: 'service',
    lifecycle: 'production',
    owner: 'group:default/shop',
  },
});

const refused = (status: number) => expect.objectContaining({ status });

describe('the delegation of k8gb zones', () => {
  let folder: string;
  let eu: DemoCluster;
  let us: DemoCluster;
  let k8gb: K8gb;
  let euPort: number;
  let stage: Stage;
  let admin: ApiClient;
  let developer: ApiClient;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'external-dns-catalog-'));
    const file = join(folder, 'catalog.yaml');
    const catalog = ['web', 'pay'].map(component);
    await writeFile(file, catalog.map(each => stringify(each)).join('---\n'));
    eu = await startDemoCluster({
      name: 'eu',
      token: 'eu-reader-token',
      objects: [
        ...[
          'gateway gw 192.0.2.1',
          `httproute shop/web ${host} via gw`,
          `httproute shop/pay pay.${foreignZone} via gw`,
        ].map(readObject),
        ...k8gbInstallation('eu', [zone, foreignZone]),
        zoneDelegation(foreignZone),
        failoverGslb('web', host, {
          geoTag: 'eu',
          primary: 'eu',
          address: '192.0.2.10',
        }),
        failoverGslb('pay', `pay.${foreignZone}`, {
          geoTag: 'eu',
          primary: 'eu',
          address: '192.0.2.11',
        }),
      ],
    });
    us = await startDemoCluster({ name: 'us', token: 'us-reader-token' });
    k8gb = new K8gb([eu, us]);
    const anywhere = { address: '127.0.0.1', port: 0 };
    euPort = (await k8gb.listen(eu, anywhere)).port;
    const usPort = (await k8gb.listen(us, anywhere)).port;
    stage = await Stage.start({
      sharedClusters: { eu, us },
      zone: [
        `A ${host} 192.0.2.1 ours for httproute/shop/web`,
        `NS ${foreignZone} ${foreignServer} owned by legacy`,
        `A ${foreignServer} 127.0.0.1 owned by legacy`,
      ].flatMap(readRecords),
      externalDns: {
        sources: ['gateway-httproute', 'k8gb'],
        gslb: { mode: 'own' },
        checks: {
          allowedNetworks: ['127.0.0.0/8'],
          ports: {
            [euServer]: euPort,
            [foreignServer]: euPort,
            [usServer]: usPort,
          },
        },
      },
      features: signedInPeople,
      config: {
        permission: { enabled: true },
        catalog: {
          rules: [{ allow: ['Component'] }],
          locations: [{ type: 'file', target: file }],
        },
      },
    });
    admin = stage.apiOf(people.admin);
    developer = stage.apiOf(people.developer);
  });

  afterAll(async () => {
    await stage?.stop();
    await k8gb?.close();
    await Promise.all([eu?.close(), us?.close()]);
    await rm(folder, { recursive: true, force: true });
  });

  async function untilReferral(
    of: string,
    servers: Record<string, string>,
  ): Promise<void> {
    const port = await waitFor(
      () => stage.log.portOfDnsServer(),
      'the DNS server to listen',
    );
    const wanted = JSON.stringify(referralTo(of, servers));
    let said: Sections | undefined;
    await waitFor(
      async () => {
        said = await referralOf(port, of);
        return JSON.stringify(said) === wanted || undefined;
      },
      () => `the referral ${wanted}; DNS says: ${JSON.stringify(said)}`,
    );
  }

  async function delegationOf(name: string) {
    return (await admin.delegations()).find(each => each.zone === name);
  }

  async function untilMembers(
    states: Record<string, DelegationMember['state']>,
  ): Promise<void> {
    let shown = '';
    const wanted = JSON.stringify(states);
    await waitFor(
      async () => {
        const { members = [] } = (await delegationOf(zone)) ?? {};
        shown = JSON.stringify(
          Object.fromEntries(members.map(each => [each.cluster, each.state])),
        );
        return shown === wanted || undefined;
      },
      () => `the members ${wanted}; shown are ${shown}`,
    );
  }

  async function untilFindings(
    name: string,
    isThere: (ids: readonly string[]) => boolean,
  ): Promise<void> {
    let ids: string[] = [];
    await waitFor(
      async () => {
        const found = await delegationOf(name);
        ids = found?.findings.map(each => each.id) ?? [];
        return isThere(ids) || undefined;
      },
      () => `other findings of ${name} than ${ids}`,
    );
  }

  /** The changes that reached the provider, in order. */
  const written = () => stage.provider.writes.flatMap(each => each.changes);

  /** Where in the order of all changes one is. */
  function placeOf(change: string): number {
    const place = written().findIndex(each => each.startsWith(change));
    if (place < 0) throw new Error(`Nobody wrote: ${change}`);
    return place;
  }

  it('is written for the first member, its glue first, and hides no record before it works', async () => {
    eu.setFaults({ silentNameServer: true });
    eu.apply(zoneDelegation(zone));
    await untilReferral(zone, { [euServer]: '127.0.0.1' });
    expect(placeOf(`create A ${euServer}`)).toBeLessThan(
      placeOf(`create NS ${zone}`),
    );
    await stage.untilVerdict(host, 'gslb-serves-soon');

    const silent = await admin.checkDelegation(zone);
    expect(silent.observed).toMatchObject({
      nsNames: [euServer],
      servers: [{ nsName: euServer, answer: 'silent' }],
    });
    await stage.sync();
    expect(await stage.provider.recordSetsAt(host)).toHaveLength(1);

    eu.clearFaults();
    await developer.checkDelegation(zone, 'component:default/web');
    await waitFor(
      async () =>
        (await stage.provider.recordSetsAt(host)).length === 0 || undefined,
      'the record below the cut to be deleted',
    );
    expect(placeOf(`delete A ${host}`)).toBeGreaterThan(
      placeOf(`create NS ${zone}`),
    );
    await stage.untilVerdict(host, 'gslb-serves');
    expect(await answersOf(euPort, host, 'A')).toEqual(['192.0.2.10']);
  });

  it('keeps names inside out of the zone above, host by host', async () => {
    eu.apply(
      readObject(`httproute shop/new new.openova.io,new.${zone} via gw`),
    );
    await stage.untilAnswered('new.openova.io', 'A', '192.0.2.1');
    await stage.untilVerdict(`new.${zone}`, 'gslb-zone-without-host');
    expect(await stage.provider.recordSetsAt(`new.${zone}`)).toEqual([]);
  });

  it('names the second member too, once its glue stands', async () => {
    for (const object of [
      ...k8gbInstallation('us', [zone]),
      failoverGslb('web', host, {
        geoTag: 'us',
        primary: 'eu',
        address: '198.51.100.10',
      }),
      zoneDelegation(zone),
    ]) {
      us.apply(object);
    }
    await untilReferral(zone, {
      [euServer]: '127.0.0.1',
      [usServer]: '127.0.0.1',
    });
    expect(placeOf(`create A ${usServer}`)).toBeLessThan(
      placeOf(`update NS ${zone} ${euServer} ${usServer}`),
    );
    await untilMembers({ eu: 'joined', us: 'joined' });
  });

  it('keeps a member whose API server cannot be reached, and shows it', async () => {
    const before = written().length;
    us.setFaults({ unreachable: true });
    await untilMembers({ eu: 'joined', us: 'unreachable' });
    const { delegations = [] } = await developer.entity('web');
    expect(delegations).toEqual([
      expect.objectContaining({
        zone,
        nsNames: [euServer, usServer],
        members: expect.arrayContaining([
          expect.objectContaining({ cluster: 'us', state: 'unreachable' }),
        ]),
      }),
    ]);
    await stage.sync();
    expect(written().slice(before)).toEqual([]);
    us.clearFaults();
    await untilMembers({ eu: 'joined', us: 'joined' });
  });

  it('lets a member go: its name now, its glue when the old set is forgotten', async () => {
    us.delete(zoneDelegation(zone));
    await untilReferral(zone, { [euServer]: '127.0.0.1' });
    await waitFor(
      async () =>
        (await stage.provider.recordSetsAt(usServer)).length === 0 || undefined,
      'the glue to go',
    );
    await untilMembers({ eu: 'joined' });
    const { items } = await admin.changes('?limit=200');
    const change = (action: string, recordType: string, dnsName: string) =>
      items.find(
        each =>
          each.action === action &&
          each.recordType === recordType &&
          each.dnsName === dnsName,
      );
    const shortened = change('update', 'NS', zone);
    const withdrawn = change('delete', 'A', usServer);
    expect(shortened?.after?.targets).toEqual([euServer]);
    expect(withdrawn?.syncId).not.toBe(shortened?.syncId);
    expect(
      Date.parse(withdrawn?.at ?? '') - Date.parse(shortened?.at ?? ''),
    ).toBeGreaterThanOrEqual(delegationTtl * 1000);
  });

  it('remembers what happened to its members', async () => {
    const { items } = await admin.delegationEvents(zone);
    const steps = items
      .filter(each => each.cluster === 'us')
      .map(({ from, to }) => `${from} to ${to}`);
    expect(steps.reverse()).toEqual([
      'gone to joining',
      'joining to joined',
      'joined to unreachable',
      'unreachable to joined',
      'joined to leaving',
      'leaving to gone',
    ]);
    await expect(developer.delegationEvents(zone)).rejects.toEqual(
      refused(403),
    );
  });

  it('is taken over from another owner when an admin says so, and not by an old look at it', async () => {
    const adopt = { kind: 'adopt' } as const;
    await untilFindings(foreignZone, ids => ids.includes('OWNER_FOREIGN'));
    const { sentence, changes, digest } = await admin.previewDecision(
      foreignZone,
      adopt,
    );
    expect(sentence).toMatch(/^Only ownership changes hands, from legacy /);
    expect(changes.map(each => `${each.recordType} ${each.dnsName}`)).toEqual([
      `TXT ${foreignZone}`,
      `TXT ${foreignServer}`,
    ]);
    for (const who of [people.developer, people.guest]) {
      const api = stage.apiOf(who);
      await expect(api.previewDecision(foreignZone, adopt)).rejects.toEqual(
        refused(403),
      );
      await expect(api.decide(foreignZone, adopt, digest)).rejects.toEqual(
        refused(403),
      );
    }

    await expect(
      admin.decide(foreignZone, adopt, `${digest}-of-before`),
    ).rejects.toEqual(refused(409));
    const before = stage.provider.writes.length;
    await admin.decide(foreignZone, adopt, digest);
    await untilFindings(foreignZone, ids => !ids.includes('OWNER_FOREIGN'));
    expect(await delegationOf(foreignZone)).toMatchObject({
      standing: { ownership: 'ours', nsNames: [foreignServer] },
      blockedBy: null,
    });
    // The plan that takes over writes ownership alone; later ones may set the TTL.
    const [takeover] = stage.provider.writes.slice(before);
    expect(
      takeover.changes.map(each => each.split(' ').slice(0, 3).join(' ')),
    ).toEqual([
      `update TXT _externaldns.ns-${foreignZone}`,
      `update TXT _externaldns.a-${foreignServer}`,
    ]);
    await untilReferral(foreignZone, { [foreignServer]: '127.0.0.1' });
    await expect(admin.previewDecision(foreignZone, adopt)).rejects.toEqual(
      refused(409),
    );
  });

  it('breaks the health of the entity that it answers for, with the reason', async () => {
    eu.setFaults({ silentNameServer: true });
    await admin.checkDelegation(foreignZone);
    await untilFindings(foreignZone, ids => ids.includes('NS_UNREACHABLE'));
    const broken = await developer.entityHealth('pay');
    expect(broken.grade).toBe('broken');
    expect(broken.reasons).toContainEqual(
      expect.objectContaining({
        rule: 'delegation-broken',
        sentence: `${foreignServer} at 127.0.0.1 does not answer for ${foreignZone}.`,
      }),
    );

    eu.clearFaults();
    await admin.checkDelegation(foreignZone);
    await untilFindings(foreignZone, ids => !ids.includes('NS_UNREACHABLE'));
    const { reasons } = await developer.entityHealth('pay');
    expect(reasons.map(each => each.rule)).not.toContain('delegation-broken');
  });
});
