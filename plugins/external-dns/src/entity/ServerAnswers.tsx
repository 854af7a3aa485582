import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { CheckView } from '@openova/backstage-plugin-external-dns-common';
import { RowHeaderCell } from '../elements/RowHeaderCell';
import { RelativeTime } from '../elements/RelativeTime';
import { Tone } from '../elements/stateColor';
import { ToneLabel } from '../elements/ToneLabel';
import { useDnsTranslation } from '../translation';

const outcomeTones: Record<CheckView['outcome'], Tone> = {
  matches: 'good',
  differs: 'drifted',
  absent: 'bad',
  unknown: 'neutral',
};

const useStyles = makeStyles(theme => ({
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 1.5),
    marginTop: theme.spacing(0.5),
  },
  table: {
    '& th, & td': {
      padding: theme.spacing(0.5, 1.5, 0.5, 0),
      overflowWrap: 'anywhere',
    },
    '&& thead th, && tr, && tbody tr:nth-of-type(odd)': {
      backgroundColor: 'transparent',
    },
    '& tbody tr:last-child > *': { borderBottom: 'none' },
  },
  narrow: { whiteSpace: 'nowrap' },
}));

/** One type: the outcome, its age, and what each server said. */
export function ServerAnswers(props: { check: CheckView }) {
  const t = useDnsTranslation();
  const classes = useStyles();
  const { recordType, outcome, checkedAt, servers } = props.check;
  return (
    <>
      <div className={classes.head}>
        <Typography variant="body2" component="span">
          {recordType}
        </Typography>
        <ToneLabel tone={outcomeTones[outcome]}>
          {t(`entity.answers.${outcome}`)}
        </ToneLabel>
        <Typography variant="body2" component="span" color="textSecondary">
          {t('entity.answers.asked')} <RelativeTime at={checkedAt} />
        </Typography>
      </div>
      <Table
        size="small"
        className={classes.table}
        aria-label={`${t('entity.answers.title')}: ${recordType}`}
      >
        <TableHead>
          <TableRow>
            <TableCell>{t('entity.answers.server')}</TableCell>
            <TableCell>{t('entity.answers.answer')}</TableCell>
            <TableCell>{t('entity.answers.time')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {servers.map(({ server, answer, error, milliseconds }) => (
            <TableRow key={server}>
              <RowHeaderCell>{server}</RowHeaderCell>
              <TableCell>
                {error ? (
                  <ToneLabel tone="bad">{error}</ToneLabel>
                ) : (
                  answer.join(', ') || t('entity.answers.nothing')
                )}
              </TableCell>
              <TableCell className={classes.narrow}>
                {t('entity.answers.milliseconds', {
                  number: milliseconds.toString(),
                })}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </>
  );
}
