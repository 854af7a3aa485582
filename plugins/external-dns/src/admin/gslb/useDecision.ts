import { useApi } from '@backstage/core-plugin-api';
import { ResponseError } from '@backstage/errors';
import {
  DelegationDecision,
  DelegationPreview,
} from '@openova/backstage-plugin-external-dns-common';
import { useCallback, useEffect, useState } from 'react';
import { externalDnsApiRef } from '../../api';

/** A decision on its way: previewed, confirmed, taken. */
export interface Decision {
  /** What it would change; absent while that is worked out. */
  preview?: DelegationPreview;
  previewError?: Error;
  /** The zone changed after the first preview: this one is new. */
  hasChanged: boolean;
  deciding: boolean;
  /** Why it was not taken, other than that the zone changed. */
  error?: Error;
  decide: () => Promise<void>;
  previewAgain: () => void;
}

/** Previews a decision, and takes it only for what was previewed. */
export function useDecision(
  zone: string,
  decision: DelegationDecision,
  onDecided: () => void,
): Decision {
  const api = useApi(externalDnsApiRef);
  const [attempt, setAttempt] = useState(0);
  const [preview, setPreview] = useState<DelegationPreview>();
  const [previewError, setPreviewError] = useState<Error>();
  const [hasChanged, setHasChanged] = useState(false);
  const [deciding, setDeciding] = useState(false);
  const [error, setError] = useState<Error>();

  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    setPreview(undefined);
    setPreviewError(undefined);
    api.previewDelegationDecision(zone, decision, { signal }).then(
      value => !signal.aborted && setPreview(value),
      (cause: Error) => !signal.aborted && setPreviewError(cause),
    );
    return () => controller.abort();
  }, [api, zone, decision, attempt]);

  const previewAgain = useCallback(() => setAttempt(before => before + 1), []);

  const decide = useCallback(async () => {
    if (!preview) return;
    setDeciding(true);
    setError(undefined);
    try {
      await api.decideDelegation(zone, decision, preview.digest);
      onDecided();
    } catch (cause) {
      if (cause instanceof ResponseError && cause.statusCode === 409) {
        setHasChanged(true);
        previewAgain();
      } else {
        setError(cause as Error);
      }
    } finally {
      setDeciding(false);
    }
  }, [api, zone, decision, preview, onDecided, previewAgain]);

  return {
    preview,
    previewError,
    hasChanged,
    deciding,
    error,
    decide,
    previewAgain,
  };
}
