import { ResponseErrorPanel } from '@backstage/core-components';
import Button from '@material-ui/core/Button';
import { useDnsTranslation } from '../translation';
import { Notice } from './Notice';

/** Nothing could be loaded: what still works, another try, and what failed. */
export function LoadFailed(props: { error: Error; onRetry: () => void }) {
  const t = useDnsTranslation();
  return (
    <>
      <Notice
        tone="bad"
        action={
          <Button variant="outlined" size="small" onClick={props.onRetry}>
            {t('entity.error.retry')}
          </Button>
        }
      >
        <strong>{t('entity.error.title')}.</strong>{' '}
        {t('entity.error.stillWorks')}
      </Notice>
      <ResponseErrorPanel error={props.error} />
    </>
  );
}
