import { useApi } from '@backstage/core-plugin-api';
import { DelegationView } from '@openova/backstage-plugin-external-dns-common';
import { useCallback, useState } from 'react';
import { externalDnsApiRef } from '../api';

/** A question to the servers of a delegation that this viewer asked. */
export interface DelegationCheck {
  checking: boolean;
  /** The zone as the newest check found it. */
  checked?: DelegationView;
  error?: Error;
  ask: () => Promise<void>;
}

/**
 * Asks the parent's servers and the clusters' now.
 *
 * @param entityRef - on whose behalf; absent for an admin.
 */
export function useDelegationCheck(
  zone: string,
  entityRef: string | undefined,
  onChecked: () => void,
): DelegationCheck {
  const api = useApi(externalDnsApiRef);
  const [checking, setChecking] = useState(false);
  const [checked, setChecked] = useState<DelegationView>();
  const [error, setError] = useState<Error>();
  const ask = useCallback(async () => {
    setChecking(true);
    setError(undefined);
    try {
      setChecked(await api.checkDelegation(zone, { entityRef }));
      onChecked();
    } catch (cause) {
      setError(cause as Error);
    } finally {
      setChecking(false);
    }
  }, [api, zone, entityRef, onChecked]);
  return { checking, checked, error, ask };
}

/** Findings whose subject is a host; the others concern the whole zone. */
const aboutHost = new Set([
  'ANSWER_DIVERGES',
  'HOST_PARTIAL',
  'REF_MISSING',
  'STRATEGY_DIVERGE',
]);

/**
 * The newer of what is stored and what the viewer's own check found, with the stored
 * one's hosts: an entity sees its own, and what is wrong with these and with the zone.
 */
export function newestDelegation<T extends DelegationView>(
  stored: T,
  checked: DelegationView | undefined,
): T {
  const before = stored.observed?.at ?? '';
  const after = checked?.observed?.at ?? '';
  const isNewer = Date.parse(after) > Date.parse(before) || (!before && after);
  // A plan since the check knows more than the check did.
  const isPlannedSince =
    checked && Date.parse(stored.plannedAt) > Date.parse(checked.plannedAt);
  const newest =
    checked && isNewer && !isPlannedSince ? { ...stored, ...checked } : stored;
  const own = new Set(stored.hosts.map(({ host }) => host));
  return {
    ...newest,
    hosts: newest.hosts.filter(({ host }) => own.has(host)),
    findings: newest.findings.filter(
      ({ id, subject }) => !aboutHost.has(id) || own.has(subject),
    ),
  };
}
