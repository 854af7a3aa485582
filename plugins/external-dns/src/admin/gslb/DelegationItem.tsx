import ButtonBase from '@material-ui/core/ButtonBase';
import Collapse from '@material-ui/core/Collapse';
import { makeStyles } from '@material-ui/core/styles';
import ChevronRight from '@material-ui/icons/ChevronRight';
import { DelegationView } from '@openova/backstage-plugin-external-dns-common';
import { useId } from 'react';
import { DelegationStanding } from '../../gslb/DelegationStanding';
import { findingsWorstFirst } from '../../gslb/memberTones';
import { useDnsTranslation } from '../../translation';
import { DelegationPanel } from './DelegationPanel';

const useStyles = makeStyles(theme => ({
  item: {
    borderTop: `1px solid ${theme.palette.divider}`,
    overflowWrap: 'anywhere',
    '&:first-child': { borderTop: 'none' },
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 2),
    padding: theme.spacing(1.25, 2, 1.25, 1),
    fontSize: theme.typography.body2.fontSize,
  },
  heading: { margin: 0, fontSize: 'inherit' },
  toggle: {
    font: 'inherit',
    fontWeight: 600,
    textAlign: 'left',
    borderRadius: theme.shape.borderRadius,
    '&:focus-visible': { outline: `2px solid ${theme.palette.primary.main}` },
    '& svg': {
      transition: theme.transitions.create('transform', { duration: 120 }),
    },
    '&[aria-expanded=true] svg': { transform: 'rotate(90deg)' },
  },
  secondary: { color: theme.palette.text.secondary },
  sentence: { flexBasis: '100%', paddingLeft: theme.spacing(3) },
  panel: { padding: theme.spacing(1, 2, 3, 4) },
}));

/** A delegated zone in a line or two; opened, all that is known of it. */
export function DelegationItem(props: {
  stored: DelegationView;
  open: boolean;
  onToggle: () => void;
  onChange: () => void;
}) {
  const t = useDnsTranslation();
  const classes = useStyles();
  const panelId = useId();
  const { stored, open, onToggle, onChange } = props;
  const { zone, parent, members, hosts } = stored;
  const [worst] = findingsWorstFirst(stored.findings);
  const joined = members.filter(({ state }) => state === 'joined').length;
  return (
    <li className={classes.item}>
      <div className={classes.head}>
        <h2 className={classes.heading}>
          <ButtonBase
            className={classes.toggle}
            aria-expanded={open}
            aria-controls={panelId}
            onClick={onToggle}
          >
            <ChevronRight aria-hidden />
            {zone}
          </ButtonBase>
        </h2>
        <DelegationStanding delegation={stored} />
        <span className={classes.secondary}>
          {t('gslb.delegatedFrom', { parent })}
        </span>
        <span>
          {t('gslb.admin.membersJoined', {
            joined: joined.toString(),
            number: members.length.toString(),
          })}
        </span>
        <span>{t('gslb.admin.hosts', { count: hosts.length })}</span>
        {worst && !open && (
          <span className={classes.sentence}>{worst.sentence}</span>
        )}
      </div>
      <div id={panelId}>
        <Collapse in={open} timeout={120} unmountOnExit>
          <div className={classes.panel}>
            <DelegationPanel stored={stored} onChange={onChange} />
          </div>
        </Collapse>
      </div>
    </li>
  );
}
