import { Claim, nameKey } from '../merge/claims';
import type { Settled } from '../merge/settleRow';
import type { OwnershipTxt } from '../registry/ownershipTxt';
import { ownerLabel, resourceLabel } from '../registry/txtValue';
import type { RowContext } from './planRow';
import { resourceOf, Row } from './rows';

/**
 * A cluster that cannot be read and may have a name at which no record stands: it
 * holds the claim; or a TXT of ours that was written first, or left behind, names an
 * object that nobody who is read has. Such a name is not free. Undefined where it is.
 *
 * @internal
 */
export function unreadClaimant(
  row: Row,
  settled: Settled,
  remembered: Claim | undefined,
  context: RowContext,
): string | undefined {
  const { authority, registry } = context;
  const { unreadClusters } = authority;
  if (unreadClusters.size === 0 || settled.isShared) return undefined;
  if (
    remembered !== undefined &&
    remembered.cluster !== settled.winner?.cluster &&
    unreadClusters.has(remembered.cluster)
  ) {
    return remembered.cluster;
  }
  for (const entry of registry.leftoversFor(row.name, row.setIdentifier)) {
    if (!registry.isOurs(entry) || isAskedFor(entry, row, context)) continue;
    const unread = authority.unreadFor(entry);
    if (unread !== undefined) return unread;
  }
  return undefined;
}

/** Whether the object that a TXT names asks for one of the names it may speak for. */
function isAskedFor(
  { labels, names }: OwnershipTxt,
  { setIdentifier }: Row,
  { candidatesOf }: RowContext,
): boolean {
  return [...names].some(name =>
    candidatesOf(nameKey(name, setIdentifier)).some(
      ({ options, wish }) =>
        options.registry.txtOwnerId === labels[ownerLabel] &&
        wish.contributors.some(
          origin => resourceOf(origin) === labels[resourceLabel],
        ),
    ),
  );
}
