import {
  parent,
  cloud,
  cloud2,
  ns,
  eu,
  us,
  servers,
  installed,
  both,
  zd,
  world,
  lines,
  ids,
  delegation,
  standing,
  two,
} from '../__testUtils__/k8gbClusters';
import { zoneDelegation } from '../__testUtils__/k8gbWorld';
import { applied, changesOf } from '../__testUtils__/worlds';

/* The worked cases A to E: clusters join a zone and leave it. */

describe('A: a zone on two clusters', () => {
  it('is delegated to both, with the address of each', () => {
    const result = world(two());
    expect(lines(result.endpoints)).toEqual(delegation('cloud', both));
    expect(changesOf(result)).toEqual(
      [
        `+ NS ${cloud} ${ns('eu')},${ns('us')}`,
        `+ A ${ns('eu')} ${eu}`,
        `+ A ${ns('us')} ${us}`,
        `+ TXT _externaldns.ns-${cloud} me`,
        `+ TXT _externaldns.a-${ns('eu')} me`,
        `+ TXT _externaldns.a-${ns('us')} me`,
      ].sort(),
    );
    expect(result.findings).toEqual([]);
    expect(result.verdicts.map(each => each.reason)).toEqual(
      Array.from({ length: 4 }, () => 'creating'),
    );
  });

  it('is nothing to do the next time', () => {
    const records = applied([], world(two()));
    const again = world(two(), { records });
    expect(changesOf(again)).toEqual([]);
    expect(again.findings).toEqual([]);
  });

  it('does not depend on the types that are managed', () => {
    const config = { managedRecordTypes: ['CNAME'] };
    expect(lines(world(two(), { config }).endpoints)).toEqual(
      delegation('cloud', both),
    );
  });

  it('names its ownership by the ZoneDelegation, beside the cut', () => {
    const { create } = world(two()).changes;
    const ownership = create.find(
      each => each.dnsName === `_externaldns.ns-${cloud}`,
    );
    expect(ownership?.targets).toEqual([
      '"heritage=external-dns,external-dns/owner=me,external-dns/resource=zonedelegation/cloud-example-org"',
    ]);
  });

  it('is watched only, where k8gb writes it, or nobody knows who does', () => {
    const watched = world(
      { eu: [zd('cloud')], us: [zd('cloud')] },
      {
        config: {
          clusters: {
            eu: { gslb: { geoTag: 'eu' } },
            us: { gslb: { geoTag: 'us' } },
          },
        },
      },
    );
    expect(changesOf(watched)).toEqual([]);
    expect(watched.verdicts[0].reason).toBe('gslb-observed');
    expect(ids(watched)).toEqual(['DELEGATION_MISSING']);
    const managed = {
      eu: [zd('cloud'), installed('eu', { EXTDNS_ENABLED: 'true' })],
      us: [zd('cloud'), installed('us')],
    };
    expect(changesOf(world(managed))).toEqual([]);
    const own = world(managed, { config: { gslb: { mode: 'own' } } });
    expect(lines(own.endpoints)).toEqual(delegation('cloud', both));
  });
});

describe('B to E: a second zone comes and goes', () => {
  const time = '2026-11-21T10:00:00Z';
  const finalized = { doFinalize: true };
  const leaving = { doFinalize: true, deletionTimestamp: time };
  const onEu = (...more: unknown[]) => [installed('eu'), zd('cloud'), ...more];
  const onUs = (...more: unknown[]) => [installed('us'), zd('cloud'), ...more];

  it('B: on one cluster', () => {
    const result = world({
      eu: onEu(zoneDelegation(cloud2, parent, servers('cloud2', { eu }))),
      us: onUs(),
    });
    expect(lines(result.endpoints)).toEqual(
      expect.arrayContaining(delegation('cloud2', { eu })),
    );
    expect(result.endpoints).toHaveLength(5);
  });

  it('C: the other joins, although the first wrote the NS set', () => {
    const records = standing(['cloud', both], ['cloud2', { eu }]);
    const result = world(
      { eu: onEu(zd('cloud2')), us: onUs(zd('cloud2')) },
      { records },
    );
    expect(changesOf(result)).toEqual(
      [
        `+ A ${ns('us', 'cloud2')} ${us}`,
        `+ TXT _externaldns.a-${ns('us', 'cloud2')} me`,
        `~ NS ${cloud2} ${ns('eu', 'cloud2')},${ns('us', 'cloud2')}`,
      ].sort(),
    );
  });

  it('D: one leaves: the NS set now, its glue once the old set is forgotten', () => {
    const records = standing(['cloud', both], ['cloud2', both]);
    const clusters = {
      eu: onEu(zd('cloud2', finalized)),
      us: onUs(zd('cloud2', leaving)),
    };
    const first = world(clusters, { records, now: '2026-11-21T10:00:05Z' });
    expect(changesOf(first)).toEqual([`~ NS ${cloud2} ${ns('eu', 'cloud2')}`]);
    expect(lines(first.endpoints)).not.toContain(
      expect.stringContaining(ns('us', 'cloud2')),
    );
    expect(first.findings).toEqual([]);

    const after = applied(records, first);
    const soon = world(clusters, {
      records: after,
      now: '2026-11-21T10:00:29Z',
    });
    expect(changesOf(soon)).toEqual([]);
    expect(soon.verdicts).toContainEqual(
      expect.objectContaining({
        dnsName: ns('us', 'cloud2'),
        reason: 'gslb-glue-waits',
      }),
    );
    const late = world(clusters, {
      records: after,
      now: '2026-11-21T10:00:30Z',
    });
    expect(changesOf(late)).toEqual(
      [
        `- A ${ns('us', 'cloud2')} ${us}`,
        `- TXT _externaldns.a-${ns('us', 'cloud2')} me`,
      ].sort(),
    );
    expect(changesOf(world(clusters, { records: after }))).toEqual([]);
  });

  it('E: the last one leaves, as it said it wanted to', () => {
    const records = standing(['cloud', both], ['cloud2', { eu }]);
    const now = '2026-11-21T11:00:00Z';
    const clusters = { eu: onEu(), us: onUs() };
    const last = { eu: onEu(zd('cloud2', finalized)), us: onUs() };
    const first = world(clusters, { records, last, now });
    expect(changesOf(first)).toEqual(
      [
        `- NS ${cloud2} ${ns('eu', 'cloud2')}`,
        `- TXT _externaldns.ns-${cloud2} me`,
      ].sort(),
    );
    const after = applied(records, first);
    const second = world(clusters, { records: after, now });
    expect(changesOf(second)).toEqual(
      [
        `- A ${ns('eu', 'cloud2')} ${eu}`,
        `- TXT _externaldns.a-${ns('eu', 'cloud2')} me`,
      ].sort(),
    );
    expect(applied(after, second)).toEqual(standing(['cloud', both]));
  });

  it('E: a last one that did not say so stays until a person decides', () => {
    const records = standing(['cloud', both], ['cloud2', { eu }]);
    const clusters = { eu: onEu(), us: onUs() };
    const last = { eu: onEu(zd('cloud2')), us: onUs() };
    const now = '2026-11-21T11:00:00Z';
    const held = world(clusters, { records, last, now });
    expect(changesOf(held)).toEqual([]);
    expect(ids(held)).toEqual(['LAST_MEMBER_GONE']);
    expect(changesOf(world(clusters, { records, now }))).toEqual([]);
    const decided = world(clusters, {
      records,
      last,
      now,
      gslb: { remove: [cloud2] },
    });
    expect(changesOf(decided)).toContain(
      `- NS ${cloud2} ${ns('eu', 'cloud2')}`,
    );
  });

  it('E: a last one that is still there, or cannot be read, stays', () => {
    const records = standing(['cloud', both], ['cloud2', { eu }]);
    const now = '2026-11-21T11:00:00Z';
    const going = { eu: onEu(zd('cloud2', leaving)), us: onUs() };
    expect(changesOf(world(going, { records, now }))).toEqual([]);
    const last = { eu: onEu(zd('cloud2', finalized)), us: onUs() };
    const unread = { eu: null, us: onUs() };
    expect(changesOf(world(unread, { records, now, last }))).toEqual([]);
    expect(changesOf(world(unread, { records, now }))).toEqual([]);
  });
});
