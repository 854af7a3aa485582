import { DelegationState } from '@openova/dns-engine';
import { DelegationMeans } from '../delegations/interview';
import { observeDelegation } from '../delegations/observeDelegation';
import { HoldingZone } from '../delegations/parentServers';
import { Questions } from '../questions';
import { AddressPolicy, ServerPorts } from '../serverAddresses';
import { delegationState, member } from './delegationState';
import { Answer, LoopbackServer } from './loopbackServer';

/** A zone that two clusters answer for, at the addresses 127.0.0.2 and 127.0.0.3. */
export const zone = 'gslb.openova.io';
export const host = `web.${zone}`;
export const eu = 'gslb-ns-eu-gslb.openova.io';
export const us = 'gslb-ns-us-gslb.openova.io';
export const members = [
  member('eu', eu, ['127.0.0.2']),
  member('us', us, ['127.0.0.3']),
];
export const state = delegationState(zone, members);

/** What stands of it in the zone above. */
export const delegated = [
  `${zone} NS ${eu}`,
  `${zone} NS ${us}`,
  `${eu} A 127.0.0.2`,
  `${us} A 127.0.0.3`,
];

/** What the cluster eu answers. */
export const web = {
  [host]: ['192.0.2.80', '198.51.100.80'],
  [`localtargets-${host}`]: ['192.0.2.80'],
};
export const silent: Answer = () => undefined;

/** The name servers of a test, and what is seen of the delegation with them. */
export function delegationStage() {
  const servers: LoopbackServer[] = [];

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

  async function stop() {
    await Promise.all(servers.splice(0).map(server => server.stop()));
  }

  return { servers, start, parentOf, membersAre, observe, stop };
}
