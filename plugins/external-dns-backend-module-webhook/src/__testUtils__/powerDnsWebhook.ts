import {
  ServiceRefusal,
  WebhookChanges,
  WebhookEndpoint,
  WebhookService,
} from '@openova/provider-fakes/webhook';
import { RealPowerDns } from '@openova/provider-fakes/realPowerDns';

/** A record set as PowerDNS's API has it. */
interface RecordSet {
  name: string;
  type: string;
  ttl: number;
  records: { content: string }[];
}

/** Types whose value ends in a name, which PowerDNS wants with its final dot. */
const endsInName: ReadonlySet<string> = new Set([
  'CNAME',
  'DNAME',
  'MX',
  'NS',
  'PTR',
]);

const defaultTtl = 300;

/**
 * What somebody would write who puts a webhook in front of PowerDNS: it knows one
 * server, the domains that it was told, and nothing of who calls it.
 */
export class PowerDnsWebhook implements WebhookService {
  constructor(
    private readonly server: RealPowerDns,
    private readonly domains: readonly string[],
  ) {}

  filter(): object {
    return { include: [...this.domains] };
  }

  async records(): Promise<WebhookEndpoint[]> {
    const endpoints: WebhookEndpoint[] = [];
    for (const domain of this.domains) {
      const { status, body } = await this.server.request(
        'GET',
        `/zones/${domain}.`,
      );
      if (status !== 200) throw new ServiceRefusal(`no zone ${domain}`);
      const { rrsets } = body as { rrsets: RecordSet[] };
      endpoints.push(
        ...rrsets.filter(({ type }) => type !== 'SOA').map(toEndpoint),
      );
    }
    return endpoints;
  }

  /** Digits come back in lower case, whoever wrote them. */
  adjust(endpoints: WebhookEndpoint[]): WebhookEndpoint[] {
    return endpoints.map(each => ({
      ...each,
      targets: each.targets?.map(target => stored(each.recordType, target)),
    }));
  }

  async apply(changes: WebhookChanges): Promise<void> {
    const { updateOld = [], updateNew = [] } = changes;
    const isReplaced = (old: WebhookEndpoint) =>
      updateNew.some(
        each =>
          each.dnsName === old.dnsName && each.recordType === old.recordType,
      );
    const gone = [
      ...(changes.delete ?? []),
      ...updateOld.filter(old => !isReplaced(old)),
    ];
    const rrsets = [
      ...gone.map(({ dnsName, recordType: type }) => ({
        name: `${dnsName}.`,
        type,
        changetype: 'DELETE',
      })),
      ...[...updateNew, ...(changes.create ?? [])].map(toRecordSet),
    ];
    for (const domain of this.domains) {
      const own = rrsets.filter(each => each.name.endsWith(`${domain}.`));
      if (own.length === 0) continue;
      const path = `/zones/${domain}.`;
      const answer = await this.server.request('PATCH', path, { rrsets: own });
      if (answer.status !== 204) {
        throw new ServiceRefusal(JSON.stringify(answer.body));
      }
    }
  }
}

function toEndpoint({ name, type, ttl, records }: RecordSet): WebhookEndpoint {
  return {
    dnsName: name.slice(0, -1),
    recordType: type,
    recordTTL: ttl,
    targets: records.map(({ content }) =>
      endsInName.has(type) ? content.slice(0, -1) : content,
    ),
  };
}

function toRecordSet(endpoint: WebhookEndpoint) {
  const { dnsName, recordType: type, recordTTL, targets = [] } = endpoint;
  return {
    name: `${dnsName}.`,
    type,
    ttl: recordTTL ?? defaultTtl,
    changetype: 'REPLACE',
    records: targets.map(target => ({
      content: endsInName.has(type) ? `${target}.` : target,
      disabled: false,
    })),
  };
}

function stored(type: string, target: string): string {
  return ['DS', 'SSHFP', 'TLSA'].includes(type) ? target.toLowerCase() : target;
}
