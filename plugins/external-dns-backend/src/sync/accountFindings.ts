import { Finding } from '@openova/dns-engine';
import { Account } from '../accounts/account';
import { AccountProblem } from '../accounts/createAccounts';
import { ZoneWork } from './context';

/** What is wrong with accounts, for the page. @internal */
export function accountFindings(
  accounts: readonly Account[],
  problems: readonly AccountProblem[],
  works: readonly ZoneWork[],
): Finding[] {
  const findings: Finding[] = problems.map(({ path, sentence }) => ({
    id: `account-configuration ${path}`,
    subject: path,
    severity: 'error',
    sentence,
    fix: 'Correct the entry in app-config.yaml and restart the backend; the other accounts work on.',
  }));
  for (const account of accounts) {
    const { state, sentence } = account.record();
    if (state === 'ok' || sentence === undefined) continue;
    findings.push({
      id: `account-${state} ${account.key}`,
      subject: account.key,
      severity: state === 'failed' ? 'error' : 'warning',
      sentence,
      fix:
        state === 'failed'
          ? `Correct ${account.path}, or the rights of its credential; it is tried again by the next sweep or resync.`
          : 'Nothing to do: it is tried again by itself. If it lasts, look at the status page of the service.',
    });
  }
  for (const { zone, ambiguity } of works) {
    if (!ambiguity) continue;
    findings.push({
      id: `zone-ambiguous ${zone.key}`,
      subject: zone.zone.name,
      severity: 'error',
      sentence: ambiguity,
      fix: 'Leave the zone to one account: exclude it at the others.',
    });
  }
  return findings;
}
