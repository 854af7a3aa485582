import { CheckView } from '@openova/backstage-plugin-external-dns-common';
import { Zone } from '@openova/backstage-plugin-external-dns-node';
import { AnswerOutcome, compareAnswer, Expectation } from './compareAnswer';
import { QuestionPriority, Questions } from './questions';
import { ServerDirectory, ZoneServer, zoneServers } from './serverAddresses';

/** What is to be asked in one zone. */
export interface CheckWork {
  zone: Pick<Zone, 'name' | 'nameServers' | 'serverAddresses'>;
  expected: readonly Expectation[];
}

type ServerAnswer = CheckView['servers'][number] & { outcome?: AnswerOutcome };

interface CheckOptions {
  signal: AbortSignal;
  priority?: QuestionPriority;
}

/**
 * Asks each zone's authoritative servers whether they answer what the zone should
 * say.
 */
export class Checker {
  constructor(
    private readonly options: {
      questions: Questions;
      directory: ServerDirectory;
      now: () => Date;
    },
  ) {}

  /** One view for each expectation, in the order of the work. Never throws. */
  async check(
    work: readonly CheckWork[],
    options: CheckOptions,
  ): Promise<CheckView[]> {
    const checked = await Promise.all(
      work.map(async ({ zone, expected }) => {
        const servers = await zoneServers(zone, this.options.directory);
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
    options: CheckOptions,
  ): Promise<CheckView> {
    const answers = await Promise.all(
      servers.map(server => this.ask(server, expected, options)),
    );
    return {
      dnsName: expected.dnsName,
      recordType: expected.recordType,
      outcome: overall(answers.map(answer => answer.outcome)),
      checkedAt: this.options.now().toISOString(),
      servers: answers.map(asView),
    };
  }

  private async ask(
    server: ZoneServer,
    expected: Expectation,
    { signal, priority }: CheckOptions,
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
      const message = await this.options.questions.ask(
        {
          server: server.addresses[0],
          name: expected.dnsName,
          type: expected.recordType,
          signal,
        },
        priority,
      );
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
