import { OutdatedNotice } from '../../elements/OutdatedNotice';
import { AdminTab } from '../AdminTab';
import { LiveContent } from '../LiveContent';
import { HealthScorecard } from './HealthScorecard';
import { useHealthRows } from './useHealthRows';

/** The scorecard: how the DNS of each component is, the worst first. */
export function HealthTab() {
  return (
    <AdminTab>
      <Health />
    </AdminTab>
  );
}

function Health() {
  const live = useHealthRows();
  if (live.value === undefined && live.error) {
    return (
      <LiveContent live={live} placeholder={null}>
        {() => null}
      </LiveContent>
    );
  }
  // The cards load at the same time, each on its own.
  return (
    <>
      <OutdatedNotice live={live} />
      <HealthScorecard rows={live.value} />
    </>
  );
}
