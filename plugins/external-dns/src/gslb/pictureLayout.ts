import { Branch, Step } from './delegationBranches';

/** A text in a box: its lines, each as wide as the box allows. */
export interface BoxText {
  lines: string[];
  secondary?: boolean;
}

/** A rectangle with its texts, in pixels. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
  texts: BoxText[];
}

/** A line with an arrow's head and the word below it. */
export interface Edge {
  from: number;
  to: number;
  y: number;
  step: Step;
}

/** One branch as it is drawn. */
export interface Row {
  key: string;
  /** Of its middle. */
  y: number;
  height: number;
  edges: Edge[];
  /** Name server, cluster and, with a host, targets. */
  boxes: Box[];
}

/** The whole picture. */
export interface PictureLayout {
  width: number;
  height: number;
  parent: Box;
  /** The path from the parent to where the lines to the name servers begin. */
  trunk: string;
  rows: Row[];
}

/** What a box says; `secondary` is set in smaller type. */
export interface Text {
  text: string;
  secondary?: boolean;
}

/** The words in the boxes of a branch, each box from the first line to the last. */
export interface BranchTexts {
  nameServer: Text[];
  cluster: Text[];
  targets?: Text[];
}

/** Pixels. */
export const measures = {
  line: 18,
  padding: 8,
  /** A character of a title, and of what stands below it, on average. */
  character: 7,
  secondaryCharacter: 6.3,
  gap: 14,
  /** Room for the word below a line. */
  leastRow: 62,
  trunk: 14,
} as const;

const LARGEST = 1_120;
const LEAST = 440;
const ROOM_FOR_PARENT = 640;
const ROOM_FOR_LONG_LINES = 880;

/**
 * Places the boxes in columns as wide as there is room, one row a branch. The parent
 * is the first column, or stands above the others where there is no room beside them.
 */
export function pictureLayout(
  room: number,
  parentTexts: Text[],
  branches: { branch: Branch; texts: BranchTexts }[],
): PictureLayout {
  const width = Math.min(LARGEST, Math.max(LEAST, Math.floor(room))) - 2;
  const isBeside = width >= ROOM_FOR_PARENT;
  const line = width >= ROOM_FOR_LONG_LINES ? 92 : 60;
  const hasTargets = branches.some(({ texts }) => texts.targets);
  const shares = [
    isBeside ? 16 : 0,
    34,
    isBeside ? 22 : 27,
    ...(hasTargets ? [isBeside ? 28 : 32] : []),
  ];
  const total = shares.reduce((sum, share) => sum + share, 0);
  const lines = line * (shares.length - 1) + measures.trunk;
  const widths = shares.map(share =>
    Math.floor(((width - lines) * share) / total),
  );
  const starts = widths.map(
    (_, column) =>
      widths.slice(0, column).reduce((sum, each) => sum + each + line, 1) +
      (column > 0 ? measures.trunk : 0),
  );

  const parent = isBeside
    ? box(1, widths[0], parentTexts)
    : box(1, starts[1] + widths[1] - 1, parentTexts);
  const top = isBeside ? 1 : parent.height + measures.gap;
  const rows = rowsBelow(top, starts, widths, branches);
  const ys = rows.map(({ y }) => y);
  const last = rows.at(-1);
  const height = Math.max(
    last ? last.y + last.height / 2 : 0,
    parent.height + 1,
  );
  const middle =
    ys.length === 0 ? height / 2 : (Math.min(...ys) + Math.max(...ys)) / 2;
  const trunk = starts[0] + widths[0] + measures.trunk;
  return {
    width: width + 2,
    height: height + 1,
    parent: { ...parent, y: isBeside ? middle - parent.height / 2 : 1 },
    trunk: isBeside
      ? `M${1 + widths[0]} ${middle} H${trunk} M${trunk} ${Math.min(
          middle,
          ...ys,
        )} V${Math.max(middle, ...ys)}`
      : `M${trunk} ${parent.height + 1} V${Math.max(parent.height + 1, ...ys)}`,
    rows,
  };
}

function rowsBelow(
  start: number,
  starts: number[],
  widths: number[],
  branches: { branch: Branch; texts: BranchTexts }[],
): Row[] {
  let top = start;
  return branches.map(({ branch, texts }) => {
    const columns = [texts.nameServer, texts.cluster, texts.targets];
    const boxes = columns.flatMap((of, index): Box[] =>
      of ? [box(starts[index + 1], widths[index + 1], of)] : [],
    );
    const height = Math.max(
      measures.leastRow,
      ...boxes.map(each => each.height),
    );
    const y = top + height / 2;
    top += height + measures.gap;
    const steps = [branch.named, branch.reached, branch.served];
    const edges = boxes.flatMap(({ x: to }, index): Edge[] => {
      const step = steps[index];
      if (!step) return [];
      const before = starts[index] + widths[index];
      return [
        { from: index === 0 ? before + measures.trunk : before, to, y, step },
      ];
    });
    return {
      key: branch.key,
      y,
      height,
      edges,
      boxes: boxes.map(each => ({ ...each, y: y - each.height / 2 })),
    };
  });
}

function box(x: number, width: number, texts: Text[]): Box {
  const room = width - 2 * measures.padding;
  const wrapped = texts.map(
    ({ text, secondary }): BoxText => ({
      lines: wrap(
        text,
        Math.floor(
          room / (secondary ? measures.secondaryCharacter : measures.character),
        ),
      ),
      secondary,
    }),
  );
  const lines = wrapped.reduce((sum, each) => sum + each.lines.length, 0);
  return {
    x,
    y: 0,
    width,
    height: lines * measures.line + 2 * measures.padding,
    texts: wrapped,
  };
}

/** Breaks a name after its dots and hyphens, and anywhere if a part is too long. */
export function wrap(text: string, characters: number): string[] {
  const most = Math.max(4, characters);
  const parts = text.match(/[^-.:/\s]*[-.:/\s]?/g) ?? [];
  const pieces = parts.flatMap(part =>
    part.length <= most
      ? [part]
      : part.match(new RegExp(`.{1,${most}}`, 'g')) ?? [],
  );
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces) {
    if (line !== '' && (line + piece).trimEnd().length > most) {
      lines.push(line.trim());
      line = '';
    }
    line += piece;
  }
  if (line.trim() !== '') lines.push(line.trim());
  return lines;
}
