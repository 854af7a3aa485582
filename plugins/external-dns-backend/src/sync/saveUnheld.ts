import {
  combine,
  DelegationState,
  normaliseName,
  unheldDelegations,
} from '@openova/dns-engine';
import { Account } from '../accounts/account';
import { CollectedGroup } from '../collect/collected';
import { SyncContext } from './context';

/** Where they stand among the stored states and findings: at no zone of an account. */
const noZone = { key: '', provider: '' };
const findingsScope = 'unheld-delegations';

/**
 * k8gb's delegations whose parent zone no account holds: nothing of them is written,
 * and they are shown, checked over DNS and remembered like all others. Before every
 * account has told its zones nobody knows which these are.
 *
 * @internal
 */
export async function saveUnheld(
  groups: readonly CollectedGroup[],
  accounts: readonly Account[],
  context: SyncContext,
): Promise<void> {
  const { gslb, store, clock } = context;
  if (!gslb || accounts.some(each => each.zonesListedAt === undefined)) return;
  const [account] = accounts;
  if (!account) return;
  const desired = groups.map(({ instance, cluster, sources }) => {
    const k8gb = sources.filter(each => each.source === 'k8gb');
    const { semantics } = account.provider;
    const combined = combine(k8gb, instance, semantics);
    return { options: instance, cluster, sources: k8gb, ...combined };
  });
  const zones = accounts.flatMap(each =>
    each.zones.map(({ key, zone: { id, name, visibility } }) => {
      return { key, id, name: normaliseName(name), visibility };
    }),
  );
  const remembered = await store.delegations.ofZone(noZone.key);
  const now = clock.now();
  const states: DelegationState[] = unheldDelegations(
    desired,
    zones,
    { ...gslb, remembered },
    now.toISOString(),
  );
  await store.delegations.change(noZone, remembered, states, now);
  const findings = states.flatMap(each => each.findings);
  await store.findings.replaceScope(findingsScope, findings, now);
}
