import { useTheme } from '@material-ui/core/styles';
import { toneColor } from '../elements/stateColor';
import { useDnsTranslation } from '../translation';
import { StepState } from './delegationBranches';
import { Edge, wrap } from './pictureLayout';
import { stepTones } from './stepTones';

const MARK = 8;
const WORD_SIZE = 11;
const WORD_CHARACTER = 6;

/** What is drawn into the mark on a line: tick, cross, dots, question. */
const marks: Record<StepState, string> = {
  holds: 'M-3.5 0.2 L-1 3 L3.8 -2.6',
  broken: 'M-3 -3 L3 3 M3 -3 L-3 3',
  pending: 'M-3.6 0 h0.1 M0 0 h0.1 M3.6 0 h0.1',
  unknown: 'M-2.2 -1.8 a2.2 2.2 0 1 1 2.9 2.1 q-0.7 0.3 -0.7 1.2 M0 3.9 h0.1',
};

const dashes: Record<StepState, string | undefined> = {
  holds: undefined,
  broken: '6 4',
  pending: '2 4',
  unknown: '2 4',
};

/** A line of the picture: a broken one is thick, dashed and crossed out. */
export function PictureEdge({ edge }: { edge: Edge }) {
  const t = useDnsTranslation();
  const theme = useTheme();
  const { from, to, y, step } = edge;
  const color = toneColor(theme, stepTones[step.state]);
  const isBroken = step.state === 'broken';
  const middle = (from + to - 6) / 2;
  const words = wrap(
    t(`gslb.steps.${step.word}`),
    Math.floor((to - from) / WORD_CHARACTER),
  );
  const paper = theme.palette.background.paper;
  return (
    <g>
      <path
        d={`M${from} ${y} H${to - 6}`}
        stroke={color}
        strokeWidth={isBroken ? 3 : 1.5}
        strokeDasharray={dashes[step.state]}
        strokeLinecap="butt"
        fill="none"
      />
      <path
        d={`M${to - 7} ${y - 5} L${to} ${y} L${to - 7} ${y + 5} Z`}
        fill={color}
      />
      <circle
        cx={middle}
        cy={y}
        r={isBroken ? MARK + 2 : MARK}
        fill={isBroken ? color : paper}
        stroke={color}
        strokeWidth={1.5}
      />
      <path
        d={marks[step.state]}
        transform={`translate(${middle} ${y})${isBroken ? ' scale(1.2)' : ''}`}
        stroke={isBroken ? paper : color}
        strokeWidth={2}
        strokeLinecap="round"
        strokeLinejoin="round"
        fill="none"
      />
      {words.map((word, index) => (
        <text
          key={word}
          x={middle}
          y={y + MARK + 14 + index * (WORD_SIZE + 2)}
          textAnchor="middle"
          fontSize={WORD_SIZE}
          fontWeight={isBroken ? 700 : 400}
          fill={color}
        >
          {word}
        </text>
      ))}
    </g>
  );
}
