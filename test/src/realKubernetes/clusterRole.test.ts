import { Kind, kinds, parseOptions, sources } from '@openova/dns-engine';
import { documented } from './__testUtils__/documentedRole';

interface Rule {
  apiGroups: string[];
  resources: string[];
  verbs: string[];
}

/** `GROUP/RESOURCE` of each right, sorted. */
function rightsOf(rules: readonly Rule[]): string[] {
  return rules
    .flatMap(({ apiGroups, resources }) =>
      apiGroups.flatMap(group =>
        resources.map(resource => `${group}/${resource}`),
      ),
    )
    .sort();
}

function rightsFor(read: readonly { group: string; plural: string }[]) {
  return read.map(({ group, plural }) => `${group}/${plural}`).sort();
}

const [options] = parseOptions({
  policy: 'sync',
  sources: ['k8gb'],
  registry: { txtOwnerId: 'openova' },
}).options;
const inOneNamespace = sources.flatMap(
  source => source.mayRead?.(options) ?? [],
);

describe('The documented ClusterRole', () => {
  const rules = documented('ClusterRole').rules as Rule[];

  it('gives what the sources read in all namespaces, and nothing else', () => {
    const elsewhere = inOneNamespace.map(({ kind }) => kind);
    const read = Object.values<Kind>(kinds).filter(
      kind => !elsewhere.includes(kind),
    );
    expect(rightsOf(rules)).toEqual(rightsFor(read));
  });

  it('lets nothing be written', () => {
    for (const { verbs } of rules) {
      expect(verbs).toEqual(['get', 'list', 'watch']);
    }
  });

  it('is bound to the documented account', () => {
    const { name, namespace } = documented('ServiceAccount').metadata;
    expect(documented('ClusterRoleBinding')).toMatchObject({
      roleRef: { name: documented('ClusterRole').metadata.name },
      subjects: [{ kind: 'ServiceAccount', name, namespace }],
    });
  });
});

describe("The documented Role for k8gb's namespace", () => {
  const { metadata, rules } = documented('Role');

  it('gives what is read there only, and nothing else', () => {
    for (const { namespace } of inOneNamespace) {
      expect(metadata.namespace).toBe(namespace);
    }
    const read = inOneNamespace.map(({ kind }) => kind);
    expect(rightsOf(rules as Rule[])).toEqual(rightsFor(read));
    for (const { verbs } of rules as Rule[]) {
      expect(verbs).toEqual(['get', 'list', 'watch']);
    }
  });

  it('is bound to the same account', () => {
    const { name, namespace } = documented('ServiceAccount').metadata;
    expect(documented('RoleBinding')).toMatchObject({
      metadata: { namespace: metadata.namespace },
      roleRef: { kind: 'Role', name: metadata.name },
      subjects: [{ kind: 'ServiceAccount', name, namespace }],
    });
  });
});
