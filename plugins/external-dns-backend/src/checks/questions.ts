import { Message } from '@openova/dns-wire';
import PQueue from 'p-queue';
import { askServer, ServerQuestion } from './askServer';

/** What people wait for goes before what nobody waits for. */
export type QuestionPriority = 'background' | 'interactive';

/**
 * The one queue through which the whole backend asks name servers, so that neither a
 * sweep nor impatient people flood anybody's servers.
 */
export class Questions {
  private readonly queue: PQueue;

  constructor(
    private readonly options: {
      /** For UDP and TCP each. */
      timeoutMs?: number;
      /** Questions under way at once. */
      concurrency?: number;
      /** Questions that may start within a second. */
      perSecond?: number;
    } = {},
  ) {
    this.queue = new PQueue({
      concurrency: options.concurrency ?? 16,
      interval: 1000,
      intervalCap: options.perSecond ?? 200,
    });
  }

  /** @throws an error with one sentence when there is no usable answer in time. */
  ask(
    question: Omit<ServerQuestion, 'timeoutMs'>,
    priority: QuestionPriority = 'background',
  ): Promise<Message> {
    return this.queue.add(
      () => {
        // It may have waited for long.
        question.signal.throwIfAborted();
        return askServer({
          ...question,
          timeoutMs: this.options.timeoutMs ?? 2000,
        });
      },
      { priority: priority === 'interactive' ? 1 : 0 },
    );
  }
}
