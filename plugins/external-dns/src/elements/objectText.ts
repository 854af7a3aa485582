import { ObjectRef } from '@openova/backstage-plugin-external-dns-common';

/** `HTTPRoute shop/web`, as people name an object; cluster-wide ones have no namespace. */
export function objectText(object: ObjectRef): string {
  const { kind, namespace, name } = object;
  return namespace ? `${kind} ${namespace}/${name}` : `${kind} ${name}`;
}

/** The command that shows the object; the context is taken to be called like the cluster. */
export function kubectlCommand(object: ObjectRef): string {
  const namespace = object.namespace ? ` --namespace ${object.namespace}` : '';
  return `kubectl --context ${
    object.cluster
  }${namespace} get ${object.kind.toLocaleLowerCase('en-US')} ${
    object.name
  } --output yaml`;
}
