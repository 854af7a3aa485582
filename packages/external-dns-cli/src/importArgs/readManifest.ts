import { ArgumentList, EnvironmentVariable, Sidecar } from './argumentList';
import { asText, isObject, listAt, objectAt, textAt } from './json';
import { versionOfImage } from './version';

/** Whether this is a Kubernetes object. @internal */
export function isManifest(value: unknown): boolean {
  return textAt(value, 'apiVersion') !== undefined && kindOf(value) !== '';
}

const kindOf = (value: unknown) => textAt(value, 'kind') ?? '';

/** The ExternalDNS containers of an object or a List of objects. @internal */
export function readManifest(value: unknown): ArgumentList[] {
  if (kindOf(value).endsWith('List')) {
    return listAt(value, 'items').flatMap(readManifest);
  }
  const pod = podSpec(value);
  if (!pod) return [];
  const containers = listAt(pod, 'containers').filter(isObject);
  return containers.flatMap((container): ArgumentList[] => {
    const args = [...texts(container, 'command'), ...texts(container, 'args')];
    if (!isExternalDns(container, args)) return [];
    const namespace = textAt(objectAt(value, 'metadata'), 'namespace');
    const name = textAt(objectAt(value, 'metadata'), 'name') ?? 'external-dns';
    const notes: string[] = [];
    const version = versionOfImage(textAt(container, 'image') ?? '');
    return [
      {
        name,
        ...(namespace ? { namespace } : {}),
        origin: `${kindOf(value)} ${namespace ? `${namespace}/` : ''}${name}`,
        args: args.filter((word, at) => at > 0 || word.startsWith('-')),
        environment: readEnvironment(container, notes),
        ...(version ? { version } : {}),
        sidecars: containers
          .filter(each => each !== container)
          .map(
            (each): Sidecar => ({
              image: textAt(each, 'image') ?? '',
              environment: readEnvironment(each, notes),
            }),
          ),
        notes,
      },
    ];
  });
}

function podSpec(value: unknown): unknown {
  const spec = objectAt(value, 'spec');
  switch (kindOf(value)) {
    case 'Pod':
      return spec;
    case 'CronJob':
      return objectAt(
        objectAt(objectAt(objectAt(spec, 'jobTemplate'), 'spec'), 'template'),
        'spec',
      );
    case 'Deployment':
    case 'StatefulSet':
    case 'DaemonSet':
    case 'ReplicaSet':
    case 'Job':
      return objectAt(objectAt(spec, 'template'), 'spec');
    default:
      return undefined;
  }
}

/** Webhook providers have "external-dns" in their names as well, but no such flags. */
function isExternalDns(container: unknown, args: readonly string[]): boolean {
  if (args.some(each => /^--(source|provider)\b/.test(each))) return true;
  const image = textAt(container, 'image') ?? '';
  const named = /(^|\/)external-?dns(:|@|$)/.test(image);
  return named && !image.includes('webhook');
}

function texts(container: unknown, key: string): string[] {
  return listAt(container, key)
    .map(asText)
    .filter((each): each is string => each !== undefined);
}

/** The `env` of a container or of Helm values. @internal */
export function readEnvironment(
  container: unknown,
  notes: string[],
  key = 'env',
): EnvironmentVariable[] {
  for (const source of listAt(container, 'envFrom')) {
    for (const [ref, kind] of [
      ['secretRef', 'Secret'],
      ['configMapRef', 'ConfigMap'],
    ]) {
      const name = textAt(objectAt(source, ref), 'name');
      if (name) {
        notes.push(
          `All of ${kind} ${name} came in as variables (envFrom): they are not visible here, so give the portal what it needs of them.`,
        );
      }
    }
  }
  return listAt(container, key).flatMap((each): EnvironmentVariable[] => {
    const name = textAt(each, 'name');
    if (name === undefined) return [];
    const value = textAt(each, 'value');
    if (value !== undefined) return [{ name, value }];
    const from = describeSource(objectAt(each, 'valueFrom'));
    return [{ name, ...(from ? { from } : {}) }];
  });
}

function describeSource(valueFrom: unknown): string | undefined {
  for (const [ref, kind] of [
    ['secretKeyRef', 'Secret'],
    ['configMapKeyRef', 'ConfigMap'],
  ]) {
    const source = objectAt(valueFrom, ref);
    const name = textAt(source, 'name');
    if (name) return `${kind} ${name}, key ${textAt(source, 'key') ?? '?'}`;
  }
  const field = textAt(objectAt(valueFrom, 'fieldRef'), 'fieldPath');
  return field ? `the field ${field} of the pod` : undefined;
}
