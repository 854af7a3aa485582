import IconButton from '@material-ui/core/IconButton';
import InputAdornment from '@material-ui/core/InputAdornment';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import Clear from '@material-ui/icons/Clear';
import Search from '@material-ui/icons/Search';
import {
  HostnameState,
  hostnameStatesWorstFirst,
} from '@openova/backstage-plugin-external-dns-common';
import { CountChip } from '../elements/CountChip';
import { stateStyles } from '../elements/hostnameStates';
import { useDnsTranslation } from '../translation';

const useStyles = makeStyles(theme => ({
  filters: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1, 2),
  },
  search: { flex: '0 1 320px', minWidth: 220 },
  chips: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
}));

/** Search and the chips of states; what is chosen lives in the URL. */
export function HostnameFilters(props: {
  search: string;
  state?: HostnameState;
  counts: Partial<Record<HostnameState, number>>;
  total: number;
  onSearch: (search: string) => void;
  onState: (state: HostnameState | undefined) => void;
}) {
  const t = useDnsTranslation();
  const classes = useStyles();
  const { search, state, counts, total, onSearch, onState } = props;
  const shown = hostnameStatesWorstFirst.filter(
    one => (counts[one] ?? 0) > 0 || one === state,
  );
  return (
    <div className={classes.filters} role="search">
      <TextField
        className={classes.search}
        size="small"
        variant="outlined"
        value={search}
        onChange={event => onSearch(event.target.value)}
        placeholder={t('entity.filters.searchPlaceholder')}
        inputProps={{ 'aria-label': t('entity.filters.search') }}
        InputProps={{
          startAdornment: (
            <InputAdornment position="start">
              <Search aria-hidden fontSize="small" />
            </InputAdornment>
          ),
          endAdornment: search !== '' && (
            <InputAdornment position="end">
              <IconButton
                size="small"
                aria-label={t('entity.filters.clear')}
                onClick={() => onSearch('')}
              >
                <Clear fontSize="small" />
              </IconButton>
            </InputAdornment>
          ),
        }}
      />
      <div
        role="group"
        aria-label={t('entity.filters.states')}
        className={classes.chips}
      >
        <CountChip
          label={t('entity.filters.all')}
          count={total}
          pressed={state === undefined}
          onClick={() => onState(undefined)}
        />
        {shown.map(one => (
          <CountChip
            key={one}
            label={t(`state.${one}`)}
            count={counts[one] ?? 0}
            style={stateStyles[one]}
            pressed={state === one}
            onClick={() => onState(state === one ? undefined : one)}
          />
        ))}
      </div>
    </div>
  );
}
