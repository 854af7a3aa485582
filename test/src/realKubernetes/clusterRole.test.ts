import { kinds } from '@openova/dns-engine';
import { documented } from './__testUtils__/documentedRole';

interface Rule {
  apiGroups: string[];
  resources: string[];
  verbs: string[];
}

describe('The documented ClusterRole', () => {
  const rules = documented('ClusterRole').rules as Rule[];

  it('gives what the sources read, and nothing else', () => {
    const given = rules.flatMap(({ apiGroups, resources }) =>
      apiGroups.flatMap(group =>
        resources.map(resource => `${group}/${resource}`),
      ),
    );
    const read = Object.values(kinds).map(
      ({ group, plural }) => `${group}/${plural}`,
    );
    expect(given.sort()).toEqual(read.sort());
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
