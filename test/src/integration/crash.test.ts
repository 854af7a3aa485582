import { Change } from '@openova/dns-engine';
import { readObject, readReference } from './__testUtils__/clusterObjects';
import { Stage } from './__testUtils__/stage';
import { waitFor } from './__testUtils__/waitFor';
import { ownershipValue } from './__testUtils__/zoneRecords';

jest.setTimeout(120_000);

const txt = '_externaldns.a-web.openova.io';
const ours = ownershipValue('openova', 'httproute/shop/web');

/*
 * The embedded service writes a batch as a whole. Here a batch breaks off after its
 * first change, as at a service without transactions, and the backend gets no answer.
 */
describe('a write that breaks off between a record and its TXT', () => {
  let stage: Stage;

  beforeEach(async () => {
    stage = await Stage.start({
      clusters: { eu: [readObject('gateway gw 192.0.2.1')] },
    });
  });

  afterEach(() => stage.stop());

  function breakOffOnce(): Promise<readonly Change[]> {
    return new Promise(resolve => {
      stage.provider.beforeWrite = async (changes, send) => {
        stage.provider.beforeWrite = undefined;
        await send(changes.slice(0, 1));
        resolve(changes);
        throw new Error('the connection broke');
      };
    });
  }

  it('leaves a TXT without a record when it creates, and the next sync adds the record', async () => {
    const brokenOff = breakOffOnce();
    stage.clusters.eu.apply(
      readObject('httproute shop/web web.openova.io via gw'),
    );
    const changes = await brokenOff;
    expect(changes.map(change => `${change.action} ${change.role}`)).toEqual([
      'create ownership',
      'create record',
    ]);
    await stage.untilAnswered('web.openova.io', 'A', '192.0.2.1');
    expect(await stage.ask(txt, 'TXT')).toEqual([ours]);
    await stage.untilVerdict('web.openova.io', 'published');
    await nothingMoreIsWritten();
  });

  it('leaves a TXT without a record when it deletes, and the next sync removes it', async () => {
    const { eu } = stage.clusters;
    eu.apply(readObject('httproute shop/web web.openova.io via gw'));
    await stage.untilAnswered('web.openova.io', 'A', '192.0.2.1');
    const brokenOff = breakOffOnce();
    eu.delete(readReference('httproute shop/web'));
    const changes = await brokenOff;
    expect(changes.map(change => `${change.action} ${change.role}`)).toEqual([
      'delete record',
      'delete ownership',
    ]);
    await stage.untilAnswered(txt, 'TXT');
    expect(await stage.ask('web.openova.io', 'A')).toEqual([]);
    await nothingMoreIsWritten();
  });

  it('is told in the journal, with what followed', async () => {
    const brokenOff = breakOffOnce();
    stage.clusters.eu.apply(
      readObject('httproute shop/web web.openova.io via gw'),
    );
    await brokenOff;
    await stage.untilAnswered('web.openova.io', 'A', '192.0.2.1');
    const { items } = await waitFor(async () => {
      const page = await stage.api.changes('?zone=openova.io');
      return page.items.length > 2 ? page : undefined;
    }, 'the journal to tell of both attempts');
    // What is not known is told as such, and what followed as well.
    expect(items.map(each => each.outcome)).toContain('unknown');
    expect(items[0].outcome).toBe('done');
  });

  async function nothingMoreIsWritten() {
    const writes = stage.provider.writes.length;
    await stage.api.resyncUntilDone({ kind: 'all' });
    expect(stage.provider.writes.slice(writes)).toEqual([]);
  }
});
