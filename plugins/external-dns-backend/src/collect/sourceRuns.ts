import {
  collectSourceInSteps,
  Options,
  Source,
  SourceFailure,
  SourceWishes,
} from '@openova/dns-engine';
import { inTurns } from '../clock/inTurns';
import { Clusters } from '../clusters/clusters';
import { SourceState } from '../clusters/clusterRows';
import { ReflectedCluster } from '../clusters/reflectedCluster';
import { sourceNamed } from './needs';
import { isSameList } from './sameList';
import { WishStore } from './storeWishes';

interface Run {
  wishes: SourceWishes;
  /** What it was made from; absent for one that was loaded. */
  reflected?: ReflectedCluster;
  revisions?: readonly number[];
}

/** What a source found, and what is shown of it. @internal */
export interface SourceRun {
  wishes: SourceWishes;
  state: SourceState;
}

/**
 * Runs the sources, each only when an object of a kind that it reads has changed, and
 * only while it is fresh. A source that is not fresh answers with what it found last,
 * from this process or from the database.
 *
 * @internal
 */
export class SourceRuns {
  private readonly runs = new Map<string, Run>();

  constructor(
    private readonly options: {
      clusters: Clusters;
      store: WishStore;
      now: () => Date;
    },
  ) {}

  async run(
    instance: Options,
    cluster: string,
    sourceName: string,
  ): Promise<SourceRun> {
    const { clusters } = this.options;
    const source = sourceNamed(sourceName);
    const kinds = source.reads(instance);
    const judgement = clusters.sourceFreshness(cluster, kinds);
    let { sentence } = judgement;
    const reflected = clusters.get(cluster)?.reflected;
    if (judgement.fresh && reflected) {
      try {
        const wishes = await this.fresh(instance, reflected, source);
        return { wishes, state: { source: sourceName, state: 'fresh', kinds } };
      } catch (error) {
        if (!(error instanceof SourceFailure)) throw error;
        sentence = error.message;
      }
    }
    const wishes = await this.remembered(instance, cluster, sourceName);
    return {
      wishes,
      state: { source: sourceName, state: wishes.state, sentence, kinds },
    };
  }

  /** Forgets what was found in a cluster; the database was told already. */
  forget(cluster: string): void {
    for (const [key, run] of this.runs) {
      if (run.wishes.cluster === cluster) this.runs.delete(key);
    }
    this.options.store.reset();
  }

  private async fresh(
    instance: Options,
    reflected: ReflectedCluster,
    source: Source,
  ): Promise<SourceWishes> {
    const { store, now } = this.options;
    const key = runKey(instance, reflected.name, source.name);
    const optional = source.mayRead?.(instance).map(each => each.kind) ?? [];
    const kinds = [...source.reads(instance), ...optional];
    const revisions = kinds.map(kind => reflected.revisionOf(kind));
    const before = this.runs.get(key);
    const isSame =
      before?.reflected === reflected &&
      before.revisions !== undefined &&
      isSameList(before.revisions, revisions);
    if (before && isSame) {
      if (before.wishes.state !== 'fresh') {
        before.wishes = { ...before.wishes, state: 'fresh' };
      }
      return before.wishes;
    }
    // Objects go on changing while others have their turn.
    const view = reflected.snapshot(kinds);
    const found = await inTurns(collectSourceInSteps(source, view, instance));
    // Stored before anybody acts on it: what was once asked for must be known.
    const saved = await store.save(
      { cluster: reflected.name, instance: instance.name, source: source.name },
      found,
      now(),
    );
    const wishes = { ...found, ...saved };
    this.runs.set(key, { wishes, reflected, revisions });
    return wishes;
  }

  private async remembered(
    instance: Options,
    cluster: string,
    source: string,
  ): Promise<SourceWishes> {
    const key = runKey(instance, cluster, source);
    let run = this.runs.get(key);
    if (!run) {
      const stored = await this.options.store.load({
        cluster,
        instance: instance.name,
        source,
      });
      run = {
        wishes: stored
          ? { cluster, source, state: 'stale', ...stored }
          : { cluster, source, state: 'unread', wishes: [], verdicts: [] },
      };
      this.runs.set(key, run);
    } else if (run.wishes.state === 'fresh') {
      run.wishes = { ...run.wishes, state: 'stale' };
    }
    return run.wishes;
  }
}

function runKey(instance: Options, cluster: string, source: string): string {
  return `${instance.name}\0${cluster}\0${source}`;
}
