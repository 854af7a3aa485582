import { EntityDelegationView } from '@openova/backstage-plugin-external-dns-common';
import { GslbCard } from './GslbCard';

/** A card for each delegated zone that answers for hosts of the entity; none without. */
export function GslbCards(props: {
  delegations: EntityDelegationView[] | undefined;
  entityRef: string;
  onChange: () => void;
}) {
  return (
    <>
      {props.delegations?.map(delegation => (
        <GslbCard
          key={delegation.zone}
          stored={delegation}
          entityRef={props.entityRef}
          onChange={props.onChange}
        />
      ))}
    </>
  );
}
