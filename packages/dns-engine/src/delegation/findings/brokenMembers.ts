import { parseAddress, parseNetwork, contains, Network } from '../../address';
import { sameTargets } from '../../plan/targets';
import { standingTrue } from './proxied';
import { isNamedMember } from '../members';
import { managerNames } from '../mode';
import { DelegationMember } from '../state';
import { Check, Found } from './found';

/** Each member: its tag, its glue, whether its name server answers, whether it goes. @internal */
export const brokenMembers: Check = function* brokenMembers(
  { state, facts, block },
  { standing },
) {
  const { parent, members, observed, mode, blockedBy } = state;
  const manager = managerNames[state.manager];
  const tags = members.filter(isNamedMember).map(each => each.geoTag ?? '');
  const isWritten = mode === 'own' && blockedBy === null;
  const actualNs = observed?.nsNames ?? state.standing?.nsNames ?? [];
  for (const member of members) {
    const { cluster, nsName, glue } = member;
    const isPresent = facts.some(each => each.origin.cluster === cluster);
    if (member.state === 'waiting' && member.geoTag === null) {
      yield { id: 'GEOTAG_UNKNOWN', subject: cluster };
    }
    yield* divergingTags(member, tags);
    if (member.state === 'stuck') {
      const params = { since: member.leavingSince ?? '' };
      yield { id: 'ZONE_TERMINATING_STUCK', subject: cluster, params };
    }
    if (nsName === null) continue;
    const observedGlue = observed?.glue[nsName] ?? undefined;
    const actual = observedGlue ?? member.standingGlue ?? undefined;
    const isNamed = actualNs.includes(nsName);
    if (isNamed && isDangling(observedGlue, member, standing !== undefined)) {
      yield { id: 'NS_DANGLING', subject: nsName, params: { parent } };
    }
    const isStale =
      isNamedMember(member) &&
      // Two clusters that share a name cannot both be right.
      block?.finding !== 'NAME_COLLISION' &&
      actual !== undefined &&
      actual.length > 0 &&
      !sameTargets(actual, glue);
    if (isStale && (!isWritten || observedGlue !== undefined)) {
      yield {
        id: 'GLUE_STALE',
        subject: nsName,
        params: {
          standing: actual.join(', '),
          wanted: glue.join(', '),
          cluster,
          manager,
        },
      };
    }
    const hidden = glue.filter(isPrivate);
    if (isPresent && isNamedMember(member) && hidden.length > 0) {
      yield {
        id: 'GLUE_PRIVATE_IP',
        subject: nsName,
        params: { standing: hidden.join(', '), cluster, parent },
      };
    }
    const record = standing?.addressesAt(nsName)?.record;
    if (record && standingTrue(record.providerSpecific)) {
      yield { id: 'GLUE_PROXIED', subject: nsName };
    }
  }
  for (const { nsName, address, answer } of observed?.servers ?? []) {
    if (answer === 'answers') continue;
    const member = members.find(each => each.nsName === nsName);
    const params = {
      standing: address,
      cluster: member?.cluster ?? 'its cluster',
    };
    const id = answer === 'refused' ? 'LAME_REFUSED' : 'NS_UNREACHABLE';
    // Who leaves stops to serve before the world has forgotten it.
    if (member?.state === 'leaving' && !actualNs.includes(nsName)) continue;
    yield { id, subject: nsName, params };
  }
};

/** k8gb was told of other peers than there are members. */
function* divergingTags(
  member: DelegationMember,
  tags: readonly string[],
): Iterable<Found> {
  const { cluster, geoTag, peerTags } = member;
  if (!isNamedMember(member) || peerTags.length === 0) return;
  const told = new Set(
    [...peerTags, geoTag ?? ''].map(each => each.toLowerCase()),
  );
  const wanted = new Set(tags.map(each => each.toLowerCase()));
  const isSame =
    told.size === wanted.size && [...told].every(each => wanted.has(each));
  if (isSame || wanted.has('')) return;
  yield {
    id: 'GEOTAGS_DIVERGE',
    subject: cluster,
    params: {
      told: [...told].sort().join(', '),
      wanted: [...wanted].sort().join(', '),
    },
  };
}

function isDangling(
  observed: readonly string[] | undefined,
  { standingGlue }: DelegationMember,
  isKnown: boolean,
): boolean {
  if (observed) return observed.length === 0;
  return isKnown && standingGlue === null;
}

/** Networks that nobody outside can reach: RFC 1918, RFC 6598, loopback, link-local. */
const privateNetworks: readonly Network[] = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
].flatMap(each => parseNetwork(each) ?? []);

function isPrivate(target: string): boolean {
  const address = parseAddress(target);
  return (
    address !== undefined &&
    privateNetworks.some(network => contains(network, address))
  );
}
