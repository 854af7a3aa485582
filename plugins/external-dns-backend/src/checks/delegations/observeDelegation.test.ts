import { DelegationState } from '@openova/dns-engine';
import { createResponse } from '@openova/dns-wire';
import {
  delegationState,
  gslbHost,
  member,
} from '../__testUtils__/delegationState';
import { startEmbeddedParent } from '../__testUtils__/embeddedParent';
import { Answer, LoopbackServer } from '../__testUtils__/loopbackServer';
import {
  k8gbServer,
  parentServer,
  records,
  refusing,
} from '../__testUtils__/scriptedServers';
import { Questions } from '../questions';
import { AddressPolicy, ServerPorts } from '../serverAddresses';
import { HoldingZone } from './parentServers';
import { DelegationMeans } from './interview';
import { observeDelegation } from './observeDelegation';

const zone = 'gslb.openova.io';
const host = `web.${zone}`;
const eu = 'gslb-ns-eu-gslb.openova.io';
const us = 'gslb-ns-us-gslb.openova.io';
const members = [
  member('eu', eu, ['127.0.0.2']),
  member('us', us, ['127.0.0.3']),
];
const state = delegationState(zone, members);
const delegated = [
  `${zone} NS ${eu}`,
  `${zone} NS ${us}`,
  `${eu} A 127.0.0.2`,
  `${us} A 127.0.0.3`,
];
const web = {
  [host]: ['192.0.2.80', '198.51.100.80'],
  [`localtargets-${host}`]: ['192.0.2.80'],
};
const silent: Answer = () => undefined;

describe('a delegation seen over DNS', () => {
  const servers: LoopbackServer[] = [];
  afterEach(async () => {
    await Promise.all(servers.splice(0).map(server => server.stop()));
  });

  async function start(answer: Answer, address?: string, overTcp = answer) {
    const server = await LoopbackServer.start(answer, overTcp, address);
    servers.push(server);
    return server;
  }

  /** The zone above on servers of its own, one for each list of records or script. */
  async function parentOf(...answers: Answer[]): Promise<HoldingZone> {
    const started = await Promise.all(answers.map(each => start(each)));
    return {
      name: 'openova.io',
      visibility: 'public',
      nameServers: [],
      serverAddresses: started.map(({ address, port }) => ({ address, port })),
    };
  }

  /** Each member's server at its address; the ports are free ones. */
  async function membersAre(inEu: Answer, inUs: Answer) {
    await start(inEu, '127.0.0.2');
    await start(inUs, '127.0.0.3');
  }

  function observe(
    held: HoldingZone | undefined,
    of: DelegationState = state,
    more: Partial<DelegationMeans> & { networks?: string[] } = {},
  ) {
    const { networks = ['127.0.0.0/8', '::1/128'], ...means } = more;
    const nobody = async (name: string) => {
      throw new Error(`${name} is not to be resolved`);
    };
    return observeDelegation(
      { state: of, held },
      {
        questions: new Questions({ timeoutMs: 400 }),
        directory: {
          policy: new AddressPolicy(networks),
          resolveHost: nobody,
          ports: new ServerPorts(
            Object.fromEntries(
              servers.map(({ address, port }) => [address, port]),
            ),
          ),
        },
        resolveNameServers: nobody,
        isWayOpen: async () => false,
        now: () => new Date('2026-01-01T00:00:00Z'),
        ...means,
      },
      { signal: new AbortController().signal },
    );
  }

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

  describe('of its name servers', () => {
    const lame: Answer = query =>
      createResponse(query, {
        authorities: records('. NS a.root.example.org'),
      });
    const failing: Answer = query =>
      createResponse(query, { rcode: 'SERVFAIL' });
    it.each<[string, Answer, string]>([
      ['refuses', refusing, 'refused'],
      ['sends elsewhere', lame, 'refused'],
      ['serves another zone', k8gbServer('openova.io', {}), 'refused'],
      ['fails', failing, 'failing'],
      ['is silent', silent, 'silent'],
    ])('tells one that %s', async (_, inUs, answer) => {
      const held = await parentOf(parentServer('openova.io', delegated));
      await membersAre(k8gbServer(zone, web), inUs);
      const seen = await observe(held, {
        ...state,
        hosts: [gslbHost(host, zone, members, web[host])],
      });
      expect(seen.servers).toMatchObject([
        { nsName: eu, answer: 'answers' },
        { nsName: us, answer },
      ]);
      expect(seen.hosts).toMatchObject([
        { nsName: eu, answer: web[host] },
        { nsName: us, answer: null },
      ]);
    });

    it('asks again over TCP what was cut off, and tells who has no TCP', async () => {
      const held = await parentOf(parentServer('openova.io', delegated));
      const cutOff: Answer = query =>
        createResponse(query, { truncated: true });
      await start(cutOff, '127.0.0.2', k8gbServer(zone, web));
      await start(k8gbServer(zone, web), '127.0.0.3', silent);
      const { servers: seen } = await observe(held);
      expect(seen).toMatchObject([
        { nsName: eu, answer: 'answers', overTcp: 'answers' },
        { nsName: us, answer: 'answers', overTcp: 'silent' },
      ]);
    });

    it('asks where the world is sent and where the cluster is', async () => {
      const held = await parentOf(
        parentServer('openova.io', [
          ...delegated.slice(0, 3),
          `${us} A 127.0.0.4`,
        ]),
      );
      await membersAre(k8gbServer(zone, web), k8gbServer(zone, web));
      const seen = await observe(held);
      expect(seen.glue[us]).toEqual(['127.0.0.4']);
      expect(seen.servers).toMatchObject([
        { nsName: eu, answer: 'answers' },
        { nsName: us, address: '127.0.0.3', answer: 'answers' },
        { nsName: us, address: '127.0.0.4', answer: 'silent' },
      ]);
    });

    it('does not ask addresses that the configuration does not allow', async () => {
      const held = await parentOf(parentServer('openova.io', delegated));
      await membersAre(k8gbServer(zone, web), k8gbServer(zone, web));
      const seen = await observe(held, state, {
        networks: ['127.0.0.1/32', '127.0.0.2/32'],
      });
      expect(seen.servers.map(each => each.nsName)).toEqual([eu]);
      expect(seen.glue[us]).toEqual(['127.0.0.3']);
      expect(seen.obstacles).toEqual([
        expect.stringMatching(/^127\.0\.0\.3 is not asked: .*allowedNetworks/),
      ]);
      expect(servers[2].queries).toEqual([]);
    });

    it('asks over IPv6', async () => {
      const held = await parentOf(
        parentServer('openova.io', [`${zone} NS ${eu}`, `${eu} AAAA ::1`]),
      );
      await start(k8gbServer(zone, { [host]: ['2001:db8::80'] }), '::1');
      const only = [member('eu', eu, ['::1'])];
      const seen = await observe(
        held,
        delegationState(zone, only, {
          hosts: [gslbHost(host, zone, only, ['2001:db8::80'])],
        }),
      );
      expect(seen).toMatchObject({
        glue: { [eu]: ['::1'] },
        servers: [{ nsName: eu, address: '::1', answer: 'answers' }],
        hosts: [{ host, answer: ['2001:db8::80'], localTargets: [] }],
      });
    });

    it('does not expect an answer of a member that has left', async () => {
      const held = await parentOf(
        parentServer('openova.io', [delegated[0], ...delegated.slice(2)]),
      );
      await membersAre(k8gbServer(zone, web), silent);
      const seen = await observe(
        held,
        delegationState(zone, [
          members[0],
          { ...members[1], state: 'leaving' },
        ]),
      );
      expect(seen.servers.map(each => each.nsName)).toEqual([eu]);
    });

    it('finds one elsewhere that the NS set names', async () => {
      const held = await parentOf(
        parentServer('openova.io', [...delegated, `${zone} NS ns.example.org`]),
      );
      await membersAre(k8gbServer(zone, web), k8gbServer(zone, web));
      await start(refusing, '127.0.0.5');
      const seen = await observe(held, state, {
        directory: {
          policy: new AddressPolicy(['127.0.0.0/8']),
          resolveHost: async () => ['127.0.0.5'],
          ports: new ServerPorts({
            [eu]: servers[1].port,
            [us]: servers[2].port,
            'ns.example.org': servers[3].port,
          }),
        },
      });
      expect(seen.glue['ns.example.org']).toBeNull();
      expect(seen.servers).toMatchObject([
        { nsName: eu, answer: 'answers' },
        { nsName: us, answer: 'answers' },
        { nsName: 'ns.example.org', address: '127.0.0.5', answer: 'refused' },
      ]);
    });
  });

  describe('of the zone above', () => {
    beforeEach(() => membersAre(k8gbServer(zone, web), k8gbServer(zone, web)));

    it('tells that there is no delegation, and nothing of what would be below', async () => {
      const held = await parentOf(parentServer('openova.io', []));
      expect(await observe(held)).toMatchObject({
        nsNames: [],
        nsTtl: null,
        glue: { [eu]: [], [us]: [] },
        hasDs: false,
        answersBelow: null,
        servers: [{ answer: 'answers' }, { answer: 'answers' }],
      });
    });

    it('reads the set from the answer section, too', async () => {
      const inAnswer: Answer = query =>
        query.questions[0].type === 'NS'
          ? createResponse(query, {
              authoritative: true,
              answers: records(`${zone} NS ${eu.toUpperCase()}`),
            })
          : undefined;
      const held = await parentOf(
        parentServer('openova.io', delegated, inAnswer),
      );
      expect((await observe(held)).nsNames).toEqual([eu]);
    });

    it('reads addresses below the cut from the additional section', async () => {
      const inside = `ns.${zone}`;
      const held = await parentOf(
        parentServer('openova.io', [
          `${zone} NS ${inside}`,
          `${inside} A 127.0.0.2`,
        ]),
      );
      const seen = await observe(
        held,
        delegationState(zone, [member('eu', inside, ['127.0.0.2'])]),
      );
      expect(seen.glue).toEqual({ [inside]: ['127.0.0.2'] });
    });

    it('sees a DS record', async () => {
      const ds: Answer = query =>
        query.questions[0].type === 'DS'
          ? createResponse(query, {
              authoritative: true,
              answers: records(`${zone} DS 4711 13 2 ${'ab'.repeat(32)}`),
            })
          : undefined;
      const held = await parentOf(parentServer('openova.io', delegated, ds));
      expect((await observe(held)).hasDs).toBe(true);
    });

    it.each<[string, RegExp]>([
      ['a wildcard that answers below the cut', /^no-such-.*\.gslb\./],
      ['an old record that answers below the cut', /^web\.gslb\./],
    ])('sees %s', async (_, names) => {
      const below: Answer = query =>
        names.test(query.questions[0].name)
          ? createResponse(query, {
              authoritative: true,
              answers: records(`${query.questions[0].name} A 192.0.2.9`),
            })
          : undefined;
      const held = await parentOf(parentServer('openova.io', delegated, below));
      const seen = await observe(held, {
        ...state,
        hosts: [gslbHost(host, zone, members, [])],
      });
      expect(seen.answersBelow).toBe(true);
    });

    it('lets the servers decide that answer', async () => {
      const held = await parentOf(
        refusing,
        parentServer('openova.io', delegated),
        silent,
      );
      const seen = await observe(held);
      expect(seen.nsNames).toEqual([eu, us]);
      expect(seen.obstacles).toEqual([
        '127.0.0.1 does not answer for openova.io with authority (REFUSED).',
        '127.0.0.1 does not answer.',
      ]);
    });

    it('does not choose between servers that do not agree', async () => {
      const held = await parentOf(
        parentServer('openova.io', delegated),
        parentServer('openova.io', delegated.slice(1)),
      );
      const seen = await observe(held);
      expect(seen).toMatchObject({ nsNames: null, nsTtl: null });
      expect(seen.obstacles).toEqual([
        `The servers of openova.io do not agree on the NS set of ${zone} (127.0.0.1: ${eu}, ${us}; 127.0.0.1: ${us}).`,
      ]);
    });

    it('does not believe a resolver that sits in between', async () => {
      const resolver: Answer = query => {
        const [{ name, type }] = query.questions;
        const told = {
          SOA: `${name} SOA ns1.${name} hostmaster.${name} 1 2 3 4 5`,
          NS: `${name} NS ns1.dns.${zone}`,
        }[type === 'SOA' ? 'SOA' : 'NS'];
        return createResponse(query, {
          recursionAvailable: true,
          answers: records(told),
        });
      };
      const held = await parentOf(resolver);
      expect(await observe(held)).toMatchObject({
        nsNames: null,
        hasDs: null,
        answersBelow: null,
        glue: { [eu]: null, [us]: null },
      });
    });

    it('is found by name where no account holds it', async () => {
      const { serverAddresses = [] } = await parentOf(
        parentServer('openova.io', delegated),
      );
      const asked: string[] = [];
      const seen = await observe(
        undefined,
        { ...state, parent: 'apps.openova.io' },
        {
          resolveNameServers: async name => {
            asked.push(name);
            if (name === 'openova.io') return ['ns1.openova.io'];
            throw new Error('ENODATA');
          },
          directory: {
            policy: new AddressPolicy(['127.0.0.0/8']),
            resolveHost: async () => ['127.0.0.1'],
            ports: new ServerPorts({
              'ns1.openova.io': serverAddresses[0].port ?? 53,
              [eu]: servers[0].port,
              [us]: servers[1].port,
            }),
          },
        },
      );
      expect(asked).toEqual(['apps.openova.io', 'openova.io']);
      expect(seen.nsNames).toEqual([eu, us]);
    });

    it('is not looked for in the world where it is private', async () => {
      const seen = await observe({
        name: 'openova.io',
        visibility: 'private',
        nameServers: [],
      });
      expect(seen.nsNames).toBeNull();
      expect(seen.obstacles).toEqual([
        'The name servers of openova.io are not known: it is a private zone, and its provider does not tell them.',
      ]);
    });
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
