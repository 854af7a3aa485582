import {
  ClusterAccessError,
  ServedKind,
  WatchEvent,
} from '@openova/backstage-plugin-external-dns-node';
import { Asked, failureOfStatus, wordsOf } from './accessFailure';
import {
  apiVersionOf,
  isRecord,
  readObject,
  resourceName,
} from './kubernetesAnswers';

const eventTypes: ReadonlyMap<unknown, 'added' | 'modified' | 'deleted'> =
  new Map([
    ['ADDED', 'added'],
    ['MODIFIED', 'modified'],
    ['DELETED', 'deleted'],
  ]);

/**
 * A line of a watch.
 *
 * @throws ClusterAccessError - `gone` for too old a version, `invalid` for what is no
 * event of this kind.
 */
export function readEvent(
  line: unknown,
  kind: ServedKind,
  asked: Asked,
): WatchEvent {
  const what = wordsOf(asked);
  if (!isRecord(line) || !isRecord(line.object)) {
    throw new ClusterAccessError('invalid', `${what} sent no watch event`);
  }
  const { type, object } = line;
  if (type === 'ERROR') {
    const { code, message } = object;
    throw failureOfStatus(
      typeof code === 'number' ? code : 500,
      typeof message === 'string' ? message : '',
      asked,
    );
  }
  const { metadata } = object;
  const resourceVersion = isRecord(metadata) && metadata.resourceVersion;
  const apiVersion = apiVersionOf(kind);
  if (typeof resourceVersion !== 'string' || object.apiVersion !== apiVersion) {
    throw new ClusterAccessError(
      'invalid',
      `${what} sent an event that is not about ${resourceName(kind)}`,
    );
  }
  if (type === 'BOOKMARK') return { type: 'bookmark', resourceVersion };
  const known = eventTypes.get(type);
  if (!known) {
    throw new ClusterAccessError(
      'invalid',
      `${what} sent an event of an unknown type`,
    );
  }
  return {
    type: known,
    object: readObject(object, apiVersion, undefined, what),
    resourceVersion,
  };
}
