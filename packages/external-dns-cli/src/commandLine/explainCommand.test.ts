import { reasons } from '@openova/dns-engine';
import { gateOf, gates } from '../planning/gates';
import { run } from '../testing/recordedRun';
import {
  appConfig,
  gateway,
  owned,
  route,
  WorldFiles,
  worldFiles,
} from '../testing/worldFiles';

const refused = `
status:
  parents:
    - parentRef: { name: public, namespace: dmz }
      conditions: [{ type: Accepted, status: 'False' }]
`;
const ingress = `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: old, namespace: shop }
spec: { rules: [{ host: old.openova.io }] }
`;

describe('explain', () => {
  let files: WorldFiles;
  const explain = (host: string, manifests: string, ...more: string[]) =>
    run([
      'explain',
      host,
      `--config=${files.path('app-config.yaml')}`,
      `--manifests=${files.path(manifests)}`,
      ...more,
    ]);

  beforeAll(() => {
    files = worldFiles({
      'app-config.yaml': appConfig,
      'good/all.yaml': `${gateway}---${route('web.openova.io')}---${ingress}`,
      'refused/all.yaml': `${gateway}---${route('web.openova.io', refused)}`,
      'outside/all.yaml': `${gateway}---${route('web.example.org')}`,
      'ours.jsonl': owned('web.openova.io', '192.0.2.10'),
      'foreign.jsonl':
        '{"dnsName":"web.openova.io","recordType":"A","targets":["203.0.113.9"]}\n',
    });
  });
  afterAll(() => files.remove());

  const resultsOf = (output: string) =>
    JSON.parse(output).wishes[0].gates.map(
      (each: { gate: string; result: string }) => `${each.gate} ${each.result}`,
    );

  it('lets a name that stands pass every gate', async () => {
    const { code, output } = await explain(
      'Web.OpenOva.io.',
      'good',
      `--records=${files.path('ours.jsonl')}`,
      '--output=json',
    );
    expect(code).toBe(0);
    expect(resultsOf(output)).toEqual(
      Object.keys(gates).map(gate => `${gate} passed`),
    );
    expect(JSON.parse(output).wishes[0].reason).toBe('published');
  });

  it('does not judge ownership without records', async () => {
    const { code, output } = await explain('web.openova.io', 'good');
    expect(code).toBe(0);
    expect(output).toMatch(/\?\s+what stands there is ours/);
    expect(output).toContain('cannot be said without --records');
  });

  it.each([
    ['refused', 'web.openova.io', 'ours.jsonl', 'gateway'],
    ['outside', 'web.example.org', 'ours.jsonl', 'domain'],
    ['good', 'web.openova.io', 'foreign.jsonl', 'ownership'],
  ])('stops %s at the right gate', async (manifests, host, records, gate) => {
    const { code, output } = await explain(
      host,
      manifests,
      `--records=${files.path(records)}`,
      '--output=json',
    );
    expect(code).toBe(2);
    const failed = resultsOf(output).filter(
      (each: string) => !each.endsWith(' passed'),
    );
    expect(failed[0]).toBe(`${gate} failed`);
    expect(
      failed.slice(1).every((each: string) => each.endsWith(' not-reached')),
    ).toBe(true);
  });

  it('says what to do', async () => {
    const { output } = await explain('web.openova.io', 'refused');
    expect(output).toContain('FAIL a Gateway exists');
    expect(output).toContain('What to do: ');
  });

  it('finds objects that mention the name, and look-alikes', async () => {
    const other = await explain('old.openova.io', 'good');
    expect(other.code).toBe(2);
    expect(other.output).toContain(
      'Ingress shop/old in default mentions it, but no instance has the source ingress',
    );
    const typo = await explain('wbe.openova.io', 'good');
    expect(typo.output).toContain('Was web.openova.io meant?');
  });

  it('has a gate for every reason of the engine', () => {
    expect(Object.keys(gateOf).sort()).toEqual(Object.keys(reasons).sort());
  });
});
