import { Options } from '../options/types';
import { ownerLabel } from '../registry/txtValue';
import { Change, ChangeUnit } from './change';
import type { RowContext } from './planRow';
import type { Row } from './rows';
import type { Step } from './step';

/** The changes of a row with who asked for them and on whose behalf. @internal */
export function unitOf(
  row: Row,
  changes: Change[],
  steps: readonly Step[],
  context: RowContext,
): ChangeUnit {
  const satisfied = steps.flatMap(step =>
    step.action === 'delete' ? [] : step.wanted.satisfied,
  );
  const owners = steps.flatMap(step =>
    step.action === 'delete'
      ? context.authority.rulesOfOwner(step.current.labels[ownerLabel] ?? '')
      : [],
  );
  const involved = new Set<Options>([
    ...satisfied.map(each => each.options),
    ...owners.map(each => each.options),
  ]);
  const unit: ChangeUnit = {
    dnsName: row.name,
    changes,
    origins: satisfied.flatMap(each => each.wish.contributors),
    instances: [...involved].map(each => each.name).sort(),
    mode: [...involved].every(each => each.mode === 'sync')
      ? 'sync'
      : 'observe',
  };
  if (row.setIdentifier) unit.setIdentifier = row.setIdentifier;
  return unit;
}
