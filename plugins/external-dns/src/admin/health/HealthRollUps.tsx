import { useApi } from '@backstage/core-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { HealthGroupBy } from '@openova/backstage-plugin-external-dns-common';
import { useCallback } from 'react';
import { externalDnsApiRef } from '../../api';
import { CountChip } from '../../elements/CountChip';
import { useLive } from '../../live/useLive';
import { useQueryState } from '../../live/useQueryState';
import { useDnsTranslation } from '../../translation';
import { ListSkeleton } from '../ListSkeleton';
import { LiveContent } from '../LiveContent';
import { HealthRollUpTable } from './HealthRollUpTable';

const groups: readonly HealthGroupBy[] = ['owner', 'system', 'domain'];

const REST_MILLISECONDS = 30_000;

const useStyles = makeStyles(theme => ({
  groups: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    marginBottom: theme.spacing(1),
  },
}));

/** The worst grade and the counts of each owner, system or domain. */
export function HealthRollUps() {
  const t = useDnsTranslation();
  const classes = useStyles();
  const api = useApi(externalDnsApiRef);
  const query = useQueryState();
  const asked = query.get('by');
  const by = groups.find(each => each === asked) ?? 'owner';
  const load = useCallback(
    async (signal: AbortSignal) => ({
      by,
      rollUps: await api.listHealthRollUps(by, { signal }),
    }),
    [api, by],
  );
  const live = useLive(load, { restMilliseconds: REST_MILLISECONDS });
  return (
    <>
      <div
        role="group"
        aria-label={t('health.rollUps.by')}
        className={classes.groups}
      >
        {groups.map(each => (
          <CountChip
            key={each}
            label={t(`health.rollUps.${each}`)}
            pressed={each === by}
            onClick={() =>
              query.set({ by: each === 'owner' ? undefined : each })
            }
          />
        ))}
      </div>
      <LiveContent live={live} placeholder={<ListSkeleton />}>
        {value => <HealthRollUpTable {...value} />}
      </LiveContent>
    </>
  );
}
