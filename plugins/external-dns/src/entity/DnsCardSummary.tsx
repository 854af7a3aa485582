import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { EntityDnsView } from '@openova/backstage-plugin-external-dns-common';
import { StateBar } from '../elements/StateBar';
import { StateCounts } from '../elements/StateCounts';
import { useDnsTranslation } from '../translation';
import { HeadSentence } from './HeadSentence';
import { countStates } from './hostnameSelection';

const useStyles = makeStyles(theme => ({
  summary: {
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1.5),
  },
}));

/** The sentence, the bar and the counts of an entity's hostnames. */
export function DnsCardSummary(props: { view: EntityDnsView }) {
  const t = useDnsTranslation();
  const classes = useStyles();
  const { hostnames } = props.view;
  if (hostnames.length === 0) {
    return <Typography>{t('entity.card.none')}</Typography>;
  }
  const counts = countStates(hostnames);
  return (
    <div className={classes.summary}>
      <HeadSentence hostnames={hostnames} />
      <StateBar counts={counts} />
      <StateCounts counts={counts} />
    </div>
  );
}
