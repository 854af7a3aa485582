import { mockServices } from '@backstage/backend-test-utils';
import { DelegationState } from '@openova/dns-engine';
import { Knex } from 'knex';
import { migrated, testDatabases } from '../../store/__testUtils__/databases';
import { ObservationStore } from '../../store/observations';
import { delegationState, member } from '../__testUtils__/delegationState';
import { Answer, LoopbackServer } from '../__testUtils__/loopbackServer';
import { k8gbServer, parentServer } from '../__testUtils__/scriptedServers';
import { Questions } from '../questions';
import { AddressPolicy, ServerPorts } from '../serverAddresses';
import { DelegationCheckService } from './delegationCheckService';

const zone = 'gslb.openova.io';
const eu = 'gslb-ns-eu-gslb.openova.io';
const state = delegationState(zone, [member('eu', eu, ['127.0.0.2'])]);
const delegated = [`${zone} NS ${eu}`, `${eu} A 127.0.0.2`];

const databases = testDatabases();
jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())('DelegationCheckService, %p', id => {
  let knex: Knex;
  let store: ObservationStore;
  let now: Date;
  let observed: string[];
  let parent: LoopbackServer;
  let cluster: LoopbackServer;
  let answerOfParent: Answer;
  let service: DelegationCheckService;

  beforeEach(async () => {
    knex = await migrated(databases, id);
    store = new ObservationStore(knex);
    now = new Date('2026-01-01T00:00:00Z');
    observed = [];
    answerOfParent = parentServer('openova.io', delegated);
    parent = await LoopbackServer.start(query => answerOfParent(query));
    cluster = await LoopbackServer.start(
      k8gbServer(zone, {}),
      undefined,
      '127.0.0.2',
    );
    service = new DelegationCheckService({
      knex,
      observations: store,
      questions: new Questions({ timeoutMs: 400 }),
      directory: {
        policy: new AddressPolicy(['127.0.0.0/8']),
        resolveHost: async () => [],
        ports: new ServerPorts({ '127.0.0.2': cluster.port }),
      },
      resolveNameServers: async () => [],
      logger: mockServices.logger.mock(),
      observed: each => observed.push(each),
      now: () => now,
    });
    await holds('public', 'openova.io', 'public', parent.port);
    await planned(state);
  });
  afterEach(() => Promise.all([parent.stop(), cluster.stop()]));

  async function holds(
    key: string,
    name: string,
    visibility: 'public' | 'private',
    port: number,
  ) {
    await knex('zones').insert({
      key,
      account: 'embedded',
      provider: 'embedded',
      zone_id: name,
      name,
      visibility,
      name_servers: '[]',
      server_addresses: JSON.stringify([{ address: '127.0.0.1', port }]),
      state: 'in-sync',
      record_count: 0,
      owned_count: 0,
      pending_changes: 0,
    });
  }

  async function planned(of: DelegationState, key = 'public') {
    await knex('delegations')
      .insert({
        zone_key: key,
        zone: of.zone,
        provider: 'embedded',
        payload: JSON.stringify(of),
        digest: '',
        planned_at: now,
      })
      .onConflict(['zone_key', 'zone'])
      .merge();
  }

  const pass = (seconds: number) => {
    now = new Date(+now + seconds * 1000);
  };
  const sweep = () => service.sweep(new AbortController().signal);
  const seenAt = async () => (await store.all()).map(each => each.at);

  it('stores what it sees, and tells of it when it is something else', async () => {
    await sweep();
    expect(await store.all()).toMatchObject([
      {
        zone,
        at: '2026-01-01T00:00:00.000Z',
        nsNames: [eu],
        servers: [{ nsName: eu, answer: 'answers' }],
      },
    ]);
    expect(observed).toEqual([zone]);
    pass(60);
    await sweep();
    expect(await seenAt()).toEqual(['2026-01-01T00:01:00.000Z']);
    expect(observed).toEqual([zone]);
    answerOfParent = parentServer('openova.io', []);
    pass(60);
    await sweep();
    expect(await store.all()).toMatchObject([{ nsNames: [] }]);
    expect(observed).toEqual([zone, zone]);
  });

  it('looks now and then at what is well, and always at what is not', async () => {
    await sweep();
    pass(8 * 60);
    await sweep();
    const rested = await seenAt();
    pass(60);
    await sweep();
    expect(await seenAt()).toEqual(rested);
    pass(4 * 60);
    await sweep();
    expect(await seenAt()).toEqual(['2026-01-01T00:13:00.000Z']);
    const finding = {
      id: 'NS_MISSING',
      severity: 'error' as const,
      subject: eu,
      sentence: '',
      fix: '',
    };
    await planned({ ...state, findings: [finding] });
    pass(60);
    await sweep();
    expect(await seenAt()).toEqual(['2026-01-01T00:14:00.000Z']);
  });

  it('looks after a plan at the delegations that it changed', async () => {
    await service.afterPlan();
    expect(observed).toEqual([zone]);
    pass(10);
    await service.afterPlan();
    expect(await seenAt()).toEqual(['2026-01-01T00:00:00.000Z']);
    await planned({ ...state, ttl: 60 });
    await service.afterPlan();
    expect(await seenAt()).toEqual(['2026-01-01T00:00:10.000Z']);
  });

  it('forgets zones that are delegated no more, and leaves alone what is off', async () => {
    await sweep();
    await planned({ ...state, mode: 'off' });
    const asked = parent.queries.length;
    await sweep();
    expect(await store.all()).toEqual([]);
    expect(parent.queries).toHaveLength(asked);
  });

  it('answers whoever asks, and all that ask at once with the same', async () => {
    const [one, other] = await Promise.all([
      service.checkNow('GSLB.openova.io.'),
      service.checkNow(zone),
    ]);
    expect(one).toMatchObject({ zone, nsNames: [eu] });
    expect(other).toEqual(one);
    expect(
      parent.queries.filter(each => each.questions[0].type === 'NS'),
    ).toHaveLength(1);
    await expect(service.checkNow('shop.openova.io')).rejects.toThrow(
      'shop.openova.io is not a delegated zone',
    );
  });

  it('does not let more people wait than it can serve', async () => {
    const asked = await Promise.allSettled(
      Array.from({ length: 40 }, () => service.checkNow(zone)),
    );
    const refused = asked.filter(each => each.status === 'rejected');
    expect(refused).toHaveLength(20);
    expect(refused[0]).toMatchObject({
      reason: { name: 'ServiceUnavailableError' },
    });
    await expect(service.checkNow(zone)).resolves.toMatchObject({ zone });
  });

  it('asks the public one of two zones of a name', async () => {
    await holds('another', 'openova.io', 'private', 1);
    await planned(state, 'another');
    await sweep();
    expect(await store.all()).toMatchObject([{ nsNames: [eu] }]);
  });

  it('blames a silent server only while others answer', async () => {
    const silent: Answer = () => undefined;
    answerOfParent = silent;
    await cluster.stop();
    cluster = await LoopbackServer.start(silent, silent, '127.0.0.9');
    expect((await service.checkNow(zone)).servers).toEqual([]);

    const elsewhere = await LoopbackServer.start(
      parentServer('openova.dev', []),
    );
    await holds('elsewhere', 'openova.dev', 'public', elsewhere.port);
    pass(120);
    const seen = await service.checkNow(zone);
    await elsewhere.stop();
    expect(seen).toMatchObject({
      nsNames: null,
      servers: [{ nsName: eu, answer: 'silent' }],
    });
  });

  it('goes on with the others when one cannot be stored', async () => {
    const other = 'apps.openova.io';
    await planned(delegationState(other, []));
    const save = store.save.bind(store);
    jest
      .spyOn(store, 'save')
      .mockImplementation(seen =>
        seen.zone === other
          ? Promise.reject(new Error('the database is away'))
          : save(seen),
      );
    await sweep();
    expect((await store.all()).map(each => each.zone)).toEqual([zone]);
    expect(observed).toEqual([zone]);
  });
});
