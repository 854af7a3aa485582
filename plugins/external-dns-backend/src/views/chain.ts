import {
  ChainLink,
  ObjectRef,
  RecordView,
  VerdictView,
} from '@openova/backstage-plugin-external-dns-common';
import { Reason, reasons } from '@openova/dns-engine';
import { GatewayFact, ObjectFacts } from '../collect/collected';
import { VerdictRow } from './verdictViews';

/** What is known of one object and one of its hostnames. */
export interface BranchState {
  origin: ObjectRef;
  dnsName: string;
  facts: ObjectFacts | undefined;
  verdicts: readonly { row: VerdictRow; view: VerdictView }[];
  records: readonly RecordView[];
}

type Link = Omit<ChainLink, 'status'> & { ok: boolean | undefined };

/**
 * The chain from the object to the answer of the authoritative servers. The first
 * broken link tells what is wrong and what to do; links after it are unknown, since
 * they cannot be expected to hold.
 */
export function chainOf(state: BranchState): ChainLink[] {
  const links = [
    objectLink(state),
    ...gatewayLink(state),
    addressLink(state),
    recordLink(state),
    ownershipLink(state),
    answerLink(state),
  ];
  const problem = state.verdicts.find(
    ({ row }) => brokenBy[reasons[row.reason].state] !== undefined,
  );
  const blamed = problem && brokenBy[reasons[problem.row.reason].state];
  const waiting = state.verdicts.some(
    ({ row }) => reasons[row.reason].state === 'updating',
  );
  const broken = links.findIndex(({ id, ok }) => ok === false || id === blamed);
  return links.map(({ ok, ...link }, index): ChainLink => {
    if (index < broken || broken < 0) {
      return { ...link, status: ok ? 'ok' : 'unknown' };
    }
    if (index > broken) return { ...link, status: 'unknown' };
    if (!problem) return { ...link, status: waiting ? 'waiting' : 'broken' };
    return {
      ...link,
      status: 'broken',
      sentence: problem.view.sentence,
      fix: problem.view.fix,
    };
  });
}

/** Which link a verdict speaks of, where the facts alone do not show it. */
const brokenBy: Partial<Record<Reason['state'], ChainLink['id']>> = {
  filtered: 'object',
  blocked: 'record',
  waits: 'record',
  conflict: 'record',
  foreign: 'ownership',
};

function objectLink({ origin, facts }: BranchState): Link {
  return {
    id: 'object',
    title: `${origin.kind} ${origin.namespace}/${origin.name}`,
    values: [origin.cluster],
    ok: facts ? true : undefined,
  };
}

function gatewayLink({ facts }: BranchState): Link[] {
  const gateways = facts?.gateways;
  if (!gateways) return [];
  const accepted = gateways.filter(isAccepted);
  const shown = accepted[0] ?? gateways[0];
  return [
    {
      id: 'gateway',
      title: shown
        ? `${shown.kind} ${shown.namespace}/${shown.name}`
        : 'No Gateway',
      values: gateways.map(gateway => describeGateway(gateway, shown)),
      ok: accepted.length > 0,
    },
  ];
}

function isAccepted(gateway: GatewayFact): boolean {
  return gateway.exists && gateway.accepted === 'True';
}

/** The Gateway that the title names is not named again. */
function describeGateway(gateway: GatewayFact, shown: GatewayFact): string {
  const isShown =
    gateway.namespace === shown.namespace && gateway.name === shown.name;
  const words = [
    ...(isShown ? [] : [`${gateway.namespace}/${gateway.name}`]),
    ...(gateway.section ? [`listener ${gateway.section}`] : []),
  ];
  return [words.join(' '), gatewayState(gateway)].filter(Boolean).join(': ');
}

function gatewayState(gateway: GatewayFact): string {
  if (!gateway.exists) return 'does not exist';
  if (gateway.accepted === 'True') return 'accepted';
  return gateway.accepted ? 'not accepted' : 'no answer yet';
}

function addressLink({ dnsName, facts }: BranchState): Link {
  const asked = (facts?.asks ?? []).filter(ask => ask.dnsName === dnsName);
  const targets = [...new Set(asked.flatMap(ask => ask.targets))];
  const addresses = [
    ...new Set(
      (facts?.gateways ?? [])
        .filter(isAccepted)
        .flatMap(each => each.addresses),
    ),
  ];
  const values = targets.length > 0 ? targets : addresses;
  return {
    id: 'address',
    title: values.length === 1 ? values[0] : `${values.length} addresses`,
    values,
    ok: values.length > 0,
  };
}

function recordLink({ dnsName, records }: BranchState): Link {
  const types = records.map(record => record.recordType);
  const [first] = records;
  return {
    id: 'record',
    title: first
      ? `${types.join(', ')}${first.ttl ? `, TTL ${first.ttl} s` : ''}`
      : `No record for ${dnsName}`,
    values: records.flatMap(record => record.targets),
    ok: records.length > 0,
  };
}

function ownershipLink({ records }: BranchState): Link {
  const owned = records.find(record => record.txt.length > 0);
  const foreign = records.find(record => !record.ours);
  return {
    id: 'ownership',
    title: owned?.txt[0].name ?? 'No ownership TXT',
    values: records.flatMap(record => record.txt.map(txt => txt.value)),
    ok: records.length > 0 && !foreign,
    ...(foreign && {
      sentence: foreign.owner
        ? `The ${foreign.recordType} record belongs to the owner "${foreign.owner}".`
        : `The ${foreign.recordType} record has no ownership TXT: somebody else made it.`,
    }),
  };
}

function answerLink({ records }: BranchState): Link {
  const checks = records.flatMap(record =>
    record.check ? [record.check] : [],
  );
  const wrong = checks.find(check =>
    ['differs', 'absent'].includes(check.outcome),
  );
  const answers = [
    ...new Set(
      checks.flatMap(check => check.servers.flatMap(server => server.answer)),
    ),
  ];
  return {
    id: 'answer',
    title: answers.length > 0 ? answers.join(', ') : 'Not asked yet',
    values: checks.flatMap(check =>
      check.servers.map(
        server =>
          `${server.server}: ${
            server.error ?? (server.answer.join(', ') || 'no such record')
          }`,
      ),
    ),
    ok: wrong
      ? false
      : checks.some(check => check.outcome === 'matches') || undefined,
    ...(wrong && {
      sentence:
        wrong.outcome === 'absent'
          ? "The zone's servers do not know this record."
          : "The zone's servers answer something else than the record says.",
      fix: 'Check now again after the TTL; if it stays, ask an admin for a resync of the zone.',
    }),
  };
}
