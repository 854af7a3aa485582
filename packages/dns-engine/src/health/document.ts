import { healthFacts } from './facts';
import { healthGradesWorstFirst, healthRules } from './rules';

const intro = `# DNS health

Each entity has one grade for its DNS: the worst of the severities of all rules that
apply to it, \`healthy\` if none does. No data is not healthy. Grades roll up to
systems, domains and owners: the worst of ${healthGradesWorstFirst
  .map(grade => `\`${grade}\``)
  .join(', ')}, in this order, with counts.

Tab, scorecard view, REST, Tech Insights and assistant actions show this one result.
Each reason names its rule and, where there is one, its hostname, so that it leads to
the record that it speaks of. That a zone's servers could not be asked, because our
own way out is blocked, lowers no grade.

This page is made from the tables in \`packages/dns-engine/src/health\` by
\`node scripts/writeHealthDocs.mjs\`; edit those instead.
`;

/** The page docs/health.md. @internal */
export function healthDocument(): string {
  const rules = Object.entries(healthRules).map(([id, { severity, when }]) => [
    `\`${id}\``,
    severity,
    when,
  ]);
  const facts = Object.entries(healthFacts).map(
    ([id, { type, description }]) => [`\`${id}\``, type, description],
  );
  return [
    intro,
    `## Rules\n\n${table([
      ['Rule', 'Grade at most', 'Applies when'],
      ...rules,
    ])}`,
    `## Facts\n\n${table([['Fact', 'Type', 'Meaning'], ...facts])}`,
  ].join('\n');
}

/** As the repository's formatter wants it. */
function table(rows: readonly string[][]): string {
  const widths = rows[0].map((_, column) =>
    Math.max(...rows.map(row => row[column].length)),
  );
  const line = (cells: readonly string[], filler = ' ') =>
    `| ${cells
      .map((cell, column) => cell.padEnd(widths[column], filler))
      .join(' | ')} |`;
  const [head, ...body] = rows;
  const rule = line(
    head.map(() => ''),
    '-',
  );
  return `${[line(head), rule, ...body.map(row => line(row))].join('\n')}\n`;
}
