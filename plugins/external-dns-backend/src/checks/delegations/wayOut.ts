import { Knex } from 'knex';
import { readJson } from '../../store/columns';
import { ServerAddress } from '../askServer';
import { Questions } from '../questions';
import { ServerDirectory, zoneServers } from '../serverAddresses';
import { Way, wayTo } from './ways';

/** How long an answer, or that there was none, says something of the way. */
const remembered = 60_000;
/** What one look costs at most. */
const mostZones = 20;
const mostQuestions = 12;

interface ZoneRow {
  name: string;
  name_servers: string;
  server_addresses: string;
}

/** Whether the backend reaches name servers at all, by the servers of all zones. @internal */
export class WayOut {
  private readonly known = new Map<Way, { isOpen: boolean; at: number }>();
  private readonly looking = new Map<Way, Promise<boolean>>();

  constructor(
    private readonly options: {
      knex: Knex;
      questions: Questions;
      directory: ServerDirectory;
      now(): Date;
    },
  ) {}

  /** Somebody answered on that way. */
  heard(way: Way): void {
    this.known.set(way, { isOpen: true, at: +this.options.now() });
  }

  /** Asks the servers of all zones, unless it is known. */
  async isOpen(way: Way): Promise<boolean> {
    const known = this.known.get(way);
    if (known && +this.options.now() - known.at < remembered) {
      return known.isOpen;
    }
    const look = this.looking.get(way) ?? this.look(way);
    this.looking.set(way, look);
    return look;
  }

  private async look(way: Way): Promise<boolean> {
    try {
      const isOpen = await this.anyoneAnswers(way);
      this.known.set(way, { isOpen, at: +this.options.now() });
      return isOpen;
    } finally {
      this.looking.delete(way);
    }
  }

  private async anyoneAnswers(way: Way): Promise<boolean> {
    const { knex, directory, questions } = this.options;
    const zones: ZoneRow[] = await knex('zones')
      .orderBy('key')
      .limit(mostZones);
    const found = await Promise.all(
      zones.map(async row => {
        const servers = await zoneServers(
          {
            name: row.name,
            nameServers: readJson<string[]>(row.name_servers),
            serverAddresses: readJson<ServerAddress[]>(row.server_addresses),
          },
          directory,
        );
        return servers
          .flatMap(server => ('addresses' in server ? server.addresses : []))
          .filter(({ address }) => wayTo(address) === way)
          .map(server => ({ server, name: row.name }));
      }),
    );
    const controller = new AbortController();
    try {
      await Promise.any(
        found
          .flat()
          .slice(0, mostQuestions)
          .map(({ server, name }) =>
            questions.ask({
              server,
              name,
              type: 'SOA',
              signal: controller.signal,
            }),
          ),
      );
      return true;
    } catch {
      return false;
    } finally {
      controller.abort();
    }
  }
}
