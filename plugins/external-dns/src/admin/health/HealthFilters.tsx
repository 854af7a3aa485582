import { EntityDisplayName } from '@backstage/plugin-catalog-react';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import {
  HealthGrade,
  HealthGroupBy,
  healthGradesWorstFirst,
  HealthRow,
} from '@openova/backstage-plugin-external-dns-common';
import { CountChip } from '../../elements/CountChip';
import { gradeStyles } from '../../elements/healthGrades';
import { useQueryState } from '../../live/useQueryState';
import { useDnsTranslation } from '../../translation';
import { ChoiceFilter, TextFilter } from '../FilterField';
import { useListStyles } from '../listStyles';
import { HealthExport } from './HealthExport';
import {
  HealthSelection,
  isFiltered,
  noFilters,
  noPlace,
} from './healthSelection';

const useStyles = makeStyles(theme => ({
  first: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    gap: theme.spacing(1, 2),
    flexBasis: '100%',
  },
  grades: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
}));

const places = [
  { by: 'owner', any: 'anyOwner' },
  { by: 'system', any: 'anySystem' },
  { by: 'domain', any: 'anyDomain' },
] as const;

/** The filters of the scorecard; they live in the URL, so that a link shows the same. */
export function HealthFilters(props: {
  rows: readonly HealthRow[];
  /** Of the rows that match all filters but the grade. */
  counts: Record<HealthGrade, number>;
  selection: HealthSelection;
  shown: readonly HealthRow[];
}) {
  const t = useDnsTranslation();
  const classes = useStyles();
  const lists = useListStyles();
  const query = useQueryState();
  const { rows, counts, selection, shown } = props;
  const { grade } = selection;
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return (
    <div className={lists.filters} role="search">
      <div className={classes.first}>
        <div
          role="group"
          aria-label={t('health.filters.grades')}
          className={classes.grades}
        >
          <CountChip
            label={t('health.filters.all')}
            count={total}
            pressed={grade === undefined}
            onClick={() => query.set({ grade: undefined })}
          />
          {healthGradesWorstFirst.map(one => (
            <CountChip
              key={one}
              label={t(`health.grade.${one}`)}
              count={counts[one]}
              style={gradeStyles[one]}
              pressed={grade === one}
              onClick={() =>
                query.set({ grade: grade === one ? undefined : one })
              }
            />
          ))}
        </div>
        <HealthExport rows={shown} />
      </div>
      <TextFilter
        label={t('health.filters.search')}
        placeholder={t('health.filters.searchPlaceholder')}
        value={selection.search}
        onChange={search => query.set({ search })}
      />
      {places.map(({ by, any }) => (
        <ChoiceFilter
          key={by}
          label={t(`health.filters.${by}`)}
          all={t(`health.filters.${any}`)}
          value={selection.places[by] ?? ''}
          choices={choicesOf(rows, by).map(value => ({
            value,
            label:
              value === noPlace ? (
                t('health.filters.none')
              ) : (
                <EntityDisplayName entityRef={value} hideIcon disableTooltip />
              ),
          }))}
          onChange={value => query.set({ [by]: value })}
        />
      ))}
      {isFiltered(selection) && (
        <Button size="small" onClick={() => query.set(noFilters)}>
          {t('admin.list.reset')}
        </Button>
      )}
    </div>
  );
}

/** Every place that there is, by ref; "none" where something belongs to none. */
function choicesOf(rows: readonly HealthRow[], by: HealthGroupBy): string[] {
  const refs = new Set(rows.flatMap(row => row[by] ?? []));
  return [
    ...[...refs].sort(),
    ...(rows.some(row => row[by] === undefined) ? [noPlace] : []),
  ];
}
