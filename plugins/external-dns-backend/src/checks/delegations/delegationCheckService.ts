import { LoggerService } from '@backstage/backend-plugin-api';
import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import {
  DelegationState,
  normaliseName,
  ObservedDelegation,
} from '@openova/dns-engine';
import { Knex } from 'knex';
import { digestOf } from '../../store/columns';
import { ObservationStore } from '../../store/observations';
import { QuestionPriority } from '../questions';
import { DelegationMeans } from './interview';
import { observeDelegation } from './observeDelegation';
import { readDelegations, StoredDelegation } from './readDelegations';
import { WayOut } from './wayOut';

const minute = 60_000;

/** Age of an observation at which a delegation that is well is looked at again. */
const restingAge = 5 * minute;

/**
 * So long after a change a delegation is looked at in every sweep: k8gb passes once in
 * 5 minutes, its CoreDNS reads its zones anew after 45 s, and old TTLs run out.
 */
const settlingTime = 8 * minute;

/** Zones at a time that people may wait for. */
const waitingLimit = 20;

/**
 * Decides when delegations are looked at over DNS, and stores what was seen: after a
 * plan, when a person asks, and in turns. Works on any replica: it reads and writes
 * only the database, and writes no DNS.
 *
 * @internal
 */
export class DelegationCheckService {
  private readonly stopped = new AbortController();
  private readonly running = new Map<string, Promise<ObservedDelegation>>();
  /** What people wait for, by zone: those who ask at once share one look. */
  private readonly wanted = new Map<string, Promise<ObservedDelegation>>();
  /** What a delegation was asked for, and since when that is so. */
  private readonly asked = new Map<string, { digest: string; since: number }>();
  private readonly wayOut: WayOut;
  private waiting = 0;

  constructor(
    private readonly options: Pick<
      DelegationMeans,
      'questions' | 'directory' | 'resolveNameServers' | 'now'
    > & {
      knex: Knex;
      observations: ObservationStore;
      logger: LoggerService;
      /** Told of a zone of which something else was seen than before. */
      observed(zone: string): void;
    },
  ) {
    this.wayOut = new WayOut(options);
  }

  /**
   * For people: waits for the answers.
   *
   * @throws NotFoundError for a zone that is not delegated, ServiceUnavailableError
   * when too many wait.
   */
  async checkNow(zone: string): Promise<ObservedDelegation> {
    if (this.waiting >= waitingLimit) {
      throw new ServiceUnavailableError(
        'Too many checks are under way: try again in a few seconds',
      );
    }
    this.waiting += 1;
    const name = normaliseName(zone);
    const wanted =
      this.wanted.get(name) ??
      this.lookFor(name).finally(() => this.wanted.delete(name));
    this.wanted.set(name, wanted);
    try {
      return await wanted;
    } finally {
      this.waiting -= 1;
    }
  }

  private async lookFor(zone: string): Promise<ObservedDelegation> {
    const [found] = await readDelegations(this.options.knex, zone);
    if (!found) throw new NotFoundError(`${zone} is not a delegated zone`);
    return this.look(found, 'interactive');
  }

  /** After a sync: the delegations that its plans changed. */
  async afterPlan(): Promise<void> {
    const delegations = await this.active();
    await this.lookAll(delegations.filter(({ state }) => this.isNew(state)));
  }

  /** In turns: what is new, in motion or not well always, all else now and then. */
  async sweep(signal: AbortSignal): Promise<void> {
    const { observations, now } = this.options;
    const delegations = await this.active();
    await observations.keepOnly(delegations.map(({ state }) => state.zone));
    const seenAt = new Map(
      (await observations.all()).map(each => [each.zone, Date.parse(each.at)]),
    );
    const due = delegations.filter(({ state }) => {
      const isNew = this.isNew(state);
      const at = seenAt.get(state.zone);
      return (
        isNew ||
        at === undefined ||
        state.findings.length > 0 ||
        +now() - at >= restingAge ||
        this.isSettling(state)
      );
    });
    if (!signal.aborted) await this.lookAll(due);
  }

  /** Gives up what is under way. */
  stop(): void {
    this.stopped.abort();
  }

  private async active(): Promise<StoredDelegation[]> {
    const found = await readDelegations(this.options.knex);
    return found.filter(({ state }) => state.mode !== 'off');
  }

  /** Whether a plan changed what is asked for, or expected, since this was last called. */
  private isNew(state: DelegationState): boolean {
    const digest = digestOfQuestions(state);
    if (this.asked.get(state.zone)?.digest === digest) return false;
    this.asked.set(state.zone, { digest, since: +this.options.now() });
    return true;
  }

  private isSettling({ zone }: DelegationState): boolean {
    const since = this.asked.get(zone)?.since;
    return since !== undefined && +this.options.now() - since < settlingTime;
  }

  /** One that cannot be looked at does not stop the others. */
  private async lookAll(
    delegations: readonly StoredDelegation[],
  ): Promise<void> {
    await Promise.all(
      delegations.map(async each => {
        try {
          await this.look(each, 'background');
        } catch (error) {
          if (this.stopped.signal.aborted) return;
          this.options.logger.warn('a delegation could not be looked at', {
            zone: each.state.zone,
            reason: `${error}`,
          });
        }
      }),
    );
  }

  /** Whoever wants to know what is being asked already waits for the same answers. */
  private look(
    delegation: StoredDelegation,
    priority: QuestionPriority,
  ): Promise<ObservedDelegation> {
    const { zone } = delegation.state;
    const running =
      this.running.get(zone) ??
      this.lookOnce(delegation, priority).finally(() =>
        this.running.delete(zone),
      );
    this.running.set(zone, running);
    return running;
  }

  private async lookOnce(
    delegation: StoredDelegation,
    priority: QuestionPriority,
  ): Promise<ObservedDelegation> {
    const seen = await observeDelegation(
      delegation,
      {
        ...this.options,
        isWayOpen: way => this.wayOut.isOpen(way),
        heard: way => this.wayOut.heard(way),
      },
      { signal: this.stopped.signal, priority },
    );
    if (await this.options.observations.save(seen)) {
      this.options.observed(seen.zone);
    }
    return seen;
  }
}

/** Of all that decides whom a delegation asks, and what is expected of them. */
function digestOfQuestions(state: DelegationState): string {
  const { parent, heldIn, nsNames, ttl, members, hosts } = state;
  return digestOf(
    [parent, heldIn, nsNames, ttl],
    members.map(each => [each.nsName, each.glue, each.standingGlue]),
    hosts.map(({ host, clusters }) => [
      host,
      clusters.map(each => [each.nsName, each.expected]),
    ]),
  );
}
