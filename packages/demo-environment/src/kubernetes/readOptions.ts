import { KubernetesObject } from './kubernetesObject';
import { ResourceTarget } from './requestTarget';
import { resourceName } from './resourceDefinitions';
import { Selector, parseFieldSelector, parseLabelSelector } from './selectors';
import {
  badRequest,
  forbiddenListOption,
  unreadableWatchVersion,
  unsupportedListOption,
} from './statusErrors';

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
    const message = `resourceVersion: Invalid value: "${resourceVersion}": strconv.ParseUint: parsing "${resourceVersion}": invalid syntax`;
    throw watch
      ? unreadableWatchVersion(message)
      : badRequest(`invalid resource version: ${message}`);
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
  const fields = parseFieldSelector(fieldSelector, resourceName(target));
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
    throw forbiddenListOption(
      'resourceVersionMatch',
      'sendInitialEvents requires setting resourceVersionMatch to NotOlderThan',
    );
  }
  if (sendInitialEvents === undefined && resourceVersionMatch !== undefined) {
    throw forbiddenListOption(
      'resourceVersionMatch',
      'resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided',
    );
  }
}

function checkList(options: ReadOptions): void {
  const { resourceVersion, resourceVersionMatch } = options;
  if (options.sendInitialEvents !== undefined) {
    throw forbiddenListOption(
      'sendInitialEvents',
      'sendInitialEvents is forbidden for list',
    );
  }
  if (resourceVersionMatch === undefined) return;
  if (options.continue) {
    throw forbiddenListOption(
      'resourceVersionMatch',
      'resourceVersionMatch is forbidden when continue is provided',
    );
  }
  if (resourceVersion === '') {
    throw forbiddenListOption(
      'resourceVersionMatch',
      'resourceVersionMatch is forbidden unless resourceVersion is provided',
    );
  }
  if (resourceVersionMatch === 'Exact' && resourceVersion === '0') {
    throw forbiddenListOption(
      'resourceVersionMatch',
      'resourceVersionMatch "exact" is forbidden for resourceVersion "0"',
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
  throw unsupportedListOption('resourceVersionMatch', value, [
    'Exact',
    'NotOlderThan',
    '',
  ]);
}

/** What is below zero is as good as nothing. */
function readCount(query: URLSearchParams, name: string): number | undefined {
  const value = query.get(name);
  if (value === null || value === '') return undefined;
  if (!/^[-+]?\d+$/.test(value)) {
    throw badRequest(`strconv.ParseInt: parsing "${value}": invalid syntax`);
  }
  const count = Number(value);
  if (!Number.isSafeInteger(count)) {
    throw badRequest(
      `strconv.ParseInt: parsing "${value}": value out of range`,
    );
  }
  return Math.max(0, count);
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
