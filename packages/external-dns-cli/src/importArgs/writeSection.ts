import { Document, isMap, isScalar, isSeq } from 'yaml';
import { ImportedSection } from './assemble';

const width = 80;

/** The section as it may stand in app-config.yaml, with comments. @internal */
export function writeSection(
  section: ImportedSection,
  origins: readonly string[],
): string {
  const document = new Document({ externalDns: section.config });
  for (const [path, comment] of section.comments) {
    const steps = ['externalDns', ...path.split('.')];
    setComment(document, steps, comment);
  }
  for (const path of flowLists(section.config)) {
    const node = document.getIn(['externalDns', ...path], true);
    if (isSeq(node)) node.flow = true;
  }
  const head = [
    ...wrapped(`Made from ${origins.join('; ')}.`, 2),
    ...(section.notes.length > 0 ? ['', 'To know before it is used:'] : []),
    ...section.notes.flatMap(({ about, text }) =>
      wrapped(about ? `${about}: ${text}` : text, 4).map(
        (line, index) => `${index === 0 ? '- ' : '  '}${line}`,
      ),
    ),
  ];
  const comment = head.map(line => `# ${line}`.trimEnd()).join('\n');
  return `${comment}\n${document.toString({
    lineWidth: 0,
    flowCollectionPadding: false,
  })}`;
}

function setComment(
  document: Document,
  steps: readonly string[],
  comment: string,
): void {
  const parent = document.getIn(steps.slice(0, -1), true);
  const last = steps[steps.length - 1];
  const lines = comment
    .split('\n')
    .flatMap(line => wrapped(line, steps.length * 2))
    .map(line => ` ${line}`)
    .join('\n');
  if (isMap(parent)) {
    const pair = parent.items.find(
      item => isScalar(item.key) && item.key.value === last,
    );
    if (!pair || !isScalar(pair.key)) return;
    // Before the dash of a list's item, not between it and its first key.
    const isItem = /^\d+$/.test(steps[steps.length - 2]);
    const target = isItem && pair === parent.items[0] ? parent : pair.key;
    addBefore(target, lines);
  } else if (isSeq(parent)) {
    const item = parent.items[Number(last)];
    if (isMap(item) || isScalar(item)) addBefore(item, lines);
  }
}

function addBefore(
  node: { commentBefore?: string | null },
  lines: string,
): void {
  node.commentBefore = node.commentBefore
    ? `${node.commentBefore}\n${lines}`
    : lines;
}

/** Paths of lists that read better on one line. */
function flowLists(
  value: unknown,
  path: readonly string[] = [],
): (readonly string[])[] {
  if (Array.isArray(value)) {
    const short =
      value.every(each => typeof each === 'string') &&
      JSON.stringify(value).length < 60;
    return short
      ? [path]
      : value.flatMap((each, index) => flowLists(each, [...path, `${index}`]));
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) =>
    flowLists(each, [...path, key]),
  );
}

function wrapped(text: string, indent: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && line.length + word.length + 1 > width - indent - 2) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
