import { stringifyEntityRef } from '@backstage/catalog-model';
import { Content } from '@backstage/core-components';
import { useEntity } from '@backstage/plugin-catalog-react';
import { EntityDnsLoader } from './EntityDnsLoader';

/** The DNS tab of the entity whose page is shown. @public */
export function EntityDnsContent() {
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  return (
    <Content>
      {/* Another entity starts afresh: nothing of the last one may stay. */}
      <EntityDnsLoader key={entityRef} entityRef={entityRef} />
    </Content>
  );
}
