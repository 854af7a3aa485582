import { createHash } from 'node:crypto';
import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { KUBERNETES_ANNOTATIONS } from '@openova/backstage-plugin-external-dns-common';
import { backoff, Pace } from '../clusters/pace';
import {
  entityFields,
  EntityIndex,
  EntityTarget,
  targetOf,
} from './entityIndex';

/** @internal */
export interface EntityCatalogOptions {
  catalog: CatalogService;
  auth: AuthService;
  logger: LoggerService;
  pace: Pace;
  /** Between two readings of the catalog, in milliseconds. */
  refreshMilliseconds: number;
  /** Another index counts from now on. */
  onChange(): void;
}

/**
 * The entities that name Kubernetes objects, read page by page on their own
 * schedule. While the catalog cannot be read, the last index stays: entities come
 * and go seldom, and nobody's tab should go empty because of it.
 *
 * @internal
 */
export class EntityCatalog {
  private readonly end = new AbortController();
  private current: EntityIndex | undefined;
  private digest = '';
  private done: Promise<void> = Promise.resolve();

  constructor(private readonly options: EntityCatalogOptions) {}

  /** Undefined until the catalog was read once. */
  get index(): EntityIndex | undefined {
    return this.current;
  }

  start(): void {
    this.done = this.readAgainAndAgain();
  }

  async stop(): Promise<void> {
    this.end.abort();
    await this.done;
  }

  private async readAgainAndAgain(): Promise<void> {
    const { pace, refreshMilliseconds, logger } = this.options;
    const { signal } = this.end;
    let failures = 0;
    while (!signal.aborted) {
      try {
        await this.read();
        failures = 0;
      } catch (error) {
        failures += 1;
        // The catalog may start later than this plugin; that is no news.
        if (failures === 3) {
          const detail = error instanceof Error ? error.message : String(error);
          logger.warn(`The catalog cannot be read: ${detail}`);
        }
      }
      await pace.sleep(
        failures > 0 ? backoff(failures, pace) : refreshMilliseconds,
        signal,
      );
    }
  }

  private async read(): Promise<void> {
    const { catalog, auth, logger, onChange } = this.options;
    const credentials = await auth.getOwnServiceCredentials();
    const targets: EntityTarget[] = [];
    const pages = catalog.streamEntities(
      {
        fields: [...entityFields],
        filter: Object.values(KUBERNETES_ANNOTATIONS).map(annotation => ({
          [`metadata.annotations.${annotation}`]: CATALOG_FILTER_EXISTS,
        })),
      },
      { credentials },
    );
    for await (const page of pages) {
      if (this.end.signal.aborted) return;
      for (const entity of page) {
        const target = targetOf(entity);
        if (target) targets.push(target);
      }
    }
    targets.sort((a, b) => (a.entityRef < b.entityRef ? -1 : 1));
    const digest = createHash('sha256')
      .update(JSON.stringify(targets))
      .digest('hex');
    if (this.current && digest === this.digest) return;
    this.digest = digest;
    this.current = new EntityIndex(targets);
    for (const mistake of this.current.mistakes) logger.warn(mistake);
    onChange();
  }
}
