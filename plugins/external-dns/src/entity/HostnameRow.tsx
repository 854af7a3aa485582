import ButtonBase from '@material-ui/core/ButtonBase';
import Chip from '@material-ui/core/Chip';
import Collapse from '@material-ui/core/Collapse';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import Tooltip from '@material-ui/core/Tooltip';
import { makeStyles } from '@material-ui/core/styles';
import ChevronRight from '@material-ui/icons/ChevronRight';
import { ReactNode, useEffect, useId, useRef } from 'react';
import { RowHeaderCell } from '../elements/RowHeaderCell';
import { StateLabel } from '../elements/StateLabel';
import { objectText } from '../elements/objectText';
import { useDnsTranslation } from '../translation';
import { useColumnStyles } from './columnStyles';
import { HostnameFacts } from './hostnameFacts';
import { hostnameColumns } from './hostnameSelection';

const SHOWN_TARGETS = 2;

const useStyles = makeStyles(theme => ({
  // Doubled: the theme stripes every other row, and here two rows are one.
  row: {
    '&&': { backgroundColor: 'transparent' },
    // Room above, where a link has brought it into view.
    scrollMarginTop: theme.spacing(8),
    '& > *': {
      padding: theme.spacing(1),
      wordBreak: 'normal',
      verticalAlign: 'top',
      lineHeight: '24px',
      borderTop: `1px solid ${theme.palette.divider}`,
      borderBottom: 'none',
    },
    '& > :first-child': { paddingLeft: theme.spacing(1.5) },
    '&&:hover': { backgroundColor: theme.palette.action.hover },
  },
  // Not the colour of hovering: on it, coloured words are too faint in the dark theme.
  open: { '&&': { backgroundColor: theme.palette.background.default } },
  toggle: {
    justifyContent: 'flex-start',
    alignItems: 'flex-start',
    textAlign: 'left',
    font: 'inherit',
    fontWeight: 600,
    lineHeight: '24px',
    borderRadius: theme.shape.borderRadius,
    overflowWrap: 'anywhere',
    '&:focus-visible': { outline: `2px solid ${theme.palette.primary.main}` },
    '& svg': {
      fontSize: '1.5rem',
      flex: 'none',
      transition: theme.transitions.create('transform', { duration: 120 }),
    },
    '&[aria-expanded=true] svg': { transform: 'rotate(90deg)' },
  },
  chips: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5),
    minHeight: 24,
    alignItems: 'center',
  },
  chip: { margin: 0, height: 20 },
  mono: { fontVariantNumeric: 'tabular-nums' },
  secondary: { color: theme.palette.text.secondary },
  detailsRow: { '&&': { backgroundColor: theme.palette.background.default } },
  details: { '&&': { padding: 0, borderBottom: 'none' } },
}));

/** One hostname; its name is the button that opens the chain below it. */
export function HostnameRow(props: {
  row: HostnameFacts;
  open: boolean;
  /** A visit that asks to see this row; another one asks anew. */
  reveal?: string;
  onToggle: () => void;
  children: ReactNode;
}) {
  const t = useDnsTranslation();
  const classes = useStyles();
  const columns = useColumnStyles();
  const detailsId = useId();
  const { row, open, reveal } = props;
  const toggle = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (reveal === undefined) return;
    toggle.current?.closest('tr')?.scrollIntoView({ block: 'start' });
    toggle.current?.focus({ preventScroll: true });
  }, [reveal]);
  const { dnsName, state, zone } = row.hostname;
  const hidden = row.targets.slice(SHOWN_TARGETS);
  const nothing = (
    <span className={classes.secondary} aria-label={t('entity.table.noValue')}>
      –
    </span>
  );
  return (
    <>
      <TableRow className={`${classes.row} ${open ? classes.open : ''}`}>
        <RowHeaderCell className={columns.hostname}>
          <ButtonBase
            ref={toggle}
            className={classes.toggle}
            aria-expanded={open}
            aria-controls={detailsId}
            onClick={props.onToggle}
          >
            <ChevronRight aria-hidden />
            {dnsName}
          </ButtonBase>
        </RowHeaderCell>
        <TableCell className={columns.state}>
          <StateLabel state={state} />
        </TableCell>
        <TableCell className={columns.type}>
          <div className={classes.chips}>
            {row.recordTypes.map(type => (
              <Chip
                key={type}
                size="small"
                variant="outlined"
                label={type}
                className={classes.chip}
              />
            ))}
            {row.recordTypes.length === 0 && nothing}
          </div>
        </TableCell>
        <TableCell className={`${columns.answer} ${classes.mono}`}>
          {row.targets.slice(0, SHOWN_TARGETS).map(target => (
            <div key={target}>{target}</div>
          ))}
          {hidden.length > 0 && (
            <Tooltip title={hidden.join(', ')}>
              <span className={classes.secondary}>
                {t('entity.table.moreTargets', {
                  number: hidden.length.toString(),
                })}
              </span>
            </Tooltip>
          )}
          {row.targets.length === 0 && nothing}
        </TableCell>
        <TableCell className={`${columns.ttl} ${classes.mono}`}>
          <TimeToLive row={row} nothing={nothing} />
        </TableCell>
        <TableCell className={columns.cluster}>
          {row.clusters.map(cluster => (
            <div key={cluster}>{cluster}</div>
          ))}
          {row.clusters.length === 0 && nothing}
        </TableCell>
        <TableCell className={columns.zone}>{zone ?? nothing}</TableCell>
        <TableCell className={columns.source}>
          {row.objects[0] ? objectText(row.objects[0]) : nothing}
          {row.objects.length > 1 && (
            <div className={classes.secondary}>
              {t('entity.table.moreObjects', { count: row.objects.length - 1 })}
            </div>
          )}
        </TableCell>
      </TableRow>
      <TableRow className={classes.detailsRow}>
        <TableCell
          colSpan={hostnameColumns.length}
          id={detailsId}
          className={classes.details}
        >
          <Collapse in={open} timeout={120} unmountOnExit>
            {props.children}
          </Collapse>
        </TableCell>
      </TableRow>
    </>
  );
}

function TimeToLive(props: { row: HostnameFacts; nothing: ReactNode }) {
  const t = useDnsTranslation();
  const { row, nothing } = props;
  if (row.hostname.records.length === 0) return <>{nothing}</>;
  if (row.ttls.length === 0) {
    return (
      <Tooltip title={t('entity.table.providerTtlHint')}>
        <span>{t('entity.table.providerTtl')}</span>
      </Tooltip>
    );
  }
  return (
    <>
      {row.ttls
        .map(ttl => t('entity.table.seconds', { number: ttl.toString() }))
        .join(', ')}
    </>
  );
}
