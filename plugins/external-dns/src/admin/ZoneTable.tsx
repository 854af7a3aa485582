import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableContainer from '@material-ui/core/TableContainer';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { ZoneView } from '@openova/backstage-plugin-external-dns-common';
import { RowHeaderCell } from '../elements/RowHeaderCell';
import { RelativeTime } from '../elements/RelativeTime';
import { Tone } from '../elements/stateColor';
import { ToneLabel } from '../elements/ToneLabel';
import { dnsPageRouteRef } from '../routes';
import { useDnsTranslation } from '../translation';
import { useListStyles } from './listStyles';
import { ZoneExport } from './ZoneExport';

const stateTones: Record<ZoneView['state'], Tone> = {
  'in-sync': 'good',
  pending: 'busy',
  failed: 'bad',
  ambiguous: 'contested',
  unread: 'neutral',
};

/** Every zone with its state, its provider, and the way to its records. */
export function ZoneTable(props: { zones: ZoneView[] }) {
  const t = useDnsTranslation();
  const classes = useListStyles();
  return (
    <TableContainer>
      <Table size="small" className={classes.table}>
        <caption className={classes.hidden}>{t('admin.zones.caption')}</caption>
        <TableHead>
          <TableRow>
            <TableCell>{t('admin.zones.name')}</TableCell>
            <TableCell className={classes.wide}>
              {t('admin.zones.state')}
            </TableCell>
            <TableCell>{t('admin.zones.provider')}</TableCell>
            <TableCell>{t('admin.zones.records')}</TableCell>
            <TableCell className={classes.fromMedium}>
              {t('admin.zones.nameServers')}
            </TableCell>
            <TableCell className={classes.fromMedium}>
              {t('admin.zones.lastRead')}
            </TableCell>
            <TableCell>{t('admin.zones.export')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {props.zones.map(zone => (
            <ZoneRow key={`${zone.account} ${zone.id}`} zone={zone} />
          ))}
          {props.zones.length === 0 && (
            <TableRow>
              <TableCell colSpan={7} className={classes.empty}>
                {t('admin.zones.none')}
              </TableCell>
            </TableRow>
          )}
        </TableBody>
      </Table>
    </TableContainer>
  );
}

function ZoneRow({ zone }: { zone: ZoneView }) {
  const t = useDnsTranslation();
  const classes = useListStyles();
  const page = useRouteRef(dnsPageRouteRef);
  return (
    <TableRow>
      <RowHeaderCell className={classes.wide}>
        {zone.name}
        <div className={classes.secondary}>
          {t(`admin.zones.${zone.visibility}`)}
        </div>
      </RowHeaderCell>
      <TableCell className={classes.wide}>
        <ToneLabel tone={stateTones[zone.state]}>
          {t(`admin.zones.states.${zone.state}`)}
          {zone.pendingChanges > 0 && ` (${zone.pendingChanges})`}
        </ToneLabel>
        {zone.sentence && <div>{zone.sentence}</div>}
      </TableCell>
      <TableCell>
        {zone.provider}
        <div className={classes.secondary}>{zone.account}</div>
      </TableCell>
      <TableCell className={classes.numbers}>
        <Link
          to={`${page()}/records?zone=${encodeURIComponent(zone.name)}`}
          title={t('admin.zones.show', { zone: zone.name })}
        >
          {t('admin.zones.owned', {
            owned: zone.ownedCount.toString(),
            number: zone.recordCount.toString(),
          })}
        </Link>
      </TableCell>
      <TableCell className={`${classes.fromMedium} ${classes.long}`}>
        {zone.nameServers.map(server => (
          <div key={server}>{server}</div>
        ))}
      </TableCell>
      <TableCell className={classes.fromMedium}>
        {zone.lastReadAt && <RelativeTime at={zone.lastReadAt} />}
      </TableCell>
      <TableCell>
        <ZoneExport zone={zone.name} />
      </TableCell>
    </TableRow>
  );
}
