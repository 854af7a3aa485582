import { createResponse, targetToRdata } from '@openova/dns-wire';
import { Answer, LoopbackServer } from './__testUtils__/loopbackServer';
import { Checker } from './checker';
import { Expectation } from './compareAnswer';
import { Questions } from './questions';
import {
  AddressPolicy,
  ResolveHost,
  ServerPorts,
  zoneServers,
} from './serverAddresses';

const answering =
  (...addresses: string[]): Answer =>
  query =>
    createResponse(query, {
      authoritative: true,
      answers: addresses.map(address => ({
        name: query.questions[0].name,
        class: 'IN' as const,
        ttl: 300,
        ...targetToRdata('A', address),
      })),
    });

const expectation: Expectation = {
  dnsName: 'shop.openova.io',
  recordType: 'A',
  targets: ['192.0.2.1', '192.0.2.2'],
  presenceOnly: false,
};

describe('checks against authoritative servers', () => {
  const servers: LoopbackServer[] = [];
  afterEach(async () => {
    await Promise.all(servers.splice(0).map(server => server.stop()));
  });

  async function check(
    answers: (Answer | [Answer, Answer])[],
    expected: Expectation = expectation,
  ) {
    for (const answer of answers) {
      const [udp, tcp] = Array.isArray(answer) ? answer : [answer, answer];
      servers.push(await LoopbackServer.start(udp, tcp));
    }
    const checker = new Checker({
      questions: new Questions({ timeoutMs: 200 }),
      directory: {
        policy: new AddressPolicy(['127.0.0.0/8']),
        resolveHost: async () => [],
        ports: new ServerPorts(),
      },
      now: () => new Date('2026-01-01T00:00:00Z'),
    });
    const [view] = await checker.check(
      [
        {
          zone: {
            name: 'openova.io',
            nameServers: [],
            serverAddresses: servers.map(({ port }) => ({
              address: '127.0.0.1',
              port,
            })),
          },
          expected: [expected],
        },
      ],
      { signal: new AbortController().signal },
    );
    return view;
  }

  it('matches whatever the order of the answer', async () => {
    const view = await check([answering('192.0.2.2', '192.0.2.1')]);
    expect(view).toMatchObject({
      outcome: 'matches',
      checkedAt: '2026-01-01T00:00:00.000Z',
      servers: [{ server: '127.0.0.1', answer: ['192.0.2.1', '192.0.2.2'] }],
    });
  });

  it('tells a different answer and a missing one apart', async () => {
    expect(await check([answering('192.0.2.9')])).toMatchObject({
      outcome: 'differs',
    });
    servers.splice(0).forEach(server => void server.stop());
    expect(
      await check([query => createResponse(query, { rcode: 'NXDOMAIN' })]),
    ).toMatchObject({ outcome: 'absent', servers: [{ answer: [] }] });
  });

  it('asks without recursion and retries a truncated answer over TCP', async () => {
    const recursion: boolean[] = [];
    const truncated: Answer = query => {
      recursion.push(query.recursionDesired);
      return createResponse(query, { truncated: true });
    };
    const view = await check([
      [truncated, answering('192.0.2.1', '192.0.2.2')],
    ]);
    expect(view.outcome).toBe('matches');
    expect(recursion).toEqual([false]);
  });

  it('goes on waiting after an answer to another question', async () => {
    let asked = 0;
    const view = await check([
      query => {
        asked += 1;
        return { ...answering('192.0.2.1')(query)!, id: query.id ^ 1 };
      },
    ]);
    expect(asked).toBe(1);
    expect(view.outcome).toBe('unknown');
    expect(view.servers[0].error).toMatch(/no answer within/);
  });

  it('does not accuse anybody when no server answers', async () => {
    const view = await check([() => undefined]);
    expect(view.outcome).toBe('unknown');
  });

  it('lets the servers that answer decide', async () => {
    const good = answering('192.0.2.1', '192.0.2.2');
    const refused: Answer = query =>
      createResponse(query, { rcode: 'REFUSED' });
    const view = await check([refused, good]);
    expect(view.outcome).toBe('matches');
    expect(view.servers[0].error).toBe('the server answered REFUSED');
  });

  it('says that servers disagree', async () => {
    const view = await check([
      answering('192.0.2.1', '192.0.2.2'),
      answering('192.0.2.1'),
    ]);
    expect(view.outcome).toBe('differs');
  });

  it('judges proxied records by presence', async () => {
    const view = await check([answering('198.51.100.7')], {
      ...expectation,
      presenceOnly: true,
    });
    expect(view.outcome).toBe('matches');
  });
});

describe('AddressPolicy', () => {
  const zone = { name: 'openova.io', nameServers: ['ns1.openova.io'] };
  const directory = (resolveHost: ResolveHost) => ({
    policy: new AddressPolicy([]),
    resolveHost,
    ports: new ServerPorts(),
  });

  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '169.254.169.254',
    '::1',
    'fd00::1',
    '::ffff:10.0.0.1',
    '0.0.0.0',
  ])('does not ask %s unless it is allowed', async address => {
    const [server] = await zoneServers(
      zone,
      directory(async () => [address]),
    );
    expect(server).toEqual({
      name: 'ns1.openova.io',
      error: expect.stringContaining('allowedNetworks'),
    });
  });

  it('asks public addresses and allowed networks', () => {
    const policy = new AddressPolicy(['10.1.0.0/16']);
    expect(policy.allows('10.1.2.3')).toBe(true);
    expect(policy.allows('10.2.2.3')).toBe(false);
    expect(policy.allows('8.8.8.8')).toBe(true);
  });

  it('names a server that has no address', async () => {
    const [server] = await zoneServers(
      zone,
      directory(() => Promise.reject(new Error('ENOTFOUND'))),
    );
    expect(server).toMatchObject({
      error: expect.stringContaining('ENOTFOUND'),
    });
  });
});

describe('ServerPorts', () => {
  const ports = new ServerPorts({
    '127.0.0.2': 10353,
    '2001:DB8:0::1': 5353,
    'NS1.openova.io.': 1053,
  });

  it('goes by name, then by address however it is written, else it is 53', () => {
    expect(ports.of('127.0.0.2')).toBe(10353);
    expect(ports.of('2001:db8::1')).toBe(5353);
    expect(ports.of('127.0.0.2', 'ns1.openova.io')).toBe(1053);
    expect(ports.of('127.0.0.3', 'ns2.openova.io')).toBe(53);
  });

  it('is asked where a provider tells no port, and not where it tells one', async () => {
    const directory = {
      policy: new AddressPolicy(['127.0.0.0/8']),
      resolveHost: async () => ['127.0.0.2'],
      ports,
    };
    const found = await zoneServers(
      {
        name: 'openova.io',
        nameServers: [],
        serverAddresses: [
          { address: '127.0.0.2' },
          { address: '127.0.0.2', port: 54 },
        ],
      },
      directory,
    );
    expect(found).toEqual([
      {
        name: '127.0.0.2',
        addresses: [{ address: '127.0.0.2', port: 10353 }],
      },
      { name: '127.0.0.2', addresses: [{ address: '127.0.0.2', port: 54 }] },
    ]);
  });
});
