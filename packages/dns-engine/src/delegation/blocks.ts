import { isWithin } from '../name';
import { DelegationFact } from './facts';
import { isNamedMember } from './members';
import { DelegationMember } from './state';

/*
 * What keeps a delegation from being written as a whole. A zone that is blocked keeps
 * what stands: half of a delegation is worse than an old one.
 */

/** Which finding says it, and the clause that people read. @internal */
export interface Block {
  finding:
    | 'NAME_COLLISION'
    | 'ZONE_MATCH_AMBIGUOUS'
    | 'OWNER_FOREIGN'
    | 'OWNERSHIP_BELOW_CUT';
  detail: string;
}

/** The parents that the clusters name do not agree, or do not fit the zones we hold. @internal */
export function parentBlock(
  zone: string,
  facts: readonly DelegationFact[],
  heldIn: string,
): Block | undefined {
  const parents = [...new Set(facts.map(each => each.parent))].sort();
  const block = (detail: string): Block => ({
    finding: 'ZONE_MATCH_AMBIGUOUS',
    detail,
  });
  if (parents.length > 1) {
    return block(
      `its clusters name different parent zones (${parents
        .map(each => each || 'none')
        .join(', ')})`,
    );
  }
  const [parent] = parents;
  if (parent === undefined) return undefined;
  if (parent === '') return block('nothing tells its parent zone');
  if (parent === zone || !isWithin(zone, parent)) {
    return block(`it does not lie below its parent zone ${parent}`);
  }
  return heldIn === '' || heldIn === parent
    ? undefined
    : block(
        `its parent zone is to be ${parent}, but the zone that is held here is ${heldIn}`,
      );
}

/**
 * Names that two name servers would share: of two zones that differ in a dot and a
 * hyphen only, or of two clusters with one geo tag.
 *
 * @internal
 */
export function collisionBlocks(
  zones: ReadonlyMap<string, readonly DelegationMember[]>,
): Map<string, Block> {
  const users = new Map<string, { zone: string; cluster: string }[]>();
  for (const [zone, members] of zones) {
    for (const member of members.filter(isNamedMember)) {
      const name = member.nsName ?? '';
      users.set(name, [
        ...(users.get(name) ?? []),
        { zone, cluster: member.cluster },
      ]);
    }
  }
  const blocks = new Map<string, Block>();
  for (const [name, of] of users) {
    if (of.length < 2) continue;
    const named = of
      .map(({ zone, cluster }) => `${cluster} for ${zone}`)
      .sort()
      .join(', ');
    for (const { zone } of of) {
      blocks.set(zone, {
        finding: 'NAME_COLLISION',
        detail: `the name server ${name} would be that of ${named}`,
      });
    }
  }
  return blocks;
}
