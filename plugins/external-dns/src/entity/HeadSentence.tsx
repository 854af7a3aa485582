import Typography from '@material-ui/core/Typography';
import { makeStyles, Theme } from '@material-ui/core/styles';
import {
  HostnameState,
  HostnameView,
} from '@openova/backstage-plugin-external-dns-common';
import { stateRank, stateStyles } from '../elements/hostnameStates';
import { toneColor } from '../elements/stateColor';
import { Translate, useDnsTranslation } from '../translation';

const useStyles = makeStyles<Theme, { state: HostnameState }>(theme => ({
  head: {
    display: 'flex',
    gap: theme.spacing(1),
    alignItems: 'flex-start',
    overflowWrap: 'anywhere',
    '& svg': {
      flex: 'none',
      marginTop: 3,
      color: ({ state }) => toneColor(theme, stateStyles[state].tone),
    },
  },
}));

/** The answer where there is no grade: how many work, and the worst that does not. */
export function HeadSentence(props: { hostnames: HostnameView[] }) {
  const t = useDnsTranslation();
  const worst = worstHostname(props.hostnames);
  const state = worst?.state ?? 'works';
  const classes = useStyles({ state });
  const { icon: Icon } = stateStyles[state];
  return (
    <Typography variant="body1" component="p" className={classes.head}>
      <Icon aria-hidden />
      <span>
        <strong>{countSentence(t, props.hostnames)}</strong>{' '}
        {worst && worstSentence(t, worst)}
      </span>
    </Typography>
  );
}

/** The hostname that most needs a look; undefined if all work. */
export function worstHostname(
  hostnames: HostnameView[],
): HostnameView | undefined {
  return hostnames
    .filter(hostname => hostname.state !== 'works')
    .sort(
      (a, b) =>
        stateRank(a.state) - stateRank(b.state) ||
        a.dnsName.localeCompare(b.dnsName),
    )[0];
}

/** How many of the hostnames work. */
export function countSentence(t: Translate, hostnames: HostnameView[]): string {
  const count = hostnames.length;
  const working = hostnames.filter(({ state }) => state === 'works').length;
  return working === count
    ? t('entity.sentence.allWork', { count })
    : t('entity.sentence.someWork', { count, working: working.toString() });
}

/** A sentence that names its host already is not given the name twice. */
function worstSentence(t: Translate, worst: HostnameView): string {
  const { dnsName, sentence } = worst;
  return sentence.includes(dnsName)
    ? sentence
    : t('entity.sentence.subject', { dnsName, sentence });
}
