import { ReactNode } from 'react';
import { isForbidden } from '../elements/forbidden';
import { LoadFailed } from '../elements/LoadFailed';
import { NoPermission } from '../elements/NoPermission';
import { OutdatedNotice } from '../elements/OutdatedNotice';
import { Live } from '../live/useLive';
import { useDnsTranslation } from '../translation';

/** Shows a live value, its place while it loads, or why it cannot be loaded. */
export function LiveContent<T>(props: {
  live: Live<T>;
  placeholder: ReactNode;
  children: (value: T) => ReactNode;
}) {
  const t = useDnsTranslation();
  const { live, placeholder, children } = props;
  if (isForbidden(live.error)) {
    return (
      <NoPermission
        title={t('admin.forbidden.title')}
        description={live.error?.message ?? ''}
      />
    );
  }
  if (live.value !== undefined) {
    return (
      <>
        <OutdatedNotice live={live} />
        {children(live.value)}
      </>
    );
  }
  if (live.error) {
    return <LoadFailed error={live.error} onRetry={live.reload} />;
  }
  return <>{placeholder}</>;
}
