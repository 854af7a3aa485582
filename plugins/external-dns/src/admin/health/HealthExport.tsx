import Button from '@material-ui/core/Button';
import Tooltip from '@material-ui/core/Tooltip';
import GetApp from '@material-ui/icons/GetApp';
import { HealthRow } from '@openova/backstage-plugin-external-dns-common';
import { DateTime } from 'luxon';
import { saveFile } from '../../elements/saveFile';
import { useDnsTranslation } from '../../translation';
import { healthCsv } from './healthCsv';

/** Downloads the rows that the filters leave, in the order that is shown. */
export function HealthExport(props: { rows: readonly HealthRow[] }) {
  const t = useDnsTranslation();
  const download = () =>
    saveFile(
      `dns-health-${DateTime.utc().toISODate()}.csv`,
      healthCsv(props.rows),
      'text/csv;charset=utf-8',
    );
  return (
    <Tooltip title={t('health.csv.hint')}>
      <Button
        size="small"
        variant="outlined"
        startIcon={<GetApp />}
        onClick={download}
      >
        {t('health.csv.button')}
      </Button>
    </Tooltip>
  );
}
