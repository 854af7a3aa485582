import { Endpoint, normaliseName } from '@openova/dns-engine';

/** Endpoints that one plan may meet before they are asked about; others wait. */
const mostQuestions = 100_000;

/** Endpoints of one call: some 2 MB of JSON at most. */
const questionsPerCall = 5_000;

type Adjust = (endpoints: Endpoint[]) => Promise<Endpoint[]>;

/**
 * What the webhook made of endpoints. Plans ask for the answer of an endpoint and get
 * it as it is while nobody knows better; the question is kept. Answers hold until the
 * zones are listed again, which the sweep does.
 *
 * @internal
 */
export class Adjustments {
  readonly #known = new Map<string, Endpoint[]>();
  readonly #open = new Map<string, Endpoint>();

  /** For {@link ProviderSemantics.adjustEndpoints}. */
  readonly of = (endpoint: Endpoint): Endpoint[] => {
    const key = JSON.stringify(endpoint);
    const answer = this.#known.get(key);
    if (answer) return answer;
    if (this.#open.size < mostQuestions) this.#open.set(key, endpoint);
    return [endpoint];
  };

  /** Questions about names that are looked for, by their keys. */
  open(isWanted: (name: string) => boolean): Map<string, Endpoint> {
    return new Map(
      [...this.#open].filter(([, { dnsName }]) =>
        isWanted(normaliseName(dnsName)),
      ),
    );
  }

  /** Asks about these questions, as many in one call as a body holds. */
  async ask(
    questions: ReadonlyMap<string, Endpoint>,
    adjust: Adjust,
  ): Promise<void> {
    const all = [...questions];
    for (let start = 0; start < all.length; start += questionsPerCall) {
      await this.#askSome(all.slice(start, start + questionsPerCall), adjust);
    }
  }

  /** The webhook may have been set up anew. */
  forget(): void {
    this.#known.clear();
    this.#open.clear();
  }

  /**
   * One call. Where the answer cannot be told apart by name, type and identifier,
   * those few are asked one by one.
   */
  async #askSome(
    questions: readonly (readonly [string, Endpoint])[],
    adjust: Adjust,
  ): Promise<void> {
    const answers = await adjust(questions.map(([, endpoint]) => endpoint));
    const answersByRow = grouped(answers, rowOf);
    const questionsByRow = grouped(questions, ([, each]) => rowOf(each));
    const isComplete = answers.every(each => questionsByRow.has(rowOf(each)));
    for (const [row, some] of questionsByRow) {
      const answer = answersByRow.get(row);
      for (const [key, endpoint] of some) {
        // Of several with one key, or one that became something else, nobody knows which.
        const isClear =
          some.length === 1 && (answer !== undefined || isComplete);
        this.#settle(key, isClear ? answer ?? [] : await adjust([endpoint]));
      }
    }
  }

  #settle(key: string, answer: Endpoint[]): void {
    this.#open.delete(key);
    this.#known.set(key, answer);
  }
}

function rowOf({ dnsName, recordType, setIdentifier = '' }: Endpoint): string {
  return JSON.stringify([normaliseName(dnsName), recordType, setIdentifier]);
}

function grouped<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
