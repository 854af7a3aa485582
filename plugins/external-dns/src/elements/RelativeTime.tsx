import Tooltip from '@material-ui/core/Tooltip';
import { DateTime } from 'luxon';
import { useNow } from '../live/useNow';

/** How long ago, kept up; hovering shows the full time in the viewer's zone. */
export function RelativeTime(props: { at: string }) {
  const now = useNow();
  const time = DateTime.fromISO(props.at);
  // A server clock that runs ahead must not say "in 2 seconds".
  const past = DateTime.min(time, now);
  return (
    <Tooltip title={time.toLocaleString(DateTime.DATETIME_FULL_WITH_SECONDS)}>
      <time dateTime={props.at} style={{ whiteSpace: 'nowrap' }}>
        {past.toRelative({ base: now })}
      </time>
    </Tooltip>
  );
}
