import { Finding } from '../verdict';
import { hasCome, laterBy } from './deadline';
import { brokenDelegation } from './findings/brokenDelegation';
import { brokenHosts } from './findings/brokenHosts';
import { brokenMembers } from './findings/brokenMembers';
import { brokenOwnership } from './findings/brokenOwnership';
import { occludedRecords } from './findings/occludedRecords';
import { FindingInput } from './findings/found';
import { delegationFindings } from './findingsTable';
import { DelegationState } from './state';
import { ZoneDraft } from './zoneStates';

/**
 * What is wrong with one delegation, from the table of findings. Each check looks at
 * one thing, and says nothing where it does not know.
 *
 * @internal
 */
export function findingsOf(draft: ZoneDraft, input: FindingInput): Finding[] {
  if (draft.state.mode === 'off') return [];
  const settled = { ...draft, state: withoutEarlyAnswers(draft.state, input) };
  const checks = [
    brokenDelegation,
    brokenMembers,
    brokenOwnership,
    occludedRecords,
    brokenHosts,
  ];
  return checks.flatMap(check =>
    [...check(settled, input)].map(({ id, subject, params = {} }): Finding => {
      const { severity, sentence, fix } = delegationFindings[id];
      const all = { zone: draft.state.zone, subject, ...params };
      return {
        id,
        subject,
        severity,
        sentence: filled(sentence, all),
        fix: filled(fix, all),
      };
    }),
  );
}

/** Seconds: Gslb, zone, ExternalDNS, CoreDNS and TTL together, as k8gb sets them. */
const patience = 480;

/** What was answered before, or shortly after, the NS set changed accuses nobody. */
function withoutEarlyAnswers(
  state: DelegationState,
  { now }: FindingInput,
): DelegationState {
  const { observed, standingSince } = state;
  if (!observed || !standingSince) return state;
  const isSettled =
    hasCome(laterBy(standingSince, patience), now) &&
    hasCome(standingSince, observed.at);
  return isSettled ? state : { ...state, observed: null };
}

function filled(
  template: string,
  params: Readonly<Record<string, string>>,
): string {
  return template.replace(/\{(\w+)\}/g, (_, key: string) => params[key] ?? '');
}
