import { Message, RecordType } from '@openova/dns-wire';
import { ServerAddress } from '../askServer';
import { QuestionPriority, Questions } from '../questions';
import { ServerDirectory } from '../serverAddresses';
import { Way, wayTo } from './ways';

/** What the checker of delegations works with. @internal */
export interface DelegationMeans {
  questions: Questions;
  directory: ServerDirectory;
  /** The names of a zone's name servers by the system's resolver. @throws where there are none. */
  resolveNameServers(zone: string): Promise<string[]>;
  /** Whether a name server of any zone answers that way. */
  isWayOpen(way: Way): Promise<boolean>;
  /** Told of each way on which somebody answered. */
  heard?(way: Way): void;
  now(): Date;
}

/** @internal */
export interface InterviewOptions {
  signal: AbortSignal;
  priority?: QuestionPriority;
}

/** One lost datagram must not look like a server that is gone. */
const attempts = 2;

/** All questions about one delegation, and what stood in their way. @internal */
export class Interview {
  /** Ways on which somebody answered. */
  readonly heard = new Set<Way>();
  readonly #obstacles = new Set<string>();

  constructor(
    readonly means: DelegationMeans,
    private readonly options: InterviewOptions,
  ) {}

  /** The answer of one server; undefined where it is silent. */
  async ask(
    server: ServerAddress,
    name: string,
    type: RecordType,
    transport?: 'tcp',
  ): Promise<Message | undefined> {
    const { signal, priority } = this.options;
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      try {
        const answer = await this.means.questions.ask(
          { server, name, type, signal, ...(transport && { transport }) },
          priority,
        );
        const way = wayTo(server.address);
        this.heard.add(way);
        this.means.heard?.(way);
        return answer;
      } catch {
        signal.throwIfAborted();
      }
    }
    return undefined;
  }

  /** Notes why something will not be known: a sentence for people. */
  hindered(sentence: string): void {
    this.#obstacles.add(sentence);
  }

  get obstacles(): string[] {
    return [...this.#obstacles].sort();
  }
}
