import Paper from '@material-ui/core/Paper';
import {
  EntityDnsView,
  EntityHealthView,
  HostnameState,
} from '@openova/backstage-plugin-external-dns-common';
import { useMemo } from 'react';
import { stateStyles } from '../elements/hostnameStates';
import { ResyncProgress } from '../elements/ResyncProgress';
import { useQueryState } from '../live/useQueryState';
import { useResync } from '../live/useResync';
import { EmptyHostnames } from './EmptyHostnames';
import { GslbCards } from './gslb/GslbCards';
import { HostnameDetails } from './HostnameDetails';
import { hostnameFacts } from './hostnameFacts';
import { HostnameFilters } from './HostnameFilters';
import {
  countStates,
  HostnameColumn,
  hostnameColumns,
  selectHostnames,
} from './hostnameSelection';
import { HostnameTable } from './HostnameTable';
import { usePanelStyles } from './panelStyles';
import { PanelHead } from './PanelHead';
import { ResyncButton } from './ResyncButton';
import { StaleClusterNotices } from './StaleClusterNotices';
import { StateAnnouncer } from './StateAnnouncer';
import { SyncAge } from './SyncAge';

/** The DNS state of an entity: the answer in a sentence, then the table of hostnames. */
export function EntityDnsPanel(props: {
  view: EntityDnsView;
  /** Or why it cannot be loaded. */
  health: EntityHealthView | Error;
  onChange: () => void;
}) {
  const classes = usePanelStyles();
  const { view, health, onChange } = props;
  const { entityRef, hostnames } = view;
  const grade = health instanceof Error ? undefined : health.grade;
  const resync = useResync(onChange);
  const query = useQueryState();
  const search = query.get('search') ?? '';
  const state = asState(query.get('state'));
  const column = asColumn(query.get('sort'));
  const direction = query.get('order') === 'desc' ? 'desc' : 'asc';

  const facts = useMemo(() => hostnames.map(hostnameFacts), [hostnames]);
  const rows = useMemo(
    () => selectHostnames(facts, { search, state, column, direction }),
    [facts, search, state, column, direction],
  );

  return (
    <div className={classes.panel}>
      <StateAnnouncer hostnames={hostnames} grade={grade} />
      <div className={classes.head}>
        <div className={classes.sentence}>
          <PanelHead health={health} hostnames={hostnames} />
        </div>
        <div className={classes.actions}>
          <SyncAge sync={view.lastSync} />
          <ResyncButton entityRef={entityRef} resync={resync} />
        </div>
      </div>
      <ResyncProgress resync={resync} />
      <StaleClusterNotices clusters={view.staleClusters} />
      {hostnames.length === 0 ? (
        <EmptyHostnames view={view} />
      ) : (
        <Paper className={classes.paper}>
          <div className={classes.filters}>
            <HostnameFilters
              search={search}
              state={state}
              counts={countStates(hostnames)}
              total={hostnames.length}
              onSearch={text => query.set({ search: text })}
              onState={next => query.set({ state: next })}
            />
          </div>
          <HostnameTable
            rows={rows}
            column={column}
            direction={direction}
            onSort={(sort, order) => query.set({ sort, order })}
            onReset={() => query.set({ search: undefined, state: undefined })}
            openName={query.get('hostname')}
            onOpen={hostname => query.set({ hostname })}
            details={row => (
              <HostnameDetails
                row={row}
                entityRef={entityRef}
                history={view.history.filter(
                  change => change.dnsName === row.hostname.dnsName,
                )}
              />
            )}
          />
        </Paper>
      )}
      <GslbCards
        delegations={view.delegations}
        entityRef={entityRef}
        onChange={onChange}
      />
    </div>
  );
}

/** An address bar can say anything. */
function asState(text: string | undefined): HostnameState | undefined {
  return text !== undefined && text in stateStyles
    ? (text as HostnameState)
    : undefined;
}

function asColumn(text: string | undefined): HostnameColumn {
  return hostnameColumns.find(column => column === text) ?? 'state';
}
