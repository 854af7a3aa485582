import { CheckView } from '@openova/backstage-plugin-external-dns-common';
import { Zone } from '@openova/backstage-plugin-external-dns-node';
import PQueue from 'p-queue';
import { askServer } from './askServer';
import { AnswerOutcome, compareAnswer, Expectation } from './compareAnswer';
import {
  AddressPolicy,
  ResolveHost,
  ZoneServer,
  zoneServers,
} from './serverAddresses';

/** What is to be asked in one zone. */
export interface CheckWork {
  zone: Pick<Zone, 'name' | 'nameServers' | 'serverAddresses'>;
  expected: readonly Expectation[];
}

type ServerAnswer = CheckView['servers'][number] & { outcome?: AnswerOutcome };

/**
 * Asks each zone's authoritative servers whether they answer what the zone should
 * say. Questions go out through one queue for the whole backend, so that neither a
 * sweep nor impatient people flood anybody's servers.
 */
export class Checker {
  private readonly questions: PQueue;

  constructor(
    private readonly options: {
      policy: AddressPolicy;
      resolveHost: ResolveHost;
      now: () => Date;
      timeoutMs?: number;
      /** Questions under way at once. */
      concurrency?: number;
      /** Questions that may start within a second. */
      perSecond?: number;
    },
  ) {
    this.questions = new PQueue({
      concurrency: options.concurrency ?? 16,
      interval: 1000,
      intervalCap: options.perSecond ?? 200,
    });
  }

  /** One view for each expectation, in the order of the work. Never throws. */
  async check(
    work: readonly CheckWork[],
    options: { signal: AbortSignal; priority?: 'background' | 'interactive' },
  ): Promise<CheckView[]> {
    const checked = await Promise.all(
      work.map(async ({ zone, expected }) => {
        const servers = await zoneServers(
          zone,
          this.options.policy,
          this.options.resolveHost,
        );
        return Promise.all(
          expected.map(one => this.checkOne(servers, one, options)),
        );
      }),
    );
    return checked.flat();
  }

  private async checkOne(
    servers: readonly ZoneServer[],
    expected: Expectation,
    options: { signal: AbortSignal; priority?: 'background' | 'interactive' },
  ): Promise<CheckView> {
    const answers = await Promise.all(
      servers.map(server =>
        this.questions.add(() => this.ask(server, expected, options.signal), {
          priority: options.priority === 'interactive' ? 1 : 0,
        }),
      ),
    );
    return {
      dnsName: expected.dnsName,
      recordType: expected.recordType,
      outcome: overall(answers.map(answer => answer?.outcome)),
      checkedAt: this.options.now().toISOString(),
      servers: answers.flatMap(answer => (answer ? [asView(answer)] : [])),
    };
  }

  private async ask(
    server: ZoneServer,
    expected: Expectation,
    signal: AbortSignal,
  ): Promise<ServerAnswer> {
    const started = performance.now();
    const took = () => Math.round(performance.now() - started);
    if ('error' in server) {
      return {
        server: server.name,
        answer: [],
        error: server.error,
        milliseconds: 0,
      };
    }
    try {
      const message = await askServer({
        server: server.addresses[0],
        name: expected.dnsName,
        type: expected.recordType,
        timeoutMs: this.options.timeoutMs ?? 2000,
        signal,
      });
      return {
        server: server.name,
        ...compareAnswer(expected, message),
        milliseconds: took(),
      };
    } catch (error) {
      return {
        server: server.name,
        answer: [],
        error: error instanceof Error ? error.message : String(error),
        milliseconds: took(),
      };
    }
  }
}

/**
 * One server of the zone that says something else is worth telling; servers that
 * say nothing are not, and if all are silent nothing is known.
 */
function overall(
  outcomes: readonly (AnswerOutcome | undefined)[],
): CheckView['outcome'] {
  if (outcomes.includes('differs')) return 'differs';
  if (outcomes.includes('absent')) {
    return outcomes.includes('matches') ? 'differs' : 'absent';
  }
  return outcomes.includes('matches') ? 'matches' : 'unknown';
}

function asView({ outcome, ...answer }: ServerAnswer) {
  return answer;
}
