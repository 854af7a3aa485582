import { Change } from '@openova/dns-engine';
import { settingsOf } from './settings';

/*
 * What the plans of zones take. The service would refuse it as well, but with
 * fewer words, and a call for each half of the batch that is searched for it.
 */

const comments = { free: 100, paid: 500 };
const tagsOfPaid = 20;

/** Why a zone of this plan cannot hold what the change wants; a sentence. @internal */
export function planDefect(
  change: Change,
  plan: string | undefined,
): string | undefined {
  if (change.action === 'delete' || !plan) return undefined;
  const { recordType, dnsName } = change.new;
  const { comment, tags } = settingsOf(change.new);
  const isFree = plan === 'free';
  const longest = isFree ? comments.free : comments.paid;
  const length = [...comment].length;
  const what = `${recordType} ${dnsName}`;
  if (length > longest) {
    return `${what}: its comment has ${length} characters, and a zone of the plan ${plan} takes ${longest}`;
  }
  const most = isFree ? 0 : tagsOfPaid;
  if (tags.length > most) {
    return isFree
      ? `${what} has tags, and a zone of the plan free takes none: remove them, or move the zone to a paid plan`
      : `${what} has ${tags.length} tags, and a zone takes ${most}`;
  }
  return undefined;
}
