import { makeStyles, useTheme } from '@material-ui/core/styles';
import {
  HostnameState,
  hostnameStatesWorstFirst,
} from '@openova/backstage-plugin-external-dns-common';
import { useDnsTranslation } from '../translation';
import { stateStyles } from './hostnameStates';
import { toneColor } from './stateColor';

const WIDTH = 400;
const HEIGHT = 12;
const GAP = 2;
/** One blocked name among ten thousand still has to be seen. */
const LEAST = 6;

const useStyles = makeStyles({
  bar: { display: 'block', width: '100%', height: HEIGHT },
});

/** How many hostnames are in which state, as one bar. */
export function StateBar(props: {
  counts: Partial<Record<HostnameState, number>>;
}) {
  const t = useDnsTranslation();
  const theme = useTheme();
  const classes = useStyles();
  const parts = [...hostnameStatesWorstFirst]
    .reverse()
    .map(state => ({ state, count: props.counts[state] ?? 0 }))
    .filter(part => part.count > 0);
  const total = parts.reduce((sum, part) => sum + part.count, 0);
  if (total === 0) return null;

  const free = WIDTH - GAP * (parts.length - 1) - LEAST * parts.length;
  let x = 0;
  return (
    <svg
      className={classes.bar}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={`${t('stateBar')}: ${parts
        .map(({ state, count }) =>
          t('stateCount', {
            number: count.toString(),
            state: t(`state.${state}`),
          }),
        )
        .join(', ')}`}
    >
      {parts.map(({ state, count }) => {
        const width = LEAST + (free * count) / total;
        const rectangle = (
          <rect
            key={state}
            x={x}
            width={width}
            height={HEIGHT}
            rx={2}
            fill={toneColor(theme, stateStyles[state].tone)}
          />
        );
        x += width + GAP;
        return rectangle;
      })}
    </svg>
  );
}
