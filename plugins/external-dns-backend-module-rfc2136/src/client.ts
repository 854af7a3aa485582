import {
  ProviderContext,
  ProviderError,
} from '@openova/backstage-plugin-external-dns-node';
import {
  canonicalName,
  createMessage,
  createUpdate,
  hasData,
  isAtOrBelow,
  Message,
  Name,
  namesEqual,
  RecordType,
  ResourceRecord,
  ResponseCode,
  SectionRecord,
  TsigKey,
} from '@openova/dns-wire';
import { Conversation, Request } from './connection/conversation';
import { Hosts } from './connection/hosts';
import { nameOf } from './connection/connection';
import { errorOfCode, isFailedPrerequisite } from './errors';
import { rfc2136RecordTypes } from './semantics';
import { UpdateContents } from './updateOf';

/**
 * What became of an update. `stale`: what stands is not what was read, nothing was
 * written. `unverified`: the server said NOERROR, and what stands afterwards is not
 * what was to be, or it cannot be told.
 *
 * @internal
 */
export type UpdateOutcome =
  | { status: 'done' }
  | { status: 'stale'; rcode: ResponseCode }
  | { status: 'unverified'; reason: string };

/** What is asked of the servers of one entry. @internal */
export class Client {
  constructor(
    private readonly hosts: Hosts,
    private readonly key: () => Promise<TsigKey | undefined>,
  ) {}

  /** The host names of the zone's name servers, as the zone says. */
  async nameServers(zone: Name, context: ProviderContext): Promise<Name[]> {
    const [answer] = await this.#query(
      zone,
      [{ name: zone, type: 'NS' }],
      context,
    );
    return answer.answers
      .flatMap(record =>
        hasData(record) && record.type === 'NS' && namesEqual(record.name, zone)
          ? [canonicalName(record.data.target)]
          : [],
      )
      .sort();
  }

  /**
   * All records of a zone, by a transfer. `collector` makes what takes them: a new one
   * for each server that is tried.
   */
  async transfer<Collector extends { add(record: ResourceRecord): void }>(
    zone: Name,
    collector: () => Collector,
    context: ProviderContext,
  ): Promise<Collector> {
    const key = await this.key();
    await admitted(context);
    return this.hosts.use(
      { ...context, repeatable: true },
      async connection => {
        const collected = collector();
        await new Conversation(connection, key).transfer(zone, record =>
          collected.add(record),
        );
        return collected;
      },
    );
  }

  /**
   * The records at these names of all types that are managed, by one query each.
   * Undefined where queries cannot tell: below a delegation, or where a wildcard or
   * DNAME of the zone may have answered for a name that does not exist.
   */
  async recordsAt(
    zone: Name,
    names: readonly Name[],
    context: ProviderContext,
  ): Promise<ResourceRecord[] | undefined> {
    const wildcards = wildcardsOver(zone, names);
    const questions = [
      ...wildcards.map(name => ({ name, type: 'TXT' as const })),
      ...names.flatMap(name =>
        rfc2136RecordTypes.map(type => ({ name, type })),
      ),
    ];
    const answers = await this.#query(zone, questions, context);
    const records: ResourceRecord[] = [];
    for (const [index, { name, type }] of questions.entries()) {
      const answer = answers[index];
      if (index < wildcards.length) {
        // NOERROR: it stands, or something below it does.
        if (answer.rcode !== 'NXDOMAIN') return undefined;
        continue;
      }
      if (!answer.authoritative || answer.truncated) return undefined;
      for (const record of answer.answers) {
        if (record.type === 'DNAME') return undefined;
        if (
          hasData(record) &&
          record.type === type &&
          namesEqual(record.name, name)
        ) {
          records.push(record);
        }
      }
    }
    return records;
  }

  /**
   * One UPDATE; then, on the same connection, a second one without updates that asks
   * whether what should stand does: NOERROR alone is no proof, since a server passes
   * over in silence what it may not do (RFC 2136 section 3.4.2).
   *
   * @throws {@link ProviderError}; `Unavailable` where the answer was lost.
   */
  async update(
    zone: Name,
    { prerequisites, updates, outcome }: UpdateContents,
    context: ProviderContext,
  ): Promise<UpdateOutcome> {
    const key = await this.key();
    // Both before the connection is opened, which would not stay open for long.
    await admitted(context, { write: true });
    await admitted(context);
    let wasDone = false;
    try {
      return await this.hosts.use(
        { ...context, repeatable: false },
        async connection => {
          const conversation = new Conversation(connection, key);
          const subject = { what: 'update', zone } as const;
          const send = async (message: Message): Promise<ResponseCode> => {
            const [answer] = await conversation.ask([message], subject);
            return answer.rcode;
          };
          const asked = {
            ...subject,
            server: nameOf(connection.host),
            keyName: key?.name,
          };
          const rcode = await send(update(zone, prerequisites, updates));
          if (isFailedPrerequisite(rcode)) return { status: 'stale', rcode };
          if (rcode !== 'NOERROR') throw errorOfCode(rcode, asked);
          wasDone = true;
          const verified = await send(update(zone, outcome, []));
          if (verified === 'NOERROR') return { status: 'done' };
          if (!isFailedPrerequisite(verified)) {
            throw errorOfCode(verified, asked);
          }
          return {
            status: 'unverified',
            reason: `${asked.server} answered NOERROR, and not all of the update is there`,
          };
        },
      );
    } catch (error) {
      if (!wasDone || !(error instanceof ProviderError)) throw error;
      return {
        status: 'unverified',
        reason: `The update was accepted and could not be verified: ${error.message}`,
      };
    }
  }

  async #query(
    zone: Name,
    questions: readonly { name: Name; type: RecordType }[],
    context: ProviderContext,
  ): Promise<Message[]> {
    const key = await this.key();
    for (let taken = 0; taken < questions.length; taken += 1) {
      await admitted(context);
    }
    return this.hosts.use(
      { ...context, repeatable: true },
      async connection => {
        const answers = await new Conversation(connection, key).ask(
          questions.map(question => query(question)),
          { what: 'query', zone },
        );
        for (const { rcode } of answers) {
          if (rcode === 'NOERROR' || rcode === 'NXDOMAIN') continue;
          throw errorOfCode(rcode, {
            what: 'query',
            zone,
            server: nameOf(connection.host),
            keyName: key?.name,
          });
        }
        return answers;
      },
    );
  }
}

function query({ name, type }: { name: Name; type: RecordType }): Request {
  return createMessage({ id: 0, questions: [{ name, type, class: 'IN' }] });
}

function update(
  zone: Name,
  prerequisites: SectionRecord[],
  updates: SectionRecord[],
): Message {
  return createUpdate({ id: 0, zone, prerequisites, updates });
}

/** The wildcards that would answer for these names if they did not exist. */
function wildcardsOver(zone: Name, names: readonly Name[]): Name[] {
  const wildcards = new Set<Name>();
  for (const name of names) {
    let above = name;
    while (above !== zone && isAtOrBelow(above, zone)) {
      above = above.replace(/^(?:\\.|[^.\\])*\.?/, '');
      if (name !== `*.${above}`) wildcards.add(`*.${above}`);
    }
  }
  return [...wildcards];
}

async function admitted(
  context: ProviderContext,
  options?: { write: boolean },
): Promise<void> {
  context.signal.throwIfAborted();
  await context.budget.take(options);
  context.signal.throwIfAborted();
}
