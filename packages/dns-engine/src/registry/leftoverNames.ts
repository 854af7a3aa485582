import { isWithin } from '../name';
import { NameMapper } from './nameMapper';

/** A type in front of a name, under whatever prefix. */
const typedPart = /(?<![^._-])(?:a|aaaa|cname|ns|mx|srv|txt|ptr|caa)-(?=[^.])/g;

/**
 * Every name that a TXT may speak for: under our prefixes, typed under any.
 *
 * @internal
 */
export function namesOwnedBy(
  txtName: string,
  zone: string,
  mappers: readonly NameMapper[],
): Set<string> {
  const names = new Set<string>();
  for (const mapper of mappers) {
    const read = mapper.read(txtName);
    if (!read || !isWithin(read.dnsName, zone)) continue;
    names.add(read.dnsName);
    const wildcard = mapper.wildcardOf(read.dnsName);
    if (wildcard) names.add(wildcard);
    if (read.recordType !== '' && mapper.hasOldForm) {
      const asOldForm = `${read.recordType.toLowerCase()}-${read.dnsName}`;
      if (mapper.oldName(asOldForm) === txtName) names.add(asOldForm);
    }
  }
  for (const found of txtName.matchAll(typedPart)) {
    const name = txtName.slice(found.index + found[0].length);
    if (isWithin(name, zone) && name !== zone) names.add(name);
  }
  return names;
}
