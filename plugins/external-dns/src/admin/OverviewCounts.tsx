import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { OverviewView } from '@openova/backstage-plugin-external-dns-common';
import { Fragment } from 'react';
import { ToneLabel } from '../elements/ToneLabel';
import { dnsPageRouteRef } from '../routes';
import { useDnsTranslation } from '../translation';

const useStyles = makeStyles(theme => ({
  list: {
    display: 'grid',
    gridTemplateColumns: 'max-content minmax(0, 1fr)',
    alignItems: 'center',
    gap: theme.spacing(1, 3),
    margin: 0,
    '& dt': { fontWeight: 600 },
    '& dd': {
      margin: 0,
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0.5, 3),
    },
  },
}));

/** The first lines of the page: which clusters and zones are in order, and which not. */
export function OverviewCounts(props: { overview: OverviewView }) {
  const t = useDnsTranslation();
  const classes = useStyles();
  const page = useRouteRef(dnsPageRouteRef)();
  const { clusters, zones } = props.overview;
  const lines = [
    {
      tab: 'clusters',
      parts: [
        { word: 'fresh', tone: 'good', count: clusters.fresh },
        { word: 'stale', tone: 'bad', count: clusters.stale },
        { word: 'unsupported', tone: 'foreign', count: clusters.unsupported },
      ],
    },
    {
      tab: 'zones',
      parts: [
        { word: 'inSync', tone: 'good', count: zones.inSync },
        { word: 'pending', tone: 'busy', count: zones.pending },
        { word: 'failed', tone: 'bad', count: zones.failed },
      ],
    },
  ] as const;
  return (
    <dl className={classes.list}>
      {lines.map(({ tab, parts }) => (
        <Fragment key={tab}>
          <dt>
            <Link to={`${page}/${tab}`}>{t(`admin.overview.${tab}`)}</Link>
          </dt>
          <dd>
            {parts
              // What there is none of is not worth a word.
              .filter(({ count }) => count > 0)
              .map(({ word, tone, count }) => (
                <ToneLabel key={word} tone={tone}>
                  {t(`admin.overview.${word}`, { count })}
                </ToneLabel>
              ))}
          </dd>
        </Fragment>
      ))}
    </dl>
  );
}
