import { DateTime } from 'luxon';
import { useState } from 'react';
import useInterval from 'react-use/lib/useInterval';

const TICK_MILLISECONDS = 5_000;

/** The current time, kept up while the component is shown. */
export function useNow(): DateTime {
  const [now, setNow] = useState(() => DateTime.now());
  useInterval(() => setNow(DateTime.now()), TICK_MILLISECONDS);
  return now;
}
