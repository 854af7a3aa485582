import Typography from '@material-ui/core/Typography';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import { SyncView } from '@openova/backstage-plugin-external-dns-common';
import { toneColor } from '../elements/stateColor';
import { useDnsTranslation } from '../translation';

const HEIGHT = 64;
const STEP = 10;
const BAR = 7;

const useStyles = makeStyles(theme => ({
  picture: { display: 'block', width: '100%', height: HEIGHT },
  legend: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0, 2),
    fontSize: theme.typography.body2.fontSize,
  },
  swatch: {
    display: 'inline-block',
    width: 10,
    height: 10,
    borderRadius: 2,
    marginRight: theme.spacing(0.75),
  },
}));

/** A small picture of how much the last syncs changed, the newest on the right. */
export function SyncBars(props: { syncs: SyncView[] }) {
  const t = useDnsTranslation();
  const theme = useTheme();
  const classes = useStyles();
  if (props.syncs.length === 0) {
    return <Typography>{t('admin.overview.noSyncs')}</Typography>;
  }
  const parts = [
    { key: 'created', color: toneColor(theme, 'good') },
    { key: 'updated', color: toneColor(theme, 'busy') },
    { key: 'deleted', color: toneColor(theme, 'bad') },
  ] as const;
  const syncs = [...props.syncs].reverse();
  const highest = Math.max(
    1,
    ...syncs.map(sync => sync.created + sync.updated + sync.deleted),
  );
  const width = STEP * Math.max(syncs.length, 20);
  return (
    <>
      <svg
        className={classes.picture}
        viewBox={`0 0 ${width} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t('admin.overview.recentSyncsLabel', {
          number: syncs.length.toString(),
        })}
      >
        <path
          d={`M0 ${HEIGHT - 0.5} H${width}`}
          stroke={theme.palette.divider}
        />
        {syncs.map((sync, index) => {
          const x = width - (syncs.length - index) * STEP;
          let y = HEIGHT - 1;
          return parts.map(({ key, color }) => {
            const height = ((HEIGHT - 4) * sync[key]) / highest;
            y -= height;
            return height === 0 ? null : (
              <rect
                key={`${sync.id} ${key}`}
                x={x}
                y={y}
                width={BAR}
                height={height}
                fill={color}
              />
            );
          });
        })}
      </svg>
      <div className={classes.legend} aria-hidden>
        {parts.map(({ key, color }) => (
          <span key={key}>
            <span
              className={classes.swatch}
              style={{ backgroundColor: color }}
            />
            {t(`admin.overview.${key}`)}
          </span>
        ))}
      </div>
    </>
  );
}
