import Tooltip from '@material-ui/core/Tooltip';
import { makeStyles, Theme } from '@material-ui/core/styles';
import { HostnameState } from '@openova/backstage-plugin-external-dns-common';
import { useDnsTranslation } from '../translation';
import { stateStyles } from './hostnameStates';
import { Tone, toneColor } from './stateColor';

const useStyles = makeStyles<Theme, { tone: Tone }>(theme => ({
  label: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.75),
    fontWeight: 600,
    whiteSpace: 'nowrap',
    color: ({ tone }) => toneColor(theme, tone),
    '& svg': { fontSize: '1.125rem', flex: 'none' },
  },
}));

/** A state as icon, word and colour; hovering says what the word means. */
export function StateLabel(props: { state: HostnameState }) {
  const t = useDnsTranslation();
  const { icon: Icon, tone } = stateStyles[props.state];
  const classes = useStyles({ tone });
  return (
    <Tooltip title={t(`stateHint.${props.state}`)}>
      <span className={classes.label}>
        <Icon aria-hidden />
        {t(`state.${props.state}`)}
      </span>
    </Tooltip>
  );
}
