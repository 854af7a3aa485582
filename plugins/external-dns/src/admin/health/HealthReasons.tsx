import { useRouteRef } from '@backstage/core-plugin-api';
import {
  entityRouteParams,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import Button from '@material-ui/core/Button';
import { HealthRow } from '@openova/backstage-plugin-external-dns-common';
import { useState } from 'react';
import { HealthReasonList } from '../../elements/HealthReasonList';
import { useDnsTranslation } from '../../translation';

const SHOWN = 3;

/** The reasons of a row; each leads to the record in the component's DNS tab. */
export function HealthReasons({ row }: { row: HealthRow }) {
  const t = useDnsTranslation();
  const entityRoute = useRouteRef(entityRouteRef);
  const [all, setAll] = useState(false);
  const { entityRef, reasons } = row;
  if (reasons.length === 0) return null;
  const tab = `${entityRoute(entityRouteParams(entityRef))}/dns`;
  const shown = all ? reasons : reasons.slice(0, SHOWN);
  const hidden = reasons.length - shown.length;
  return (
    <HealthReasonList
      reasons={shown}
      targetOf={({ hostname }) => ({
        to:
          hostname === undefined
            ? tab
            : `${tab}?hostname=${encodeURIComponent(hostname)}`,
      })}
      more={
        hidden > 0 && (
          <Button size="small" onClick={() => setAll(true)}>
            {t('health.reasons.more', { count: hidden })}
          </Button>
        )
      }
    />
  );
}
