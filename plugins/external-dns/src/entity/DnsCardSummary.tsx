import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { GradeChip } from '../elements/GradeChip';
import { HealthReasonList } from '../elements/HealthReasonList';
import { StateBar } from '../elements/StateBar';
import { StateCounts } from '../elements/StateCounts';
import { useDnsTranslation } from '../translation';
import { countSentence, HeadSentence } from './HeadSentence';
import { countStates } from './hostnameSelection';
import { linkToHostname } from './revealedHostname';
import { EntityDns } from './useEntityDns';

/** The card is small: the rest stands in the tab. */
const SHOWN = 2;

const useStyles = makeStyles(theme => ({
  summary: {
    ...theme.typography.body2,
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1.5),
  },
  first: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 1.5),
  },
}));

/** The grade with its worst reasons, and the bar and counts of an entity's hostnames. */
export function DnsCardSummary(props: EntityDns & { tab: string }) {
  const t = useDnsTranslation();
  const classes = useStyles();
  const { health, tab } = props;
  const { hostnames } = props.view;
  const reasons = health instanceof Error ? [] : health.reasons;
  const hidden = reasons.length - SHOWN;
  const counts = countStates(hostnames);
  const sentence =
    hostnames.length === 0
      ? t('entity.card.none')
      : countSentence(t, hostnames);
  return (
    <div className={classes.summary}>
      {health instanceof Error && hostnames.length > 0 ? (
        <HeadSentence hostnames={hostnames} />
      ) : (
        <Typography component="div" className={classes.first}>
          {!(health instanceof Error) && <GradeChip grade={health.grade} />}
          <span>{sentence}</span>
        </Typography>
      )}
      {hostnames.length > 0 && (
        <>
          <StateBar counts={counts} />
          <StateCounts counts={counts} />
          {reasons.length > 0 && (
            <HealthReasonList
              reasons={reasons.slice(0, SHOWN)}
              targetOf={({ hostname }) => {
                if (hostname === undefined) return undefined;
                const { to, state } = linkToHostname('', hostname);
                return { to: `${tab}${to}`, state };
              }}
              more={
                hidden > 0 && (
                  <Link to={tab}>
                    {t('health.reasons.moreInTab', { count: hidden })}
                  </Link>
                )
              }
            />
          )}
        </>
      )}
    </div>
  );
}
