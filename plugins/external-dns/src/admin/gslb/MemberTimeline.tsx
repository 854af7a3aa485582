import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles, Theme } from '@material-ui/core/styles';
import { DelegationEventView } from '@openova/backstage-plugin-external-dns-common';
import { useCallback } from 'react';
import { externalDnsApiRef } from '../../api';
import { RelativeTime } from '../../elements/RelativeTime';
import { SectionTitle } from '../../elements/SectionTitle';
import { Tone, toneColor } from '../../elements/stateColor';
import { memberTones } from '../../gslb/memberTones';
import { useLive } from '../../live/useLive';
import { useDnsTranslation } from '../../translation';
import { ListSkeleton } from '../ListSkeleton';
import { LiveContent } from '../LiveContent';
import { Pager } from '../Pager';
import { useCursorPages } from '../useCursorPages';

const useStyles = makeStyles(theme => ({
  list: { listStyle: 'none', margin: theme.spacing(1, 0, 0), padding: 0 },
}));

/** What happened to the clusters of a delegated zone, the newest first. */
export function MemberTimeline(props: { zone: string }) {
  const t = useDnsTranslation();
  const classes = useStyles();
  const api = useApi(externalDnsApiRef);
  const pages = useCursorPages();
  const { zone } = props;
  const { cursor, limit } = pages;
  const load = useCallback(
    (signal: AbortSignal) =>
      api.listDelegationEvents(zone, { cursor, limit }, { signal }),
    [api, zone, cursor, limit],
  );
  const live = useLive(load);
  return (
    <section aria-label={t('gslb.admin.timeline')}>
      <SectionTitle>{t('gslb.admin.timeline')}</SectionTitle>
      <LiveContent live={live} placeholder={<ListSkeleton />}>
        {page => (
          <>
            {page.items.length === 0 && (
              <Typography variant="body2" color="textSecondary">
                {t('gslb.admin.noEvents')}
              </Typography>
            )}
            <ol className={classes.list}>
              {page.items.map(event => (
                <TimelineEntry key={event.id} event={event} />
              ))}
            </ol>
            {(page.nextCursor !== undefined || pages.canGoBack) && (
              <Pager page={page} pages={pages} />
            )}
          </>
        )}
      </LiveContent>
    </section>
  );
}

const useEntryStyles = makeStyles<Theme, { tone: Tone }>(theme => ({
  entry: {
    position: 'relative',
    display: 'grid',
    gridTemplateColumns: '9rem minmax(0, 1fr)',
    gap: theme.spacing(0, 2),
    padding: theme.spacing(0.5, 0, 0.5, 3),
    overflowWrap: 'anywhere',
    // The line of time, and a dot in the colour of what the member became.
    '&::before': {
      content: '""',
      position: 'absolute',
      left: 6,
      top: 0,
      bottom: 0,
      borderLeft: `2px solid ${theme.palette.divider}`,
    },
    '&:first-child::before': { top: 14 },
    '&:last-child::before': { bottom: 'calc(100% - 14px)' },
    '&::after': {
      content: '""',
      position: 'absolute',
      left: 2,
      top: 9,
      width: 10,
      height: 10,
      borderRadius: '50%',
      backgroundColor: ({ tone }) => toneColor(theme, tone),
    },
    [theme.breakpoints.down('sm')]: {
      gridTemplateColumns: 'minmax(0, 1fr)',
    },
  },
  secondary: { color: theme.palette.text.secondary },
  became: { fontWeight: 600 },
}));

function TimelineEntry(props: { event: DelegationEventView }) {
  const t = useDnsTranslation();
  const { at, cluster, from, to, sentence } = props.event;
  const tone = to === 'gone' ? 'neutral' : memberTones[to];
  const classes = useEntryStyles({ tone });
  return (
    <li className={classes.entry}>
      <span className={classes.secondary}>
        <RelativeTime at={at} />
      </span>
      <span>
        <span className={classes.became}>
          {t('gslb.admin.event', {
            cluster,
            from: t(`gslb.members.states.${from}`),
            to: t(`gslb.members.states.${to}`),
          })}
        </span>{' '}
        <span className={classes.secondary}>{sentence}</span>
      </span>
    </li>
  );
}
