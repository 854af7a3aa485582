import { makeStyles, useTheme } from '@material-ui/core/styles';
import { Tone, toneColor } from './stateColor';

const WIDTH = 400;
const HEIGHT = 12;
const GAP = 2;
/** One blocked name among ten thousand still has to be seen. */
const LEAST = 6;

const useStyles = makeStyles({
  bar: { display: 'block', width: '100%', height: HEIGHT },
});

/** What a total is made of, as one bar; the label says the same in words. */
export function CountBar(props: {
  label: string;
  parts: { key: string; tone: Tone; count: number }[];
}) {
  const theme = useTheme();
  const classes = useStyles();
  const parts = props.parts.filter(part => part.count > 0);
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
      aria-label={props.label}
    >
      {parts.map(({ key, tone, count }) => {
        const width = LEAST + (free * count) / total;
        const rectangle = (
          <rect
            key={key}
            x={x}
            width={width}
            height={HEIGHT}
            rx={2}
            fill={toneColor(theme, tone)}
          />
        );
        x += width + GAP;
        return rectangle;
      })}
    </svg>
  );
}
