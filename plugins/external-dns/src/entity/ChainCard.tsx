import Typography from '@material-ui/core/Typography';
import { makeStyles, Theme } from '@material-ui/core/styles';
import CancelOutlined from '@material-ui/icons/CancelOutlined';
import CheckCircle from '@material-ui/icons/CheckCircle';
import HelpOutline from '@material-ui/icons/HelpOutline';
import HourglassEmpty from '@material-ui/icons/HourglassEmpty';
import RadioButtonUnchecked from '@material-ui/icons/RadioButtonUnchecked';
import { ChainLink } from '@openova/backstage-plugin-external-dns-common';
import { CopyButton } from '../elements/CopyButton';
import { CopyableText } from '../elements/CopyableText';
import { Tone, toneColor } from '../elements/stateColor';
import { useDnsTranslation } from '../translation';

const statusStyles = {
  ok: { icon: CheckCircle, tone: 'good' },
  broken: { icon: CancelOutlined, tone: 'bad' },
  waiting: { icon: HourglassEmpty, tone: 'waiting' },
  unknown: { icon: HelpOutline, tone: 'neutral' },
  notReached: { icon: RadioButtonUnchecked, tone: 'neutral' },
} as const;

const useStyles = makeStyles<Theme, { tone: Tone; open: boolean }>(theme => ({
  card: {
    flex: 1,
    minWidth: 0,
    padding: theme.spacing(1),
    borderRadius: theme.shape.borderRadius,
    border: ({ tone, open }) =>
      `${open ? 2 : 1}px solid ${
        open ? toneColor(theme, tone) : theme.palette.divider
      }`,
    backgroundColor: theme.palette.background.paper,
    overflowWrap: 'anywhere',
  },
  head: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(0.5),
    lineHeight: 1.3,
    fontSize: theme.typography.pxToRem(12),
    color: theme.palette.text.secondary,
    '& svg': {
      fontSize: '1.125rem',
      color: ({ tone }) => toneColor(theme, tone),
    },
  },
  title: {
    fontWeight: 600,
    fontSize: theme.typography.pxToRem(14),
    lineHeight: 1.4,
  },
  beyond: { color: theme.palette.text.secondary, fontWeight: 400 },
  values: { listStyle: 'none', margin: 0, padding: 0 },
  sentence: { marginTop: theme.spacing(0.5) },
}));

/** One link: what it is, whether it holds, its values, and why it does not. */
export function ChainCard(props: {
  link: ChainLink;
  /** The first link that does not hold: it says what to do. */
  open: boolean;
  /** Whether the chain holds up to here. */
  reached: boolean;
  cluster?: string;
}) {
  const t = useDnsTranslation();
  const { link, open, reached, cluster } = props;
  const status = reached || link.status === 'ok' ? link.status : 'notReached';
  const { icon: Icon, tone } = statusStyles[status];
  // What comes after the first link that does not hold is grey, even if it stands.
  const classes = useStyles({ tone: reached ? tone : 'neutral', open });
  const values = furtherValues(link, cluster);
  return (
    <div className={classes.card}>
      <div className={classes.head}>
        <span>{t(`entity.chain.${link.id}`)}</span>
        <Icon
          titleAccess={t(`entity.chain.${status}`)}
          role="img"
          aria-hidden={undefined}
        />
      </div>
      <Typography
        component="div"
        className={`${classes.title} ${reached ? '' : classes.beyond}`}
      >
        {link.title}
        {link.values.includes(link.title) && (
          <CopyButton
            text={link.title}
            what={`${t(`entity.chain.${link.id}`)} ${link.title}`}
          />
        )}
      </Typography>
      {cluster && (
        <Typography variant="caption" color="textSecondary" component="div">
          {t('entity.chain.in', { cluster })}
        </Typography>
      )}
      {values.length > 0 && (
        <ul className={classes.values}>
          {values.map(value => (
            <li key={value}>
              <CopyableText
                text={value}
                what={`${t(`entity.chain.${link.id}`)} ${value}`}
              />
            </li>
          ))}
        </ul>
      )}
      {open && link.sentence && (
        <Typography variant="body2" className={classes.sentence}>
          {link.sentence}
        </Typography>
      )}
      {open && link.fix && (
        <Typography variant="body2" className={classes.sentence}>
          <strong>{t('entity.chain.whatToDo')}</strong> {link.fix}
        </Typography>
      )}
    </div>
  );
}

/** Each value once: several types may share an ownership text, and the card says title and cluster already. */
function furtherValues({ title, values }: ChainLink, cluster?: string) {
  return [...new Set(values)].filter(
    value => value !== title && value !== cluster,
  );
}
