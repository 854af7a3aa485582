import {
  applyChanges,
  claimsOf,
  twoInstances,
  wishOf,
  zone,
  zoneInput,
} from '../__testUtils__/zoneInput';
import { Wish } from '../endpoint';
import { RecordSet } from '../recordSet';
import { planZone, PlanZoneInput } from './planZone';

/*
 * The claims of a plan are part of the next one, also where nothing of it was written:
 * what it held must stay held.
 */

const dnsName = `web.${zone}`;
const standing = (owner: string, resource: string, txtName: string) =>
  [
    { zone, dnsName, recordType: 'A', targets: ['192.0.2.1', '192.0.2.2'] },
    {
      zone,
      dnsName: txtName,
      recordType: 'TXT',
      targets: [
        `"heritage=external-dns,external-dns/owner=${owner},external-dns/resource=${resource}"`,
      ],
    },
  ] satisfies RecordSet[];
const address = (cluster: string, object: string, target: string): Wish =>
  wishOf({ dnsName, recordType: 'A', target, object }, cluster);

/** What is written at last, if nothing of three plans can be. */
function changesAtLast(input: PlanZoneInput): string[] {
  let plan = planZone(input);
  for (let round = 0; round < 2; round += 1) {
    plan = planZone({ ...input, claims: claimsOf(plan) });
  }
  return plan.units.flatMap(({ changes }) =>
    changes.map(change =>
      change.action === 'delete'
        ? `- ${change.old.recordType}`
        : `${change.action} ${change.new.recordType} ${change.new.targets}`,
    ),
  );
}

describe('planned again and again,', () => {
  it('a row that a broken object holds does not go to a cluster that is well', () => {
    const records = standing('me', 'crd/shop/one', `_x.a-${dnsName}`);
    const eu = [address('eu', 'one', 'not valid')];
    const us = [address('us', 'two', '192.0.2.9')];
    expect(changesAtLast(zoneInput({ eu, us }, { records }))).toEqual([]);
  });

  it('a row keeps the targets of a broken object of its cluster', () => {
    const records = standing('me', 'crd/shop/one', `_x.a-${dnsName}`);
    const eu = [
      address('eu', 'one', '192.0.2.1'),
      address('eu', 'two', 'not valid'),
    ];
    expect(changesAtLast(zoneInput({ eu }, { records }))).toEqual([]);
  });

  it('a record that only a claim proves to be ours is deleted until it is gone', () => {
    const eu = [address('eu', 'one', '192.0.2.1')];
    const claims = claimsOf(planZone(zoneInput({ eu })));
    const records = standing('me', 'crd/shop/one', `_x.${dnsName}`);
    expect(changesAtLast(zoneInput({}, { records }))).toEqual([]);
    expect(changesAtLast(zoneInput({}, { records, claims }))).toEqual([
      '- TXT',
      '- A',
    ]);
  });
});

describe('a property that is said twice', () => {
  it('is written once, with its last value, and the next plan is empty', () => {
    const wish = address('eu', 'one', '192.0.2.1');
    const providerSpecific = ['1', '2'].map(value => ({
      name: 'any/w',
      value,
    }));
    wish.endpoint.providerSpecific = providerSpecific;
    const first = planZone(zoneInput({ eu: [wish] }));
    expect(first.desired[0].providerSpecific).toEqual([providerSpecific[1]]);
    const records = applyChanges([], first);
    expect(planZone(zoneInput({ eu: [wish] }, { records })).units).toEqual([]);
  });
});

describe('TXT whose records are gone', () => {
  const leftover = (type: string, owner: string): RecordSet => ({
    zone,
    dnsName: `_x.${type}-${dnsName}`,
    recordType: 'TXT',
    targets: [`"heritage=external-dns,external-dns/owner=${owner}"`],
  });
  const records = [leftover('a', 'me'), leftover('cname', 'us')];

  it('go in one unit, for all whose they are, in any order', () => {
    const plan = planZone(zoneInput({}, { records }));
    expect(plan.units).toMatchObject([{ instances: ['eu', 'us'] }]);
    expect(plan.units[0].changes).toHaveLength(2);
    const reversed = [...records].reverse();
    expect(planZone(zoneInput({}, { records: reversed })).digest).toBe(
      plan.digest,
    );
  });

  it('stay where their instance only observes', () => {
    const instances = twoInstances({ mode: 'observe' });
    for (const order of [records, [...records].reverse()]) {
      const { units } = planZone(zoneInput({}, { records: order, instances }));
      expect(units).toMatchObject([{ instances: ['eu'], mode: 'sync' }]);
      expect(units[0].changes).toMatchObject([
        { action: 'delete', old: { dnsName: `_x.a-${dnsName}` } },
      ]);
    }
  });
});
