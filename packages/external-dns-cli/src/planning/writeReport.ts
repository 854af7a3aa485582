import { Content, Report, ReportedChange } from './report';

/** How a report is shown. @internal */
export interface Looks {
  colours: boolean;
  /** Each ownership TXT has a line of its own. */
  ownership: boolean;
}

const signs = { create: '+', update: '~', delete: '-' } as const;
const colours = { create: 32, update: 33, delete: 31 } as const;

/** The report for a terminal: one line a record. @internal */
export function asText(report: Report, looks: Looks): string {
  const paint = (code: number, text: string) =>
    looks.colours ? `\u001b[${code}m${text}\u001b[0m` : text;
  const blocks: string[] = [];
  for (const [zone, changes] of byZone(shown(report.changes, looks))) {
    const columns = columnsOf(changes);
    const rows = changes.map(change => [
      paint(
        colours[change.action],
        `${signs[change.action]} ${columns(change)}`,
      ),
      paint(2, change.cause),
    ]);
    blocks.push(
      [
        paint(1, zone || 'all zones'),
        ...rows.map(([line, cause]) => `  ${line}   ${cause}`),
      ].join('\n'),
    );
  }
  if (report.unpublished.length > 0) {
    blocks.push(
      [
        paint(1, 'Asked for, and not published or not changed:'),
        ...report.unpublished.map(
          each =>
            `  ${paint(33, '!')} ${each.dnsName || '(no name)'}   ${
              each.sentence
            }\n      ${paint(2, `${each.object}. ${each.fix}`)}`,
        ),
      ].join('\n'),
    );
  }
  if (report.findings.length > 0) {
    blocks.push(
      report.findings
        .map(each => `${paint(33, '!')} ${each.sentence} ${each.fix}`)
        .join('\n'),
    );
  }
  blocks.push(summaryOf(report.changes));
  return `${blocks.join('\n\n')}\n`;
}

/** The report as a comment on a pull request. @internal */
export function asMarkdown(report: Report, looks: Looks): string {
  const blocks = [`### DNS: ${summaryOf(report.changes)}`];
  for (const [zone, changes] of byZone(shown(report.changes, looks))) {
    // Updates as two lines: a diff block has no colour for a change.
    const lines = changes.flatMap(change =>
      change.action === 'update'
        ? [
            `- ${rowOf({ ...change, after: undefined })}`,
            `+ ${rowOf({ ...change, before: undefined })}  # ${change.cause}`,
          ]
        : [`${signs[change.action]} ${rowOf(change)}  # ${change.cause}`],
    );
    blocks.push(
      `**${zone || 'all zones'}**`,
      ['```diff', ...lines.map(fenced), '```'].join('\n'),
    );
  }
  if (report.unpublished.length > 0) {
    blocks.push(
      '**Asked for, and not published or not changed**',
      [
        '| name | object | why | what to do |',
        '| --- | --- | --- | --- |',
        ...report.unpublished.map(
          each =>
            `| ${[each.dnsName, each.object, each.sentence, each.fix]
              .map(cell)
              .join(' | ')} |`,
        ),
      ].join('\n'),
    );
  }
  if (report.findings.length > 0) {
    blocks.push(
      report.findings
        .map(each => `- ${cell(each.sentence)} ${cell(each.fix)}`)
        .join('\n'),
    );
  }
  return `${blocks.join('\n\n')}\n`;
}

/** `2 to create, 1 to delete; ownership TXT: 3`. @internal */
export function summaryOf(changes: readonly ReportedChange[]): string {
  const count = (action: ReportedChange['action'], role: string) =>
    changes.filter(each => each.action === action && each.role === role).length;
  const records = (['create', 'update', 'delete'] as const)
    .map(action => [action, count(action, 'record')] as const)
    .filter(([, number]) => number > 0)
    .map(
      ([action, number]) =>
        `${number} to ${action === 'update' ? 'change' : action}`,
    );
  const ownership = changes.filter(each => each.role === 'ownership').length;
  if (changes.length === 0) return 'no changes';
  const first = records.length > 0 ? records.join(', ') : 'no record changes';
  return ownership > 0 ? `${first}; ownership TXT: ${ownership}` : first;
}

/** Ownership is a matter of its own only where no record changes with it. */
function shown(
  changes: readonly ReportedChange[],
  looks: Looks,
): ReportedChange[] {
  const records = changes.filter(each => each.role === 'record');
  return looks.ownership || records.length === 0 ? [...changes] : records;
}

function byZone(
  changes: readonly ReportedChange[],
): Map<string, ReportedChange[]> {
  const zones = new Map<string, ReportedChange[]>();
  for (const change of changes) {
    const before = zones.get(change.zone);
    if (before) before.push(change);
    else zones.set(change.zone, [change]);
  }
  return zones;
}

/** Lines type and name up; once for all rows, because there may be many. */
function columnsOf(
  changes: readonly ReportedChange[],
): (change: ReportedChange) => string {
  let type = 0;
  let name = 0;
  for (const change of changes) {
    type = Math.max(type, change.recordType.length);
    name = Math.max(name, Math.min(60, nameOf(change).length));
  }
  return change =>
    `${change.recordType.padEnd(type)} ${nameOf(change).padEnd(name)} ${valueOf(
      change,
    )}`;
}

function rowOf(change: ReportedChange): string {
  return `${change.recordType} ${nameOf(change)} ${valueOf(change)}`;
}

function nameOf({ dnsName, setIdentifier }: ReportedChange): string {
  return printable(setIdentifier ? `${dnsName} [${setIdentifier}]` : dnsName);
}

function valueOf({ before, after }: ReportedChange): string {
  if (!before || !after) return contentText(after ?? before, true);
  const sameTargets = before.targets.join() === after.targets.join();
  return sameTargets
    ? `${contentText(before, true)} -> ${contentText(after, false)}`
    : `${contentText(before, true)} -> ${contentText(after, true)}`;
}

function contentText(content: Content | undefined, targets: boolean): string {
  if (!content) return '';
  const parts = targets ? [content.targets.join(' ')] : [];
  if (content.recordTTL) parts.push(`ttl ${content.recordTTL}`);
  else if (!targets) parts.push('ttl default');
  for (const [name, value] of Object.entries(content.properties ?? {})) {
    parts.push(`${name}=${value}`);
  }
  return printable(parts.join(' '));
}

/** What comes from objects and zones must not steer the terminal. @internal */
export function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, '?');
}

function fenced(line: string): string {
  return printable(line).replaceAll('```', "'''");
}

function cell(text: string): string {
  return printable(text).replaceAll('|', '\\|').replaceAll('<', '&lt;');
}
