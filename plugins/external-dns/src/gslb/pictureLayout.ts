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
  y: number;
  edges: Edge[];
  nameServer: Box;
  cluster: Box;
  targets?: Box;
}

/** The whole picture. */
export interface PictureLayout {
  width: number;
  height: number;
  parent: Box;
  /** Where the lines to the name servers leave the parent's line. */
  trunk: { x: number; from: number; to: number };
  rows: Row[];
}

/** The words in the boxes of a branch, each box from the first line to the last. */
export interface BranchTexts {
  nameServer: { text: string; secondary?: boolean }[];
  cluster: { text: string; secondary?: boolean }[];
  targets?: { text: string; secondary?: boolean }[];
}

/** Pixels; a character of the theme's font is about half as wide as its size. */
export const measures = {
  line: 18,
  padding: 8,
  character: 7,
  gap: 14,
  /** Room for the word below a line. */
  leastRow: 62,
  trunk: 14,
} as const;

const LARGEST = 1_120;
const LEAST = 480;

/** Places the boxes in four columns as wide as there is room, one row a branch. */
export function pictureLayout(
  room: number,
  parentTexts: { text: string; secondary?: boolean }[],
  branches: { branch: Branch; texts: BranchTexts }[],
): PictureLayout {
  const width = Math.min(LARGEST, Math.max(LEAST, Math.floor(room)));
  const edge = width >= 880 ? 92 : 58;
  const hasTargets = branches.some(({ texts }) => texts.targets);
  const shares = hasTargets ? [16, 34, 22, 28] : [20, 46, 34];
  const total = shares.reduce((sum, share) => sum + share, 0);
  const room4 = width - edge * (shares.length - 1) - measures.trunk;
  const widths = shares.map(share => Math.floor((room4 * share) / total));
  const starts = widths.map(
    (_, column) =>
      widths.slice(0, column).reduce((sum, each) => sum + each + edge, 0) +
      (column > 0 ? measures.trunk : 0),
  );

  let top = 1;
  const rows = branches.map(({ branch, texts }): Row => {
    const columns = [texts.nameServer, texts.cluster, texts.targets];
    const boxes = columns.map(
      (of, index): Box | undefined =>
        of && box(starts[index + 1], widths[index + 1], of),
    );
    const height = Math.max(
      measures.leastRow,
      ...boxes.map(each => each?.height ?? 0),
    );
    const y = top + height / 2;
    const [nameServer, cluster, targets] = boxes.map(
      each => each && { ...each, y: y - each.height / 2 },
    );
    top += height + measures.gap;
    const steps = [branch.named, branch.reached, branch.served];
    const edges = steps.flatMap((step, index): Edge[] => {
      if (!step || !boxes[index]) return [];
      const from =
        index === 0
          ? starts[0] + widths[0] + measures.trunk
          : starts[index] + widths[index];
      return [{ from, to: starts[index + 1], y, step }];
    });
    return {
      key: branch.key,
      y,
      edges,
      nameServer: nameServer ?? emptyBox,
      cluster: cluster ?? emptyBox,
      targets,
    };
  });

  const parent = box(0, widths[0], parentTexts);
  const height = Math.max(top - measures.gap, parent.height) + 1;
  const ys = rows.map(({ y }) => y);
  const middle =
    ys.length === 0 ? height / 2 : (Math.min(...ys) + Math.max(...ys)) / 2;
  return {
    width,
    height,
    parent: { ...parent, x: 1, y: middle - parent.height / 2 },
    trunk: {
      x: widths[0] + measures.trunk,
      from: Math.min(middle, ...ys),
      to: Math.max(middle, ...ys),
    },
    rows,
  };
}

const emptyBox: Box = { x: 0, y: 0, width: 0, height: 0, texts: [] };

function box(
  x: number,
  width: number,
  texts: { text: string; secondary?: boolean }[],
): Box {
  const characters = Math.floor(
    (width - 2 * measures.padding) / measures.character,
  );
  const wrapped = texts.map(
    ({ text, secondary }): BoxText => ({
      lines: wrap(text, characters),
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
