import { AuditorServiceEvent } from '@backstage/backend-plugin-api';
import { JsonObject } from '@backstage/types';

/** Ends the audit event with how the work ended. */
export async function audited<T>(
  event: Promise<AuditorServiceEvent>,
  work: () => Promise<T>,
  meta?: JsonObject,
): Promise<T> {
  const started = await event;
  try {
    const result = await work();
    await started.success({ meta });
    return result;
  } catch (error) {
    await started.fail({ error: error as Error, meta });
    throw error;
  }
}
