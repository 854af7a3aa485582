import { Claim } from '../merge/claims';
import { Settled } from '../merge/settleRow';
import { ReasonId } from '../reasons';
import { resourceLabel } from '../registry/txtValue';
import { Verdict } from '../verdict';
import { resourceOf, Row } from './rows';

/*
 * A wish that cannot be published holds its row: while the object exists and names
 * the host, what stands is neither changed nor deleted because of it.
 *
 * Three strengths. The object that holds the row, by its claim or by the TXT,
 * freezes it (or only the type that is broken). One whose targets may be among
 * those that stand keeps them: the row may grow, but not shrink. One that has lost
 * the row to somebody else in another cluster changes nothing, so that nobody can
 * freeze a name by claiming it with a broken object.
 */

/** @internal */
export interface Hold {
  /** Whether records of this type may not be changed at all. */
  freezes(recordType: string): boolean;
  /** Whether records of this type may gain targets, but not lose any. */
  keepsTargets(recordType: string): boolean;
  /** Objects whose targets may stand here; empty where the holder itself is broken. */
  contributors: readonly string[];
  /** What other wishes for the row are told. */
  refusal: { reason: ReasonId; params: Record<string, string> };
}

/** What holds a row; undefined where nothing does. @internal */
export function heldBy(
  row: Row,
  settled: Settled,
  remembered: Claim | undefined,
): Hold | undefined {
  if (row.broken.length === 0) return undefined;
  const holders = row.broken.filter(each =>
    isHolder(each, row, settled, remembered),
  );
  if (holders.length > 0) {
    const isWhole = holders.some(
      each => each.recordType === '' || isTakenElsewhere(each, settled),
    );
    return {
      freezes: type =>
        isWhole || holders.some(each => each.recordType === type),
      keepsTargets: () => false,
      contributors: [],
      refusal: refusalOf(holders[0]),
    };
  }
  const contributors = row.broken.filter(each =>
    mayContribute(each, settled, remembered),
  );
  if (contributors.length === 0) return undefined;
  return {
    freezes: () => false,
    keepsTargets: type =>
      contributors.some(
        each => each.recordType === '' || each.recordType === type,
      ),
    contributors: contributors.map(({ origin }) => resourceOf(origin)),
    refusal: refusalOf(contributors[0]),
  };
}

function isHolder(
  { origin }: Verdict,
  row: Row,
  settled: Settled,
  remembered: Claim | undefined,
): boolean {
  if (!settled.winner) return true;
  // A shared name has no single holder: it only must not shrink.
  if (settled.isShared) return false;
  const resource = resourceOf(origin);
  if (remembered) {
    // A claim that names no object is the whole cluster's.
    return (
      remembered.cluster === origin.cluster &&
      (remembered.origin.name === '' ||
        resourceOf(remembered.origin) === resource)
    );
  }
  return row.current.some(each => each.labels[resourceLabel] === resource);
}

/** Another cluster does not get a part of the name while its holder is broken. */
function isTakenElsewhere({ origin }: Verdict, { winner }: Settled): boolean {
  if (!winner || winner.cluster === origin.cluster) return false;
  const resource = resourceOf(origin);
  return !winner.candidates.some(({ wish }) =>
    wish.contributors.some(each => resourceOf(each) === resource),
  );
}

function mayContribute(
  { origin }: Verdict,
  settled: Settled,
  remembered: Claim | undefined,
): boolean {
  if (settled.isShared) return true;
  if (settled.winner?.cluster !== origin.cluster) return false;
  return (
    !remembered ||
    remembered.contributors.length === 0 ||
    remembered.contributors.includes(resourceOf(origin))
  );
}

function refusalOf({ origin }: Verdict): Hold['refusal'] {
  return {
    reason: 'held',
    params: {
      heldKind: origin.kind,
      heldNamespace: origin.namespace,
      heldName: origin.name,
      heldCluster: origin.cluster,
    },
  };
}
