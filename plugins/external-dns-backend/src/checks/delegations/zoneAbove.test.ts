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

describe('a delegation seen over DNS of the zone above', () => {
  const { servers, parentOf, membersAre, observe, stop } = delegationStage();
  beforeEach(() => membersAre(k8gbServer(zone, web), k8gbServer(zone, web)));
  afterEach(stop);

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
