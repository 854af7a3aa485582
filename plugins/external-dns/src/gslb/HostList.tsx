import Button from '@material-ui/core/Button';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { GslbHost } from '@openova/backstage-plugin-external-dns-common';
import { useId, useMemo, useState } from 'react';
import { useDnsTranslation } from '../translation';
import { HostAnswers } from './HostAnswers';
import { hostsWorstFirst } from './hostStanding';

/** More than that and one would rather search. */
const SHOWN = 8;

const useStyles = makeStyles(theme => ({
  list: {
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(2.5),
    listStyle: 'none',
    margin: theme.spacing(1, 0, 0),
    padding: 0,
  },
  search: { margin: theme.spacing(1, 0) },
}));

/** The hosts of a zone, those that need a look first. */
export function HostList(props: { hosts: GslbHost[] }) {
  const t = useDnsTranslation();
  const classes = useStyles();
  const searchId = useId();
  const [all, setAll] = useState(false);
  const [search, setSearch] = useState('');
  const hosts = useMemo(() => hostsWorstFirst(props.hosts), [props.hosts]);
  const found = hosts.filter(({ host }) =>
    host.includes(search.trim().toLocaleLowerCase('en-US')),
  );
  const shown = all ? found : found.slice(0, SHOWN);
  const hidden = found.length - shown.length;
  return (
    <>
      {hosts.length > SHOWN && (
        <TextField
          id={searchId}
          className={classes.search}
          size="small"
          variant="outlined"
          label={t('gslb.hosts.search')}
          placeholder={t('gslb.hosts.searchPlaceholder')}
          value={search}
          onChange={event => setSearch(event.target.value)}
          InputLabelProps={{ shrink: true }}
        />
      )}
      {found.length === 0 && (
        <Typography variant="body2" color="textSecondary">
          {t(hosts.length === 0 ? 'gslb.hosts.none' : 'gslb.hosts.noneMatches')}
        </Typography>
      )}
      <ul className={classes.list}>
        {shown.map(host => (
          <li key={host.host}>
            <HostAnswers host={host} />
          </li>
        ))}
      </ul>
      {hidden > 0 && (
        <Button size="small" onClick={() => setAll(true)}>
          {t('gslb.hosts.more', { count: hidden })}
        </Button>
      )}
    </>
  );
}
