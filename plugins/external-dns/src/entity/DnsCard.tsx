import { stringifyEntityRef } from '@backstage/catalog-model';
import { InfoCard, Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import Typography from '@material-ui/core/Typography';
import Skeleton from '@material-ui/lab/Skeleton';
import { isForbidden } from '../elements/forbidden';
import { entityDnsRouteRef } from '../routes';
import { useDnsTranslation } from '../translation';
import { DnsCardSummary } from './DnsCardSummary';
import { useEntityDns } from './useEntityDns';

/** A short overview: the sentence, the counts, and the way to the tab. @public */
export function DnsCard() {
  const t = useDnsTranslation();
  const { entity } = useEntity();
  const tab = useRouteRef(entityDnsRouteRef);
  const { value, error } = useEntityDns(stringifyEntityRef(entity));
  // The card is one of many; who may not see it does not miss it.
  if (isForbidden(error)) return null;
  return (
    <InfoCard title={t('entity.card.title')} variant="gridItem">
      {value && <DnsCardSummary {...value} tab={tab()} />}
      {!value && error && (
        <Typography role="alert">
          {t('entity.error.title')}: {error.message}
        </Typography>
      )}
      {!value && !error && (
        <div role="status" aria-label={t('entity.loading')}>
          <Skeleton width="80%" height={28} />
          <Skeleton width="100%" height={12} />
        </div>
      )}
      <Typography variant="body2" style={{ marginTop: 16 }}>
        <Link to={tab()}>{t('entity.card.open')}</Link>
      </Typography>
    </InfoCard>
  );
}
