import { Flag } from './flag';
import { flagGroups, flags } from './flags';

const intro = `# Flags of ExternalDNS, and what they become

Every flag that ExternalDNS has had since v0.14, and its key in the section
\`externalDns\` of \`app-config.yaml\`. \`external-dns import-args\` does the
translation: it reads argument lists, Deployments and Helm values.

- A key by itself stands at the top level or in an instance; \`registry.\` marks
  the keys of that part.
- \`providers[]\` marks the keys of an entry of the list of DNS services, with the
  types that know it.
- _built in_ needs no key; _none_ has no counterpart.
- A secret is written as \`\${VARIABLE}\`.

Each flag may also be given to ExternalDNS as a variable:
\`EXTERNAL_DNS_TXT_OWNER_ID\` is \`--txt-owner-id\`.

This page is made from the table in \`packages/external-dns-cli/src/flags\` by
\`yarn workspace @openova/external-dns-cli docs\`; edit that instead.
`;

/** The page docs/flags.md, formatted as the repository's formatter wants it. @internal */
export function flagsDocument(): string {
  const sections = flagGroups.map(
    ({ title, flags: rows }) =>
      `## ${title}\n\n${table([
        ['Flag', 'Default', 'ExternalDNS', 'Becomes'],
        ...rows.map(flag => [
          flagCell(flag),
          flag.default === '' ? '' : `\`${flag.default}\``,
          versionCell(flag),
          counterpartCell(flag),
        ]),
      ])}`,
  );
  const current = flags.filter(flag => flag.until === undefined).length;
  const count = `${flags.length} flags: ${current} of the newest ExternalDNS, ${
    flags.length - current
  } that it no longer has.\n`;
  return [intro, count, ...sections].join('\n');
}

function flagCell({ name, kind, secret }: Flag): string {
  const flag = kind === 'switch' ? `--[no-]${name}` : `--${name}`;
  const more = [
    ...(kind === 'list' ? ['repeatable'] : []),
    ...(secret ? ['secret'] : []),
  ];
  return `\`${flag}\`${more.length > 0 ? ` (${more.join(', ')})` : ''}`;
}

function versionCell({ since, until }: Flag): string {
  const from = since === '0.14' ? '' : `since v${since}`;
  const to = until === undefined ? '' : `until v${until}`;
  return [from, to].filter(Boolean).join(', ');
}

function counterpartCell({ becomes }: Flag): string {
  switch (becomes.as) {
    case 'option':
      return `\`${becomes.key}\``;
    case 'provider':
      return `\`providers[].${becomes.key}\` (${becomes.types.join(', ')})`;
    case 'built-in':
      return `_built in_: ${becomes.how}`;
    default:
      return `_none_: ${becomes.why}`;
  }
}

/** Columns are padded, as the formatter does it. */
function table(rows: readonly string[][]): string {
  const widths = rows[0].map((_, column) =>
    Math.max(3, ...rows.map(row => row[column].length)),
  );
  const line = (row: readonly string[]) =>
    `| ${row.map((each, column) => each.padEnd(widths[column])).join(' | ')} |`;
  const [head, ...body] = rows;
  return `${[
    line(head),
    line(widths.map(width => '-'.repeat(width))),
    ...body.map(line),
  ].join('\n')}\n`;
}
