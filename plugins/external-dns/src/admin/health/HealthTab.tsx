import { ListSkeleton } from '../ListSkeleton';
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
  return (
    <LiveContent live={live} placeholder={<ListSkeleton />}>
      {rows => <HealthScorecard rows={rows} />}
    </LiveContent>
  );
}
