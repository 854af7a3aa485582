import { Finding } from '../verdict';
import { brokenDelegation } from './findings/brokenDelegation';
import { brokenHosts } from './findings/brokenHosts';
import { brokenMembers } from './findings/brokenMembers';
import { brokenOwnership } from './findings/brokenOwnership';
import { occludedRecords } from './findings/occludedRecords';
import { FindingInput } from './findings/found';
import { delegationFindings } from './findingsTable';
import { ZoneDraft } from './zoneStates';

/**
 * What is wrong with one delegation, from the table of findings. Each check looks at
 * one thing, and says nothing where it does not know.
 *
 * @internal
 */
export function findingsOf(draft: ZoneDraft, input: FindingInput): Finding[] {
  if (draft.state.mode === 'off') return [];
  const checks = [
    brokenDelegation,
    brokenMembers,
    brokenOwnership,
    occludedRecords,
    brokenHosts,
  ];
  return checks.flatMap(check =>
    [...check(draft, input)].map(({ id, subject, params = {} }): Finding => {
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

function filled(
  template: string,
  params: Readonly<Record<string, string>>,
): string {
  return template.replace(/\{(\w+)\}/g, (_, key: string) => params[key] ?? '');
}
