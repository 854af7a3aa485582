import { Options } from '../options/types';

/** Says whether an instance manages records of a type, as written in the options. @internal */
export function managedTypes(
  options: Pick<Options, 'managedRecordTypes' | 'excludeRecordTypes'>,
): (recordType: string) => boolean {
  const managed = new Set(options.managedRecordTypes);
  for (const type of options.excludeRecordTypes) managed.delete(type);
  return recordType => managed.has(recordType);
}
