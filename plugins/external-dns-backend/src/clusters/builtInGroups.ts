/*
 * Groups that an API server brings along. A kind of any other group comes from a
 * CustomResourceDefinition, and can go with it.
 */

const builtIn: ReadonlySet<string> = new Set(
  [
    'admissionregistration',
    'apiextensions',
    'apiregistration',
    'authentication',
    'authorization',
    'certificates',
    'coordination',
    'discovery',
    'events',
    'flowcontrol.apiserver',
    'internal.apiserver',
    'networking',
    'node',
    'rbac.authorization',
    'resource',
    'scheduling',
    'storage',
    'storagemigration',
  ].map(name => `${name}.k8s.io`),
);

/** Whether the kinds of a group are there whatever is installed. @internal */
export function isBuiltInGroup(group: string): boolean {
  // The oldest groups (core, apps, batch, ...) have no domain; a CRD must have one.
  return !group.includes('.') || builtIn.has(group);
}
