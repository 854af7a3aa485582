import { KubernetesObject } from './kubernetesObject';
import { ResourceTarget } from './requestTarget';
import { Selector, parseFieldSelector, parseLabelSelector } from './selectors';
import { badRequest, invalidListOptions } from './statusErrors';

/** The parameters of a list or watch, read and checked. */
export interface ReadOptions {
  watch: boolean;
  /** Whether namespace, label and field selector mean an object. */
  matches: Selector;
  /** A selector was given, so that a list cannot know how many objects remain. */
  selective: boolean;
  /** 0: no limit. */
  limit: number;
  continue?: string;
  /** As given: empty for "the newest", `0` for "any". */
  resourceVersion: string;
  resourceVersionMatch?: 'Exact' | 'NotOlderThan';
  allowWatchBookmarks: boolean;
  sendInitialEvents?: boolean;
  timeoutSeconds?: number;
}

/** Reads the query of a list or watch; throws 400 and 422 as a real API server does. */
export function readOptions(
  target: ResourceTarget,
  query: URLSearchParams,
): ReadOptions {
  const watch = readBoolean(query, 'watch') ?? false;
  const resourceVersion = query.get('resourceVersion') ?? '';
  if (!/^\d*$/.test(resourceVersion)) {
    throw badRequest(
      `resourceVersion: Invalid value: "${resourceVersion}": must be a number`,
    );
  }
  const options: ReadOptions = {
    watch,
    ...readSelectors(target, query),
    limit: readCount(query, 'limit') ?? 0,
    continue: query.get('continue') || undefined,
    resourceVersion,
    resourceVersionMatch: readMatch(query),
    allowWatchBookmarks: readBoolean(query, 'allowWatchBookmarks') ?? false,
    sendInitialEvents: readBoolean(query, 'sendInitialEvents'),
    timeoutSeconds: readCount(query, 'timeoutSeconds'),
  };
  if (watch) checkWatch(options);
  else checkList(options);
  return options;
}

function readSelectors(target: ResourceTarget, query: URLSearchParams) {
  const labelSelector = query.get('labelSelector') ?? '';
  const fieldSelector = query.get('fieldSelector') ?? '';
  const labels = parseLabelSelector(labelSelector);
  const fields = parseFieldSelector(fieldSelector);
  return {
    selective: labelSelector !== '' || fieldSelector !== '',
    matches: (object: KubernetesObject) =>
      (target.namespace === undefined ||
        object.metadata.namespace === target.namespace) &&
      (target.name === undefined || object.metadata.name === target.name) &&
      labels(object) &&
      fields(object),
  };
}

function checkWatch(options: ReadOptions): void {
  const { sendInitialEvents, resourceVersionMatch } = options;
  if (
    sendInitialEvents !== undefined &&
    resourceVersionMatch !== 'NotOlderThan'
  ) {
    throw invalidListOptions(
      'resourceVersionMatch: Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan',
    );
  }
  if (sendInitialEvents === undefined && resourceVersionMatch !== undefined) {
    throw invalidListOptions(
      'resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided',
    );
  }
}

function checkList(options: ReadOptions): void {
  const { resourceVersion, resourceVersionMatch } = options;
  if (options.sendInitialEvents !== undefined) {
    throw invalidListOptions(
      'sendInitialEvents: Forbidden: sendInitialEvents is forbidden for list',
    );
  }
  if (options.continue && resourceVersion !== '' && resourceVersion !== '0') {
    throw badRequest(
      'specifying resource version is not allowed when using continue',
    );
  }
  if (resourceVersionMatch === undefined) return;
  if (options.continue) {
    throw invalidListOptions(
      'resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden when continue is provided',
    );
  }
  if (resourceVersion === '') {
    throw invalidListOptions(
      'resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided',
    );
  }
  if (resourceVersionMatch === 'Exact' && resourceVersion === '0') {
    throw invalidListOptions(
      'resourceVersionMatch: Forbidden: resourceVersionMatch "exact" is forbidden for resourceVersion "0"',
    );
  }
}

function readMatch(
  query: URLSearchParams,
): ReadOptions['resourceVersionMatch'] {
  const value = query.get('resourceVersionMatch') || undefined;
  if (value === undefined || value === 'Exact' || value === 'NotOlderThan') {
    return value;
  }
  throw invalidListOptions(
    `resourceVersionMatch: Unsupported value: "${value}": supported values: "Exact", "NotOlderThan"`,
  );
}

function readCount(query: URLSearchParams, name: string): number | undefined {
  const value = query.get(name);
  if (value === null || value === '') return undefined;
  if (!/^\d{1,15}$/.test(value)) {
    throw badRequest(`${name}: Invalid value: "${value}": must be a number`);
  }
  return Number(value);
}

/** A real API server takes `1` and `true`, and an empty value for true. */
function readBoolean(
  query: URLSearchParams,
  name: string,
): boolean | undefined {
  const value = query.get(name);
  if (value === null) return undefined;
  return value !== '0' && value.toLowerCase() !== 'false';
}
