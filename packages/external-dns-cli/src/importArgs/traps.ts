import { ImportedInstance } from './instance';
import { JsonObject, isObject } from './json';

/** What to know about one instance before it takes over. @internal */
export function trapsOf(config: JsonObject, provider: JsonObject): string[] {
  const notes: string[] = [];
  const has = (key: string) => {
    const value = config[key];
    return Array.isArray(value) ? value.length > 0 : !!value;
  };
  if (
    !has('domainFilter') &&
    !has('regexDomainFilter') &&
    !has('zoneIdFilter')
  ) {
    notes.push(
      'No domain filter: every zone that the credential can see is managed. Set domainFilter to the domains that are meant.',
    );
  }
  const sources: unknown[] = Array.isArray(config.sources)
    ? config.sources
    : [];
  const types: unknown[] = Array.isArray(config.managedRecordTypes)
    ? config.managedRecordTypes
    : [];
  if (!sources.includes('crd') || !types.includes('NS')) {
    notes.push(
      "No source crd with records of type NS: if k8gb delegates zones here, its delegation comes from an ExternalDNS of k8gb's own. Import that one too, and add the source k8gb when the portal is to look after delegations.",
    );
  }
  if (provider.type === 'cloudflare' && provider.proxied === true) {
    notes.push(
      "proxied: true never reaches NS, MX, TXT and k8gb's glue: the addresses of name servers have to be answered as they are.",
    );
  }
  const registry = isObject(config.registry) ? config.registry : {};
  if (registry.type === 'noop' && config.policy === 'sync') {
    notes.push(
      'registry noop with policy sync is refused, because every record of the zones that no object asks for would be deleted: use registry txt, or policy upsert-only.',
    );
  }
  if (registry.txtPrefix === undefined && registry.txtSuffix === undefined) {
    if (registry.type === 'txt') {
      notes.push(
        'No TXT prefix or suffix: ownership TXT records stand at the names themselves. It works; changing it later orphans what stands.',
      );
    }
  }
  return notes;
}

/** What to know about several instances together. @internal */
export function trapsTogether(
  instances: readonly ImportedInstance[],
): string[] {
  const notes: string[] = [];
  const owners = new Map<string, string[]>();
  for (const { name, config } of instances) {
    const registry = isObject(config.registry) ? config.registry : {};
    if (registry.type !== 'txt') continue;
    const owner = String(registry.txtOwnerId);
    owners.set(owner, [...(owners.get(owner) ?? []), name]);
  }
  for (const [owner, names] of owners) {
    if (names.length < 2) continue;
    notes.push(
      `${names.join(
        ', ',
      )} share the owner id "${owner}": each deleted what only the others asked for, or took it over. Here they are one plan, so a name goes when no cluster asks for it any more; a name that several ask for goes to the first claim (sharedNames).`,
    );
  }
  const [first] = instances;
  if (instances.length === 1 && owners.size === 1) {
    notes.push(
      `If other clusters run ExternalDNS with the owner id "${
        [...owners.keys()][0]
      }", import them in the same call: what ${
        first.name
      } does not ask for would count as no longer wanted.`,
    );
  }
  const unbound = instances.filter(each => !each.clusters);
  if (instances.length > 1 && unbound.length > 0) {
    notes.push(
      `An instance without \`clusters\` reads all clusters: say which ones belong to ${unbound
        .map(each => each.name)
        .join(', ')}, or call this again with NAME=FILE for each cluster.`,
    );
  }
  return notes;
}
