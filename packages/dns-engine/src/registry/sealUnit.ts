import { Change, ChangeUnit } from '../plan/change';
import { Options } from '../options/types';
import { TxtCipherFactory } from './cipher';
import { ownerLabel, parseLabels } from './txtValue';

/**
 * The unit as it is written where an instance encrypts its ownership TXT: plans
 * and digests hold plain labels, because each write needs a nonce of its own.
 * Units of other instances come back as they are.
 *
 * @param nextNonce - 12 fresh random bytes for each call
 * @public
 */
export function sealUnit(
  unit: ChangeUnit,
  instances: readonly Options[],
  cipherOf: TxtCipherFactory,
  nextNonce: () => Uint8Array,
): ChangeUnit {
  const changes = unit.changes.map((change): Change => {
    if (change.role !== 'ownership' || change.action === 'delete') {
      return change;
    }
    const targets = change.new.targets.map(target => {
      const key = keyFor(target, instances);
      if (!key) return target;
      const plain = target.replace(/^"+|"+$/g, '');
      return `"${cipherOf(key).encrypt(plain, nextNonce())}"`;
    });
    return { ...change, new: { ...change.new, targets } };
  });
  return { ...unit, changes };
}

/** The key of the instance that owns what a TXT says, if it encrypts. */
function keyFor(
  target: string,
  instances: readonly Options[],
): Uint8Array | undefined {
  const owner = parseLabels(target)?.[ownerLabel];
  return instances.find(
    ({ registry }) =>
      registry.txtEncryptEnabled && registry.txtOwnerId === owner,
  )?.registry.txtEncryptAesKey;
}
