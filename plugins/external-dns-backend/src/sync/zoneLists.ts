import { ProviderError } from '@openova/backstage-plugin-external-dns-node';
import { Account } from '../accounts/account';
import { LeaseLostError } from '../lease/lease';
import { SyncContext } from './context';
import { providerCall } from './providerCall';

/**
 * Asks accounts which zones they hold: at the first sync of a term, and again when
 * the sweep or a person wants it. While an account cannot be asked, its zones are
 * those that the writer before knew.
 *
 * @internal
 */
export async function listZones(
  account: Account,
  again: boolean,
  context: SyncContext,
): Promise<void> {
  if (again) account.wake();
  if (account.zonesListedAt && !again) return;
  if (account.rests === undefined) {
    try {
      await providerCall(account, context, { writes: false }, surroundings =>
        account.listZones(surroundings),
      );
      return;
    } catch (error) {
      if (
        !(error instanceof ProviderError || error instanceof LeaseLostError)
      ) {
        throw error;
      }
    }
  }
  if (account.zonesListedAt || account.zones.length > 0) return;
  const stored = await context.store.zones.all();
  account.rememberZones(
    stored
      .filter(record => record.account === account.key)
      .map(record => record.zone),
  );
}
