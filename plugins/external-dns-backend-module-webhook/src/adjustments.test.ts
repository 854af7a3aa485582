import { Endpoint } from '@openova/dns-engine';
import { Adjustments } from './adjustments';

const all = () => true;

function a(dnsName: string, more: Partial<Endpoint> = {}): Endpoint {
  return { dnsName, recordType: 'A', targets: ['192.0.2.1'], ...more };
}

/** Asks all open questions; resolves to how many endpoints each call was about. */
async function asked(
  adjustments: Adjustments,
  adjust: (endpoint: Endpoint) => Endpoint[],
): Promise<number[]> {
  const sizes: number[] = [];
  await adjustments.ask(adjustments.open(all), async endpoints => {
    sizes.push(endpoints.length);
    return endpoints.flatMap(adjust);
  });
  return sizes;
}

describe('what a webhook makes of endpoints', () => {
  it('is asked once for all, and known then', async () => {
    const adjustments = new Adjustments();
    const some = ['a.openova.io', 'b.openova.io'].map(each => a(each));
    for (const each of some) expect(adjustments.of(each)).toEqual([each]);
    const raised = (each: Endpoint) => [{ ...each, recordTTL: 60 }];
    expect(await asked(adjustments, raised)).toEqual([2]);
    for (const each of some) expect(adjustments.of(each)).toEqual(raised(each));
    expect(adjustments.open(all).size).toBe(0);
    adjustments.forget();
    expect(adjustments.of(some[0])).toEqual([some[0]]);
  });

  it('is asked in several calls where there are many, and in none where there are none', async () => {
    const adjustments = new Adjustments();
    for (let index = 0; index < 5_001; index += 1) {
      adjustments.of(a(`h${index}.openova.io`));
    }
    expect(await asked(adjustments, each => [each])).toEqual([5_000, 1]);
    expect(await asked(adjustments, each => [each])).toEqual([]);
  });

  it('may be nothing', async () => {
    const adjustments = new Adjustments();
    const [kept, dropped] = ['a.openova.io', 'b.openova.io'].map(each =>
      a(each),
    );
    adjustments.of(kept);
    adjustments.of(dropped);
    await asked(adjustments, each => (each === dropped ? [] : [each]));
    expect(adjustments.of(dropped)).toEqual([]);
  });

  it('may be something of another type, which is then asked alone', async () => {
    const adjustments = new Adjustments();
    const plain = a('a.openova.io');
    const alias = a('b.openova.io', { recordType: 'CNAME', targets: ['x.y'] });
    adjustments.of(plain);
    adjustments.of(alias);
    const both = (each: Endpoint) =>
      each.recordType === 'CNAME'
        ? ['A', 'AAAA'].map(recordType => ({ ...each, recordType }))
        : [each];
    expect(await asked(adjustments, both)).toEqual([2, 1]);
    expect(adjustments.of(alias).map(each => each.recordType)).toEqual([
      'A',
      'AAAA',
    ]);
    expect(adjustments.of(plain)).toEqual([plain]);
  });

  it('stays open where the webhook cannot be asked', async () => {
    const adjustments = new Adjustments();
    adjustments.of(a('a.openova.io'));
    await expect(
      adjustments.ask(adjustments.open(all), async () => {
        throw new Error('unreachable');
      }),
    ).rejects.toThrow('unreachable');
    expect(adjustments.open(all).size).toBe(1);
  });
});
