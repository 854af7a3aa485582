import {
  DelegationDecision,
  DelegationEventView,
  DelegationPreview,
  DelegationView,
} from '@openova/backstage-plugin-external-dns-common';
import { ago } from './building';

/** How the clusters came and went, the newest first. */
export function delegationEvents(zone: string): DelegationEventView[] {
  if (zone !== 'gslb.openova.io') return [];
  const event = (
    id: string,
    seconds: number,
    cluster: string,
    from: DelegationEventView['from'],
    to: DelegationEventView['to'],
    sentence: string,
  ) => ({ id, at: ago(seconds), zone, cluster, from, to, sentence });
  return [
    event(
      '5',
      11_000,
      'us-west',
      'joined',
      'unreachable',
      'us-west cannot be read; it stays a member.',
    ),
    event('4', 80_000, 'us-west', 'joining', 'joined', 'us-west takes part.'),
    event(
      '3',
      80_060,
      'us-west',
      'waiting',
      'joining',
      'us-west is about to be named in the NS set.',
    ),
    event(
      '2',
      80_400,
      'us-west',
      'gone',
      'waiting',
      'us-west has no address yet, so it cannot join.',
    ),
    event(
      '1',
      500_000,
      'ap-south',
      'leaving',
      'gone',
      'Nothing speaks of ap-south any more.',
    ),
  ];
}

/** What a decision would change. */
export function delegationPreview(
  view: DelegationView,
  decision: DelegationDecision,
): DelegationPreview {
  const { zone, standing } = view;
  const before = standing?.nsNames ?? [];
  const digest = `${zone} ${JSON.stringify(decision)}`;
  if (decision.kind === 'adopt') {
    return {
      digest,
      sentence:
        'The records stay as they are; from the next sync on they belong to this portal. Switch the other writer off first.',
      changes: [
        {
          action: 'create',
          dnsName: `_externaldns.ns-${zone}`,
          recordType: 'TXT',
          after: ['"heritage=external-dns,external-dns/owner=openova"'],
        },
      ],
    };
  }
  const lost =
    decision.kind === 'forget'
      ? view.members.filter(({ cluster }) => cluster === decision.cluster)
      : view.members;
  const names = new Set(lost.map(each => each.nsName));
  const after = before.filter(name => !names.has(name));
  return {
    digest,
    sentence:
      decision.kind === 'forget'
        ? `${decision.cluster} is no longer named now; its address goes once resolvers have forgotten the old NS set, after two minutes.`
        : `${zone} is no longer delegated now: its ${view.hosts.length} hosts stop resolving. The addresses of its name servers go two minutes later.`,
    changes: [
      after.length > 0
        ? { action: 'update', dnsName: zone, recordType: 'NS', before, after }
        : { action: 'delete', dnsName: zone, recordType: 'NS', before },
      ...lost.map(each => ({
        action: 'delete' as const,
        dnsName: each.nsName ?? '',
        recordType: 'A',
        before: each.glue,
      })),
    ],
  };
}
