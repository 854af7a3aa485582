import { useTheme } from '@material-ui/core/styles';
import { Box, measures } from './pictureLayout';

/** A box of the picture with its texts, whole, on as many lines as they need. */
export function PictureBox(props: { box: Box; dashed?: boolean }) {
  const theme = useTheme();
  const { x, y, width, height, texts } = props.box;
  let line = 0;
  return (
    <g>
      <rect
        x={x}
        y={y}
        width={width}
        height={height}
        rx={theme.shape.borderRadius}
        fill={theme.palette.action.hover}
        stroke={theme.palette.text.secondary}
        strokeOpacity={0.5}
        strokeDasharray={props.dashed ? '4 3' : undefined}
      />
      {texts.map(({ lines, secondary }, part) =>
        lines.map(text => {
          line += 1;
          return (
            <text
              key={`${part} ${line}`}
              x={x + measures.padding}
              y={y + measures.padding + line * measures.line - 5}
              fontSize={secondary ? 12 : 13}
              fontWeight={secondary ? 400 : 600}
              fill={
                secondary
                  ? theme.palette.text.secondary
                  : theme.palette.text.primary
              }
            >
              {text}
            </text>
          );
        }),
      )}
    </g>
  );
}
