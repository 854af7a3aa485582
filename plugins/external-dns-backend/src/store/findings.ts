import { Finding } from '@openova/dns-engine';
import { Knex } from 'knex';
import { digestOf } from './columns';
import { DigestedTable, Written } from './digestedTable';

/** A row of `findings`. @internal */
export interface FindingRow {
  scope: string;
  id: string;
  subject: string;
  severity: string;
  sentence: string;
  fix: string;
  digest: string;
  since: Date;
}

/**
 * What is wrong and belongs to no single wish, by scope: the key of a zone, or
 * empty for what is no zone's.
 *
 * @internal
 */
export class FindingStore {
  readonly #table: DigestedTable<FindingRow>;

  constructor(private readonly knex: Knex) {
    this.#table = new DigestedTable<FindingRow>(knex, {
      table: 'findings',
      key: ['scope', 'id', 'subject'],
      scope: 'scope',
    });
  }

  forget(): void {
    this.#table.forget();
  }

  async replaceScope(
    scope: string,
    findings: readonly Finding[],
    at: Date,
  ): Promise<Written> {
    return this.#table.replace(
      scope,
      findings.map(({ id, subject, severity, sentence, fix }) => ({
        scope,
        id,
        subject,
        severity,
        sentence,
        fix,
        digest: digestOf(subject, severity, sentence, fix),
        since: at,
      })),
    );
  }

  async all(): Promise<FindingRow[]> {
    return this.knex('findings').orderBy(['severity', 'subject', 'id']);
  }
}
