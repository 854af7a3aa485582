import { randomBytes } from 'node:crypto';
import { Change, ChangeUnit } from '@openova/dns-engine';
import { SyncContext } from './context';

const nonceBytes = 12;

/**
 * The changes of a unit as they are sent: the plan holds ownership in plain text,
 * so that equal plans have equal digests; an instance that wants its TXT encrypted
 * gets that here, with a fresh nonce each time.
 *
 * @internal
 */
export function sealChanges(
  unit: ChangeUnit,
  { instances, cipher }: Pick<SyncContext, 'instances' | 'cipher'>,
): Change[] {
  const sealing = instances.filter(each => each.registry.txtEncryptEnabled);
  if (!cipher || sealing.length === 0) return unit.changes;
  const seal = (target: string): string => {
    const plain = target.replace(/^"|"$/g, '');
    const key = sealing.find(({ registry }) =>
      `${plain},`.includes(`/owner=${registry.txtOwnerId},`),
    )?.registry.txtEncryptAesKey;
    return key && plain.startsWith('heritage=')
      ? `"${cipher(key).encrypt(plain, randomBytes(nonceBytes))}"`
      : target;
  };
  return unit.changes.map(change =>
    change.role === 'ownership' && change.action !== 'delete'
      ? {
          ...change,
          new: { ...change.new, targets: change.new.targets.map(seal) },
        }
      : change,
  );
}
