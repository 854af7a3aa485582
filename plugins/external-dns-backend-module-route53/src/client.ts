import {
  Change,
  ChangeResourceRecordSetsCommand,
  HostedZone,
  ListHostedZonesCommand,
  ListResourceRecordSetsCommand,
  ListResourceRecordSetsCommandInput,
  ListTagsForResourcesCommand,
  ResourceRecordSet,
  Route53Client,
} from '@aws-sdk/client-route-53';
import type { AwsCredentialIdentityProvider } from '@aws-sdk/types';
import type { ProviderContext } from '@openova/backstage-plugin-external-dns-node';
import { asProviderError } from './errors';
import { bareZoneId } from './mapping/aliasTarget';

/** Largest page of record sets that Route 53 gives. @internal */
export const largestPage = 300;

const zonesPerTagRequest = 10;

/** Where a listing of record sets starts. @internal */
export type ListingStart = Pick<
  ListResourceRecordSetsCommandInput,
  'StartRecordName' | 'StartRecordType' | 'StartRecordIdentifier'
>;

/** One page of record sets; `next` where there are more. @internal */
export interface RecordSetPage {
  sets: ResourceRecordSet[];
  next?: ListingStart;
}

/**
 * The calls that are made of Route 53, one function each. Every request awaits the
 * account's budget and is sent once: what is tried again, and when, is decided by who
 * reads the zone first.
 *
 * @internal
 */
export class Client {
  readonly #sdk: Route53Client;

  constructor(options: {
    credentials?: AwsCredentialIdentityProvider;
    region?: string;
    /** Another address than AWS's own, for tests and private endpoints. */
    endpoint?: string;
  }) {
    this.#sdk = new Route53Client({
      region: options.region ?? 'us-east-1',
      maxAttempts: 1,
      ...(options.credentials && { credentials: options.credentials }),
      ...(options.endpoint && { endpoint: options.endpoint }),
    });
  }

  /** All hosted zones of the account. */
  async hostedZones(context: ProviderContext): Promise<HostedZone[]> {
    const zones: HostedZone[] = [];
    let marker: string | undefined;
    do {
      const Marker = marker;
      const page = await this.#call(context, 'the hosted zones', abortSignal =>
        this.#sdk.send(new ListHostedZonesCommand({ Marker }), { abortSignal }),
      );
      zones.push(...(page.HostedZones ?? []));
      marker = page.IsTruncated ? page.NextMarker : undefined;
    } while (marker !== undefined);
    return zones;
  }

  /** Tags by zone id, in the form `Z123`. */
  async tags(
    zoneIds: readonly string[],
    context: ProviderContext,
  ): Promise<Map<string, Map<string, string>>> {
    const tags = new Map<string, Map<string, string>>();
    for (let start = 0; start < zoneIds.length; start += zonesPerTagRequest) {
      const ResourceIds = zoneIds
        .slice(start, start + zonesPerTagRequest)
        .map(bareZoneId);
      const { ResourceTagSets = [] } = await this.#call(
        context,
        'the tags of hosted zones',
        abortSignal =>
          this.#sdk.send(
            new ListTagsForResourcesCommand({
              ResourceType: 'hostedzone',
              ResourceIds,
            }),
            { abortSignal },
          ),
      );
      for (const { ResourceId = '', Tags = [] } of ResourceTagSets) {
        tags.set(
          ResourceId,
          new Map(Tags.map(({ Key = '', Value = '' }) => [Key, Value])),
        );
      }
    }
    return tags;
  }

  /** One page of a zone, from a place in its order on. */
  async recordSets(
    zone: { id: string; name: string },
    start: ListingStart,
    pageSize: number,
    context: ProviderContext,
  ): Promise<RecordSetPage> {
    const page = await this.#call(
      context,
      `the zone ${zone.name}`,
      abortSignal =>
        this.#sdk.send(
          new ListResourceRecordSetsCommand({
            HostedZoneId: bareZoneId(zone.id),
            MaxItems: pageSize,
            ...start,
          }),
          { abortSignal },
        ),
    );
    return {
      sets: page.ResourceRecordSets ?? [],
      ...(page.IsTruncated && {
        next: {
          StartRecordName: page.NextRecordName,
          StartRecordType: page.NextRecordType,
          StartRecordIdentifier: page.NextRecordIdentifier,
        },
      }),
    };
  }

  /** All of these changes, or none of them. */
  async change(
    zone: { id: string; name: string },
    changes: Change[],
    context: ProviderContext,
  ): Promise<void> {
    await this.#call(
      context,
      `the zone ${zone.name}`,
      abortSignal =>
        this.#sdk.send(
          new ChangeResourceRecordSetsCommand({
            HostedZoneId: bareZoneId(zone.id),
            ChangeBatch: { Changes: changes },
          }),
          { abortSignal },
        ),
      { write: true },
    );
  }

  close(): void {
    this.#sdk.destroy();
  }

  async #call<Answer>(
    { signal, budget }: ProviderContext,
    subject: string,
    send: (signal: AbortSignal) => Promise<Answer>,
    options?: { write: boolean },
  ): Promise<Answer> {
    signal.throwIfAborted();
    await budget.take(options);
    signal.throwIfAborted();
    try {
      return await send(signal);
    } catch (error) {
      signal.throwIfAborted();
      throw asProviderError(error, subject);
    }
  }
}
