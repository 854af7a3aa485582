import { apiVersionOf } from './kubernetesObject';
import { ResourceDefinition, compareVersions } from './resourceDefinitions';

/** What `/version` says: the demo clusters follow the API conventions of this release. */
export const versionInfo = {
  major: '1',
  minor: '34',
  gitVersion: 'v1.34.1',
  gitTreeState: 'clean',
  platform: 'linux/amd64',
};

/** `GET /api`. */
export function coreVersions(address: string) {
  return {
    kind: 'APIVersions',
    versions: ['v1'],
    serverAddressByClientCIDRs: [
      { clientCIDR: '0.0.0.0/0', serverAddress: address },
    ],
  };
}

/** `GET /apis`: every group of which at least one version is served. */
export function groupList(definitions: ResourceDefinition[]) {
  const names = new Set(definitions.map(definition => definition.group));
  names.delete('');
  return {
    kind: 'APIGroupList',
    apiVersion: 'v1',
    groups: [...names].sort().flatMap(name => {
      const found = group(definitions, name);
      return found ? [withoutType(found)] : [];
    }),
  };
}

/** `GET /apis/GROUP`, or undefined when no version of the group is served. */
export function group(definitions: ResourceDefinition[], name: string) {
  const versions = [
    ...new Set(
      definitions
        .filter(definition => definition.group === name)
        .flatMap(definition => definition.versions),
    ),
  ]
    .sort(compareVersions)
    .map(version => ({ groupVersion: apiVersionOf(name, version), version }));
  if (versions.length === 0) return undefined;
  return {
    kind: 'APIGroup',
    apiVersion: 'v1',
    name,
    versions,
    preferredVersion: versions[0],
  };
}

function withoutType<T extends { kind: string; apiVersion: string }>(value: T) {
  const { kind: _kind, apiVersion: _apiVersion, ...rest } = value;
  return rest;
}

/** `GET /api/v1` and `GET /apis/GROUP/VERSION`, or undefined when nothing is served in that version. */
export function resourceList(
  definitions: ResourceDefinition[],
  groupName: string,
  version: string,
) {
  const resources = definitions
    .filter(
      definition =>
        definition.group === groupName && definition.versions.includes(version),
    )
    .sort((left, right) => (left.plural < right.plural ? -1 : 1))
    .map(definition => ({
      name: definition.plural,
      singularName: definition.singular,
      namespaced: definition.namespaced,
      kind: definition.kind,
      verbs: verbsOf(definition),
      ...(definition.shortNames.length > 0 && {
        shortNames: definition.shortNames,
      }),
    }));
  if (resources.length === 0) return undefined;
  return {
    kind: 'APIResourceList',
    // The core group is older than this field.
    ...(groupName !== '' && { apiVersion: 'v1' }),
    groupVersion: apiVersionOf(groupName, version),
    resources,
  };
}

/** What a real API server can do, although this one only reads. */
function verbsOf({ terminating = false }: ResourceDefinition): string[] {
  return [
    'delete',
    'deletecollection',
    'get',
    'list',
    // Nothing new comes into a kind that is being removed.
    ...(terminating ? [] : ['patch', 'create', 'update']),
    'watch',
  ];
}
