import {
  cloud,
  installed,
  ns,
  parent,
  zd,
} from '../__testUtils__/k8gbClusters';
import { dnsEndpoint } from '../__testUtils__/worlds';
import { applyChanges } from '../__testUtils__/zoneInput';
import { parseOptions } from '../options/parseOptions';
import { distribute } from '../pipeline';
import { RecordSet } from '../recordSet';
import { collectSource, combine, sources } from '../sources';
import { KubeObject } from '../sources/source';
import { clusterView } from '../view';
import { anyProvider } from './anyProvider';
import { KeptPlan } from './keptPlan';
import { InstanceWishes, planZone, PlanZoneInput } from './planZone';
import { finish } from './steps';

/* A kept plan of a zone that holds a delegation: what is far from it is kept. */

const { options: instances } = parseOptions({
  sources: ['k8gb', 'crd'],
  policy: 'sync',
  mode: 'sync',
  domainFilter: [parent],
  gslb: { mode: 'own' },
  registry: { type: 'txt', txtOwnerId: 'me', txtPrefix: '_externaldns.' },
});
const [options] = instances;
const semantics = anyProvider(undefined);

/** What two clusters with k8gb want in the parent zone, and these DNSEndpoint lines. */
function desiredOf(...endpoints: string[]): InstanceWishes[] {
  const desired = ['eu', 'us'].map((cluster): InstanceWishes => {
    const objects: unknown[] = [installed(cluster), zd('cloud')];
    if (cluster === 'eu') objects.push(dnsEndpoint('web', endpoints));
    const view = clusterView(cluster, objects as KubeObject[]);
    const found = options.sources.flatMap(name =>
      sources
        .filter(each => each.name === name)
        .map(source => collectSource(source, view, options)),
    );
    return {
      options,
      cluster,
      ...combine(found, options, semantics),
      sources: found.map(({ source, state }) => ({ source, state })),
    };
  });
  const scope = { key: parent, name: parent };
  return distribute(desired, [scope], semantics).byZone.get(parent) ?? [];
}

const inputOf = (
  records: readonly RecordSet[],
  ...endpoints: string[]
): PlanZoneInput => ({
  zone: parent,
  records,
  desired: desiredOf(...endpoints),
  claims: new Map(),
  semantics,
  instances,
  now: '2026-03-01T00:00:00Z',
});

/** The zone once the delegation stands, and the plan that has nothing left to do. */
function settled(...endpoints: string[]) {
  let records: RecordSet[] = [];
  for (let round = 0; round < 3; round += 1) {
    records = applyChanges(records, planZone(inputOf(records, ...endpoints)));
  }
  const input = inputOf(records, ...endpoints);
  const claims = new Map(
    planZone(input).claims.map(claim => [claim.dnsName, claim]),
  );
  const kept = finish(KeptPlan.inSteps({ ...input, claims }));
  expect(kept.plan.units).toEqual([]);
  expect(kept.plan.delegations).toMatchObject([
    { zone: cloud, standing: { nsNames: [ns('eu'), ns('us')] } },
  ]);
  return { kept, records, claims };
}

const old = `A web.${parent} 192.0.2.81`;
const moved = `A web.${parent} 192.0.2.82`;

describe('beside a delegation a kept plan', () => {
  it('is brought up to date for a name that has nothing to do with it', () => {
    const { kept, records, claims } = settled(old);
    const input = { ...inputOf(records, moved), claims };
    const news = { ...input, names: new Set<string>(), records: [] };
    expect(finish(kept.update(news))).toBe(true);
    const full = planZone(input);
    expect(full.units).toMatchObject([{ dnsName: `web.${parent}` }]);
    expect(kept.plan.digest).toBe(full.digest);
    expect(kept.plan.delegations).toEqual(full.delegations);
    expect(kept.plan.findings).toEqual(full.findings);
  });

  it.each([
    ['a name below it', `A below.${cloud} 192.0.2.83`],
    ['the delegated name', `A ${cloud} 192.0.2.83`],
    ['the name of one of its servers', `A ${ns('eu')} 192.0.2.83`],
  ])('leaves %s to a full plan', (_, line) => {
    const { kept, records, claims } = settled(old);
    const input = { ...inputOf(records, old, line), claims };
    const news = { ...input, names: new Set<string>(), records: [] };
    expect(finish(kept.update(news))).toBe(false);
  });

  it('leaves a delegation that somebody changed to a full plan', () => {
    const { kept, records, claims } = settled(old);
    const names = new Set([cloud]);
    const others = records.filter(each => each.dnsName !== cloud);
    const input = { ...inputOf(others, old), claims };
    const news = { ...input, names, records: [] };
    expect(finish(kept.update(news))).toBe(false);
  });
});
