import {
  HealthFacts,
  HealthRow,
} from '@openova/backstage-plugin-external-dns-common';

const factColumns: readonly (keyof HealthFacts)[] = [
  'hostnamesDesired',
  'hostnamesPublished',
  'hostnamesAnswering',
  'coverageRatio',
  'driftedRecords',
  'foreignOwnerConflicts',
  'ownershipTxtMissing',
  'blockedHostnames',
  'delegationHealthy',
  'nsGlueMatches',
  'lowestTtl',
  'highestTtl',
  'staleClusters',
  'lastReconciledAt',
];

/** Spreadsheets take a file without it for one of the local code page. */
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * The rows as comma-separated values (RFC 4180): one line each, after one with the names
 * of the columns, which are those of REST. A fact that does not apply is empty.
 */
export function healthCsv(rows: readonly HealthRow[]): string {
  const lines = [
    [
      'entityRef',
      'title',
      'owner',
      'system',
      'domain',
      'grade',
      ...factColumns,
      'rules',
      'reasons',
    ],
    ...rows.map(row => [
      row.entityRef,
      row.title,
      row.owner,
      row.system,
      row.domain,
      row.grade,
      ...factColumns.map(fact => row.facts[fact]),
      [...new Set(row.reasons.map(({ rule }) => rule))].join(' '),
      row.reasons.map(reasonCell).join('\n'),
    ]),
  ];
  return (
    BYTE_ORDER_MARK +
    lines.map(line => `${line.map(cell).join(',')}\r\n`).join('')
  );
}

function reasonCell({
  hostname,
  sentence,
}: HealthRow['reasons'][number]): string {
  return hostname === undefined || sentence.includes(hostname)
    ? sentence
    : `${hostname}: ${sentence}`;
}

function cell(value: string | number | boolean | undefined): string {
  if (typeof value !== 'string') return `${value ?? ''}`;
  const text = withoutFormula(value);
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

/**
 * A title or a sentence is text of others. A spreadsheet would run it as a formula if it
 * began like one; after an apostrophe it is shown as it is.
 */
function withoutFormula(text: string): string {
  return /^\s*[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
}
