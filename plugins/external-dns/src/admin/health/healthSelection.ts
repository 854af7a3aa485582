import {
  HealthGrade,
  HealthGroupBy,
  healthGradesWorstFirst,
  HealthRow,
} from '@openova/backstage-plugin-external-dns-common';
import { gradeRank } from '../../elements/healthGrades';
import { Direction } from '../../elements/SortCell';

/** Columns by which the scorecard sorts. */
export const healthColumns = ['component', 'grade', 'owner', 'system'] as const;

/** One of {@link healthColumns}. */
export type HealthColumn = (typeof healthColumns)[number];

/** Stands in the URL for entities that belong to none; no entity ref reads so. */
export const noPlace = 'none';

/** What a viewer asked to see. */
export interface HealthSelection {
  search: string;
  grade?: HealthGrade;
  /** An entity ref, or {@link noPlace}. */
  places: Partial<Record<HealthGroupBy, string>>;
  column: HealthColumn;
  direction: Direction;
}

/** The selection that the address bar says; it can say anything. */
export function healthSelection(
  get: (name: string) => string | undefined,
): HealthSelection {
  const [search, grade, sort] = [get('search'), get('grade'), get('sort')];
  return {
    search: search ?? '',
    grade: healthGradesWorstFirst.find(each => each === grade),
    places: {
      owner: get('owner'),
      system: get('system'),
      domain: get('domain'),
    },
    column: healthColumns.find(each => each === sort) ?? 'grade',
    direction: get('order') === 'desc' ? 'desc' : 'asc',
  };
}

/** Whether any filter is set. */
export function isFiltered({ search, grade, places }: HealthSelection) {
  return Boolean(search || grade || groups.some(by => places[by]));
}

/** What the URL says where no filter is set. */
export const noFilters = {
  search: undefined,
  grade: undefined,
  owner: undefined,
  system: undefined,
  domain: undefined,
};

/** The rows that match all but the grade: what the counts beside the grades count. */
export function rowsOfAnyGrade(
  rows: readonly HealthRow[],
  { search, places }: HealthSelection,
): HealthRow[] {
  const words = search.toLocaleLowerCase().split(/\s+/);
  return rows.filter(row => {
    const belongs = groups.every(
      by => !places[by] || (row[by] ?? noPlace) === places[by],
    );
    if (!belongs) return false;
    const text = searchText(row);
    return words.every(word => text.includes(word));
  });
}

/** In the order that the viewer asked for; what is equal, the worst first. */
export function sortedRows(
  rows: readonly HealthRow[],
  { column, direction }: HealthSelection,
): HealthRow[] {
  const sign = direction === 'asc' ? 1 : -1;
  return [...rows].sort(
    (a, b) => sign * compareBy[column](a, b) || worstFirst(a, b),
  );
}

const groups: readonly HealthGroupBy[] = ['owner', 'system', 'domain'];

const compareBy: Record<HealthColumn, (a: HealthRow, b: HealthRow) => number> =
  {
    component: (a, b) => a.entityRef.localeCompare(b.entityRef),
    grade: (a, b) => gradeRank(a.grade) - gradeRank(b.grade),
    owner: (a, b) => comparePlaces(a.owner, b.owner),
    system: (a, b) => comparePlaces(a.system, b.system),
  };

function worstFirst(a: HealthRow, b: HealthRow): number {
  return (
    compareBy.grade(a, b) ||
    compareBy.owner(a, b) ||
    compareBy.system(a, b) ||
    compareBy.component(a, b)
  );
}

/** Those that belong to none are the last. */
function comparePlaces(a?: string, b?: string): number {
  if (a === b) return 0;
  if (a === undefined) return 1;
  if (b === undefined) return -1;
  return a.localeCompare(b);
}

function searchText(row: HealthRow): string {
  return [
    row.entityRef,
    row.title,
    row.owner,
    row.system,
    row.domain,
    ...row.reasons.flatMap(({ hostname, sentence, rule }) => [
      hostname,
      sentence,
      rule,
    ]),
  ]
    .join(' ')
    .toLocaleLowerCase();
}
