import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import { DelegationView } from '@openova/backstage-plugin-external-dns-common';
import { useId, useState } from 'react';
import { SectionTitle } from '../elements/SectionTitle';
import { useDnsTranslation } from '../translation';
import { DelegationPicture } from './DelegationPicture';
import { hostsWorstFirst } from './hostStanding';

const useStyles = makeStyles(theme => ({
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1, 2),
    marginBottom: theme.spacing(1.5),
  },
  host: { minWidth: 220, maxWidth: '100%' },
}));

/** The picture, for one host at a time; first the one that most needs a look. */
export function PictureSection(props: { delegation: DelegationView }) {
  const t = useDnsTranslation();
  const classes = useStyles();
  const selectId = useId();
  const [chosen, setChosen] = useState<string>();
  const hosts = hostsWorstFirst(props.delegation.hosts);
  const host = hosts.find(each => each.host === chosen) ?? hosts[0];
  return (
    <section aria-label={t('gslb.picture.title')}>
      <div className={classes.head}>
        <SectionTitle>{t('gslb.picture.title')}</SectionTitle>
        {hosts.length > 1 && (
          <TextField
            id={selectId}
            select
            className={classes.host}
            size="small"
            variant="outlined"
            label={t('gslb.picture.host')}
            value={host.host}
            onChange={event => setChosen(event.target.value)}
            InputLabelProps={{ htmlFor: selectId }}
            SelectProps={{
              SelectDisplayProps: { 'aria-label': t('gslb.picture.host') },
            }}
          >
            {hosts.map(each => (
              <MenuItem key={each.host} value={each.host}>
                {each.host}
              </MenuItem>
            ))}
          </TextField>
        )}
      </div>
      <DelegationPicture delegation={props.delegation} host={host} />
    </section>
  );
}
