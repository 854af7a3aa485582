import { useApi } from '@backstage/core-plugin-api';
import { CheckView } from '@openova/backstage-plugin-external-dns-common';
import { useCallback, useState } from 'react';
import { externalDnsApiRef } from '../api';

/** A question to the authoritative servers that this viewer asked. */
export interface Check {
  checking: boolean;
  /** The answers, if they are newer than what is stored. */
  checks?: CheckView[];
  error?: Error;
  ask: () => Promise<void>;
}

/** Asks the authoritative servers for a name now, on behalf of an entity. */
export function useCheck(dnsName: string, entityRef: string): Check {
  const api = useApi(externalDnsApiRef);
  const [checking, setChecking] = useState(false);
  const [checks, setChecks] = useState<CheckView[]>();
  const [error, setError] = useState<Error>();
  const ask = useCallback(async () => {
    setChecking(true);
    setError(undefined);
    try {
      setChecks(await api.check({ dnsNames: [dnsName], entityRef }));
    } catch (cause) {
      setError(cause as Error);
    } finally {
      setChecking(false);
    }
  }, [api, dnsName, entityRef]);
  return { checking, checks, error, ask };
}
