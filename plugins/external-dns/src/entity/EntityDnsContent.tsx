import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { EntityDnsLoader } from './EntityDnsLoader';

/** The DNS tab of the entity whose page is shown. @public */
export function EntityDnsContent() {
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  // Another entity starts afresh: nothing of the last one may stay.
  return <EntityDnsLoader key={entityRef} entityRef={entityRef} />;
}
