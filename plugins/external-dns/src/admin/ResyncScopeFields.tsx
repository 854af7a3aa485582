import { useApi } from '@backstage/core-plugin-api';
import FormControl from '@material-ui/core/FormControl';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import FormLabel from '@material-ui/core/FormLabel';
import MenuItem from '@material-ui/core/MenuItem';
import Radio from '@material-ui/core/Radio';
import RadioGroup from '@material-ui/core/RadioGroup';
import TextField from '@material-ui/core/TextField';
import { ResyncScope } from '@openova/backstage-plugin-external-dns-common';
import { useId } from 'react';
import useAsync from 'react-use/lib/useAsync';
import { externalDnsApiRef } from '../api';
import { useDnsTranslation } from '../translation';

type Kind = ResyncScope['kind'];

const kinds: Kind[] = ['all', 'zone', 'cluster', 'entity', 'record'];

/** What to read again: everything, or one zone, cluster, component or record. */
export function ResyncScopeFields(props: {
  kind: Kind;
  value: string;
  onKind: (kind: Kind) => void;
  onValue: (value: string) => void;
}) {
  const t = useDnsTranslation();
  const { kind, value, onKind, onValue } = props;
  const labelId = useId();
  const valueId = useId();
  const choices = useChoices(kind);
  return (
    <FormControl component="fieldset" fullWidth>
      <FormLabel component="legend" id={labelId}>
        {t('admin.resync.what')}
      </FormLabel>
      <RadioGroup
        row
        aria-labelledby={labelId}
        value={kind}
        onChange={(_event, next) =>
          onKind(kinds.find(one => one === next) ?? 'all')
        }
      >
        {kinds.map(one => (
          <FormControlLabel
            key={one}
            value={one}
            control={<Radio color="primary" />}
            label={t(`admin.resync.${one}`)}
          />
        ))}
      </RadioGroup>
      {kind !== 'all' && (
        <TextField
          id={valueId}
          required
          fullWidth
          select={kind === 'zone' || kind === 'cluster'}
          variant="outlined"
          size="small"
          margin="normal"
          label={t(`admin.resync.${kind}Label`)}
          placeholder={
            kind === 'entity' || kind === 'record'
              ? t(`admin.resync.${kind}Placeholder`)
              : undefined
          }
          value={value}
          onChange={event => onValue(event.target.value)}
          InputLabelProps={{ shrink: true }}
          SelectProps={{
            SelectDisplayProps: {
              'aria-label': t(`admin.resync.${kind}Label`),
            },
          }}
        >
          {choices.map(choice => (
            <MenuItem key={choice} value={choice}>
              {choice}
            </MenuItem>
          ))}
        </TextField>
      )}
    </FormControl>
  );
}

/** Zones and clusters are few and known; components and names are typed. */
function useChoices(kind: Kind): string[] {
  const api = useApi(externalDnsApiRef);
  const { value } = useAsync(async () => {
    if (kind === 'zone') return (await api.listZones()).map(zone => zone.name);
    if (kind === 'cluster') {
      return (await api.listClusters()).map(cluster => cluster.name);
    }
    return [];
  }, [api, kind]);
  return [...new Set(value)];
}
