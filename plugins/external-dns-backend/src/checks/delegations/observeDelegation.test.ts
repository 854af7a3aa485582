import { gslbHost } from '../__testUtils__/delegationState';
import {
  delegated,
  delegationStage,
  eu,
  host,
  members,
  silent,
  state,
  us,
  web,
  zone,
} from '../__testUtils__/delegationStage';
import { startEmbeddedParent } from '../__testUtils__/embeddedParent';
import { Answer } from '../__testUtils__/loopbackServer';
import { k8gbServer, parentServer } from '../__testUtils__/scriptedServers';
import { Questions } from '../questions';
import { AddressPolicy, ServerPorts } from '../serverAddresses';
import { observeDelegation } from './observeDelegation';

describe('a delegation seen over DNS', () => {
  const { servers, start, parentOf, membersAre, observe, stop } =
    delegationStage();
  afterEach(stop);

  it('is told whole, with the embedded server above it', async () => {
    const parent = await startEmbeddedParent('openova.io', [
      {
        dnsName: zone,
        recordType: 'NS',
        targets: [us, eu],
        recordTTL: 30,
      },
      { dnsName: eu, recordType: 'A', targets: ['127.0.0.2'] },
      { dnsName: us, recordType: 'A', targets: ['127.0.0.3'] },
      { dnsName: '*.openova.io', recordType: 'A', targets: ['192.0.2.9'] },
    ]);
    await membersAre(
      k8gbServer(zone, web),
      k8gbServer(zone, { [host]: web[host] }),
    );
    const seen = await observe(parent.zone, {
      ...state,
      hosts: [gslbHost(host, zone, members, web[host])],
    });
    await parent.stop();
    const server = { answer: 'answers', overTcp: 'answers' };
    expect(seen).toEqual({
      zone,
      at: '2026-01-01T00:00:00.000Z',
      nsNames: [eu, us],
      nsTtl: 30,
      glue: { [eu]: ['127.0.0.2'], [us]: ['127.0.0.3'] },
      servers: [
        { nsName: eu, address: '127.0.0.2', ...server },
        { nsName: us, address: '127.0.0.3', ...server },
      ],
      hasDs: false,
      answersBelow: false,
      hosts: [
        { host, nsName: eu, answer: web[host], localTargets: ['192.0.2.80'] },
        { host, nsName: us, answer: web[host], localTargets: [] },
      ],
    });
    const asked = servers.flatMap(({ queries }) => queries);
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter(({ recursionDesired }) => recursionDesired)).toEqual(
      [],
    );
  });

  describe('where nobody answers', () => {
    beforeEach(() => membersAre(silent, silent));

    it('blames nobody while no server of any zone answers', async () => {
      const seen = await observe(await parentOf(silent));
      expect(seen).toMatchObject({
        nsNames: null,
        nsTtl: null,
        glue: { [eu]: null, [us]: null },
        servers: [],
        hasDs: null,
        answersBelow: null,
      });
      expect(seen.obstacles).toContainEqual(
        expect.stringContaining('the way out'),
      );
    });

    it('blames who is silent when servers of other zones answer', async () => {
      const seen = await observe(await parentOf(silent), state, {
        isWayOpen: async () => true,
      });
      expect(seen.servers.map(({ answer }) => answer)).toEqual([
        'silent',
        'silent',
      ]);
    });
  });

  it('asks once more before it calls a server silent', async () => {
    const held = await parentOf(parentServer('openova.io', delegated));
    const answer = k8gbServer(zone, web);
    let dropped = 0;
    const losing: Answer = query => {
      if (dropped > 0) return answer(query);
      dropped += 1;
      return undefined;
    };
    await start(losing, '127.0.0.2', answer);
    await start(answer, '127.0.0.3');
    const seen = await observe(held);
    expect(dropped).toBe(1);
    expect(seen.servers.map(each => each.answer)).toEqual([
      'answers',
      'answers',
    ]);
  });

  it('ends with the signal, and tells nothing', async () => {
    const held = await parentOf(silent);
    const controller = new AbortController();
    const observed = observeDelegation(
      { state, held },
      {
        questions: new Questions(),
        directory: {
          policy: new AddressPolicy(['127.0.0.0/8']),
          resolveHost: async () => [],
          ports: new ServerPorts(),
        },
        resolveNameServers: async () => [],
        isWayOpen: async () => true,
        now: () => new Date(),
      },
      { signal: controller.signal },
    );
    controller.abort(new Error('the backend stops'));
    await expect(observed).rejects.toThrow('the backend stops');
  });
});
