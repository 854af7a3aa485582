import Chip from '@material-ui/core/Chip';
import IconButton from '@material-ui/core/IconButton';
import InputAdornment from '@material-ui/core/InputAdornment';
import TextField from '@material-ui/core/TextField';
import { makeStyles, Theme, useTheme } from '@material-ui/core/styles';
import Clear from '@material-ui/icons/Clear';
import Search from '@material-ui/icons/Search';
import {
  HostnameState,
  hostnameStatesWorstFirst,
} from '@openova/backstage-plugin-external-dns-common';
import { stateStyles } from '../elements/hostnameStates';
import { toneColor } from '../elements/stateColor';
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
  chip: {
    margin: 0,
    color: theme.palette.text.primary,
    '& svg': { fontSize: '1.125rem' },
    '&:focus-visible': { outline: `2px solid ${theme.palette.primary.main}` },
  },
  pressed: {
    '&, &:hover, &:focus': {
      backgroundColor: theme.palette.action.selected,
      borderColor: theme.palette.text.primary,
      fontWeight: 600,
    },
  },
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
  const theme: Theme = useTheme();
  const { search, state, counts, total, onSearch, onState } = props;
  const shown = hostnameStatesWorstFirst.filter(
    one => (counts[one] ?? 0) > 0 || one === state,
  );
  const chip = (
    key: HostnameState | undefined,
    label: string,
    count: number,
  ) => {
    const Icon = key && stateStyles[key].icon;
    const pressed = state === key;
    return (
      <Chip
        key={label}
        clickable
        variant="outlined"
        className={`${classes.chip} ${pressed ? classes.pressed : ''}`}
        label={`${label} ${count}`}
        aria-pressed={pressed}
        onClick={() => onState(pressed ? undefined : key)}
        icon={
          Icon && key ? (
            <span
              style={{
                display: 'inline-flex',
                color: toneColor(theme, stateStyles[key].tone),
              }}
            >
              <Icon aria-hidden />
            </span>
          ) : undefined
        }
      />
    );
  };

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
        {chip(undefined, t('entity.filters.all'), total)}
        {shown.map(one => chip(one, t(`state.${one}`), counts[one] ?? 0))}
      </div>
    </div>
  );
}
