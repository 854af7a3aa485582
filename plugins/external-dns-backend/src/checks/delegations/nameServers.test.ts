import { createResponse } from '@openova/dns-wire';
import {
  delegationState,
  gslbHost,
  member,
} from '../__testUtils__/delegationState';
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
import { Answer } from '../__testUtils__/loopbackServer';
import {
  k8gbServer,
  parentServer,
  records,
  refusing,
} from '../__testUtils__/scriptedServers';
import { AddressPolicy, ServerPorts } from '../serverAddresses';

describe('a delegation seen over DNS of its name servers', () => {
  const { servers, start, parentOf, membersAre, observe, stop } =
    delegationStage();
  afterEach(stop);

  const lame: Answer = query =>
    createResponse(query, {
      authorities: records('. NS a.root.example.org'),
    });
  const failing: Answer = query => createResponse(query, { rcode: 'SERVFAIL' });
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
    const cutOff: Answer = query => createResponse(query, { truncated: true });
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
      delegationState(zone, [members[0], { ...members[1], state: 'leaving' }]),
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
