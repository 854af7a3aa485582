import { ChangeView } from '@openova/backstage-plugin-external-dns-common';

/** The sign of a line in a diff; a true minus is as wide as the plus. */
export const changeSigns: Record<ChangeView['action'], string> = {
  create: '+',
  update: '~',
  delete: '−',
};

/** The record sets of a change in words: old and new values. */
export function changeValues(change: ChangeView): {
  before?: string;
  after?: string;
} {
  return {
    before: change.before?.targets.join(', '),
    after: change.after?.targets.join(', '),
  };
}
