import { Check } from './found';

/** Who owns the NS set, where it is not we. @internal */
export const brokenOwnership: Check = function* brokenOwnership(
  { state },
  { standing },
) {
  const { zone, members, mode, standing: stands } = state;
  if (!stands || stands.ownership === 'ours') return;
  const owner = standing?.k8gbOwnerOf(zone)?.owner ?? stands.owner;
  if (owner !== null && owner !== undefined && isOrphaned(owner)) {
    yield { id: 'OWNER_ORPHANED', subject: zone, params: { owner } };
    return;
  }
  // k8gb's own hand is what one expects while one only looks on.
  if (mode === 'own') {
    yield {
      id: 'OWNER_FOREIGN',
      subject: zone,
      params: { owner: owner ? `the owner ${owner}` : 'it has no owner' },
    };
  }

  /** k8gb's owner ids end with the geo tag of the cluster that wrote first. */
  function isOrphaned(id: string): boolean {
    const isOfK8gb =
      standing?.k8gbOwnerOf(zone) !== undefined || id.startsWith('k8gb-');
    const tags = members.flatMap(each =>
      each.geoTag === null || each.state === 'leaving' ? [] : [each.geoTag],
    );
    if (!isOfK8gb || tags.length === 0) return false;
    return !tags.some(tag => id === tag || id.endsWith(`-${tag}`));
  }
};
