import { ObservedDelegation, ObservedServer } from '@openova/dns-engine';
import { askHosts, askNameServers, AskedServer } from './askNameServers';
import { askParents, Delegation } from './askParents';
import { DelegationMeans, Interview, InterviewOptions } from './interview';
import { blockedWay, wayTo } from './ways';

/*
 * The questions of one delegation, asked of those who decide: the servers of the zone
 * above for the NS set, its addresses, a DS, and whether the cut hides what lies
 * below; and each cluster's name server for the zone's SOA and its hosts. Never a
 * resolver: it would tell what k8gb makes up about itself.
 */

/**
 * What is seen of a delegation over DNS now. What cannot be found out is null, with
 * an obstacle that tells why.
 *
 * @throws the signal's reason when it is aborted.
 * @internal
 */
export async function observeDelegation(
  delegation: Delegation,
  means: DelegationMeans,
  options: InterviewOptions,
): Promise<ObservedDelegation> {
  const at = means.now().toISOString();
  const interview = new Interview(means, options);
  const above = await askParents(delegation, interview);
  const servers = await askNameServers(delegation, above, interview);
  const hosts = await askHosts(delegation, servers, interview);
  const known = await withoutBlame(servers, interview);
  options.signal.throwIfAborted();
  const { obstacles } = interview;
  return {
    zone: delegation.state.zone,
    at,
    ...above,
    servers: known,
    hosts,
    ...(obstacles.length > 0 && { obstacles }),
  };
}

/** Takes out silent servers on whose way nobody at all answers. */
async function withoutBlame(
  servers: readonly AskedServer[],
  interview: Interview,
): Promise<ObservedServer[]> {
  const ways = new Set(servers.map(({ server }) => wayTo(server.address)));
  for (const way of ways) {
    if (interview.heard.has(way) || (await interview.means.isWayOpen(way))) {
      continue;
    }
    ways.delete(way);
    interview.hindered(blockedWay(way));
  }
  return servers
    .map(({ seen }) => seen)
    .filter(({ address }) => ways.has(wayTo(address)));
}
