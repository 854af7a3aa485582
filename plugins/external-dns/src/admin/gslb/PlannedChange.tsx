import { makeStyles, Theme } from '@material-ui/core/styles';
import { DelegationPreview } from '@openova/backstage-plugin-external-dns-common';
import { changeSigns } from '../../elements/changeText';
import { Tone, toneColor } from '../../elements/stateColor';
import { visuallyHidden } from '../../elements/visuallyHidden';
import { useDnsTranslation } from '../../translation';

type Change = DelegationPreview['changes'][number];

const actionTones: Record<Change['action'], Tone> = {
  create: 'good',
  update: 'busy',
  delete: 'bad',
};

const useStyles = makeStyles<Theme, { tone: Tone }>(theme => ({
  line: {
    display: 'grid',
    gridTemplateColumns: '1.25rem minmax(0, 1fr)',
    gap: theme.spacing(0, 1),
    padding: theme.spacing(0.375, 1),
    borderLeft: ({ tone }) => `3px solid ${toneColor(theme, tone)}`,
    fontFamily: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
    fontSize: theme.typography.pxToRem(13),
    lineHeight: 1.6,
    overflowWrap: 'anywhere',
    '& + &': { marginTop: 2 },
  },
  sign: {
    fontWeight: 700,
    color: ({ tone }) => toneColor(theme, tone),
  },
  before: {
    color: theme.palette.text.secondary,
    textDecoration: 'line-through',
  },
  hidden: visuallyHidden,
}));

/** One record that a decision would change, as a line of a diff. */
export function PlannedChange(props: { change: Change }) {
  const t = useDnsTranslation();
  const { action, dnsName, recordType, before, after } = props.change;
  const classes = useStyles({ tone: actionTones[action] });
  return (
    <li className={classes.line}>
      <span className={classes.sign} aria-hidden>
        {changeSigns[action]}
      </span>
      <span>
        <span className={classes.hidden}>{t(`gslb.decisions.${action}`)} </span>
        {dnsName} <strong>{recordType}</strong>{' '}
        {before && <del className={classes.before}>{before.join(', ')}</del>}{' '}
        {after && <span>{after.join(', ')}</span>}
      </span>
    </li>
  );
}
