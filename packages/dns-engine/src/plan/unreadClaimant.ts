import { Claim } from '../merge/claims';
import type { Settled } from '../merge/settleRow';
import { ownerLabel, resourceLabel } from '../registry/txtValue';
import type { RowContext } from './planRow';
import { resourceOf, Row } from './rows';

/**
 * A cluster that cannot be read and may have a name at which no record stands: it
 * holds the claim, or a TXT of ours that was written first, or left behind, names an
 * object that asks for it nowhere else. Such a name is not free. Undefined where it is.
 *
 * @internal
 */
export function unreadClaimant(
  row: Row,
  settled: Settled,
  remembered: Claim | undefined,
  { authority, registry }: RowContext,
): string | undefined {
  const { unreadClusters } = authority;
  if (unreadClusters.size === 0 || settled.isShared) return undefined;
  if (
    remembered !== undefined &&
    remembered.cluster !== settled.winner?.cluster &&
    unreadClusters.has(remembered.cluster)
  ) {
    return remembered.cluster;
  }
  const asking = new Set(
    row.candidates.flatMap(({ wish, options }) =>
      wish.contributors.map(
        origin => `${options.registry.txtOwnerId} ${resourceOf(origin)}`,
      ),
    ),
  );
  for (const entry of registry.leftoversFor(row.name, row.setIdentifier)) {
    if (!registry.isOurs(entry)) continue;
    const { [ownerLabel]: owner, [resourceLabel]: resource } = entry.labels;
    const unread = asking.has(`${owner} ${resource}`)
      ? undefined
      : authority.unreadFor(entry);
    if (unread !== undefined) return unread;
  }
  return undefined;
}
