import {
  ClusterView,
  SourceFreshness,
} from '@openova/backstage-plugin-external-dns-common';
import { Kind, SourceWishes } from '@openova/dns-engine';
import { Clusters, KnownCluster } from './clusters';
import { notListedSentence } from './freshness';
import { ClusterKindRow, ClusterRow } from './storeClusters';

/** What is shown of one source in one cluster, over all instances. @internal */
export interface SourceState {
  source: string;
  state: SourceWishes['state'];
  sentence?: string;
  kinds: readonly Kind[];
}

const order: readonly SourceWishes['state'][] = ['fresh', 'stale', 'unread'];

/**
 * One row for each source, where several instances use it: the worst state, and every
 * kind that any of them reads.
 *
 * @internal
 */
export function worstOfEach(states: readonly SourceState[]): SourceState[] {
  const bySource = new Map<string, SourceState>();
  for (const state of states) {
    const before = bySource.get(state.source);
    if (!before) {
      bySource.set(state.source, state);
      continue;
    }
    const worse =
      order.indexOf(state.state) > order.indexOf(before.state) ? state : before;
    bySource.set(state.source, {
      ...worse,
      kinds: [...new Set([...before.kinds, ...state.kinds])],
    });
  }
  return [...bySource.values()];
}

/**
 * A cluster as the API shows it. `before` is what was shown last: a state that did not
 * change keeps its `since`.
 *
 * @internal
 */
export function clusterViewOf(
  cluster: KnownCluster,
  states: readonly SourceState[],
  clusters: Clusters,
  before: ClusterView | undefined,
  now: string,
): ClusterView {
  const sources = states.map(({ source, state, sentence, kinds }) => {
    const known = before?.sources.find(each => each.source === source);
    const shown: SourceFreshness = {
      source,
      state,
      since: known?.state === state ? known.since : now,
      kinds: kinds.map(kind => ({
        kind: kind.kind,
        ...clusters.kindFreshness(cluster.name, kind),
      })),
    };
    if (sentence !== undefined) shown.sentence = sentence;
    return shown;
  });
  const { state, sentence } = stateOf(cluster, sources);
  const view: ClusterView = {
    name: cluster.name,
    state,
    since: before?.state === state ? before.since : now,
    sources,
  };
  const title = cluster.info?.title ?? before?.title;
  const authProvider = cluster.info?.authProvider ?? before?.authProvider;
  if (title !== undefined) view.title = title;
  if (authProvider !== undefined) view.authProvider = authProvider;
  if (sentence !== undefined) view.sentence = sentence;
  return view;
}

function stateOf(
  cluster: KnownCluster,
  sources: readonly SourceFreshness[],
): Pick<ClusterView, 'state' | 'sentence'> {
  if (cluster.listed === false) {
    return { state: 'gone', sentence: notListedSentence(false) };
  }
  if (cluster.info?.unsupported !== undefined) {
    return { state: 'unsupported', sentence: cluster.info.unsupported };
  }
  const troubled = sources.find(source => source.state !== 'fresh');
  if (!troubled) return { state: 'fresh' };
  const isUnread = sources.every(source => source.state === 'unread');
  return {
    state: isUnread ? 'unread' : 'stale',
    sentence: troubled.sentence,
  };
}

/** @internal */
export function clusterRowOf(
  view: ClusterView,
  cluster: KnownCluster,
  before: ClusterRow | undefined,
  now: string,
): ClusterRow {
  return {
    name: view.name,
    state: view.state,
    sentence: view.sentence,
    since: view.since,
    firstSeen: before?.firstSeen ?? now,
    // Not each time: a sync without changes writes nothing here.
    lastListed:
      cluster.listed === true && before?.state !== view.state
        ? now
        : before?.lastListed,
    payload: JSON.stringify(view),
  };
}

/** The rows of all kinds that are read in a cluster. @internal */
export function kindRowsOf(
  cluster: KnownCluster,
  kinds: readonly Kind[],
  before: ReadonlyMap<string, ClusterKindRow>,
  now: string,
): ClusterKindRow[] {
  const { reflected } = cluster;
  if (!reflected) return [];
  return kinds.map(kind => {
    const { state, objects, sentence } = reflected.freshnessOf(kind);
    const known = before.get(kindRowKey({ ...kind, cluster: cluster.name }));
    return {
      cluster: cluster.name,
      group: kind.group,
      plural: kind.plural,
      version: reflected.versionOf(kind) ?? '',
      servedBefore: reflected.wasServed(kind),
      objects,
      state,
      since: known?.state === state ? known.since : now,
      sentence,
    };
  });
}

/** @internal */
export function kindRowKey(row: {
  cluster: string;
  group: string;
  plural: string;
}): string {
  return `${row.cluster}\0${row.group}\0${row.plural}`;
}
