import { endpointsForHostname, hasLongLabel } from '../../endpoint';
import { ReasonId } from '../../reasons';
import { Collection } from '../collectObjects';
import { integer, list, record } from '../json';
import { shorten } from '../shorten';
import { Subject } from '../subject';
import { commonHost, comparableHost } from './hostname';
import { hostsOfRoute } from './hostsOfRoute';
import {
  isAccepted,
  isOwner,
  Listener,
  ListenerOwner,
  protocolFits,
  RouteShape,
} from './listeners';
import { isSameParent, ParentRef, Parents } from './parents';

/**
 * The gates that a name passes on its way, in order. With several parents the one
 * that got furthest decides what is said of the name.
 */
const gates: readonly ReasonId[] = [
  'no-parent',
  'parent-not-a-gateway',
  'gateway-filtered',
  'gateway-not-found',
  'gateway-broken',
  'no-gateway-accepted',
  'listener-set-not-allowed',
  'listener-not-found',
  'listener-not-allowed',
  'hostname-not-on-listener',
  'no-hostname',
  'targets-lost',
];

interface Loss {
  gate: number;
  params: Record<string, string>;
}

/**
 * Adds what one route asks for: its hosts, narrowed by the listeners of every
 * parent that accepted it, with the addresses of the Gateway.
 *
 * `sectionName` and `port` count as the status says them, not the spec. A parent
 * of the spec that has not accepted the route gives no targets, but its listeners
 * still tell which names are lost, so that their rows are held.
 *
 * @internal
 */
export function readRoute(
  subject: Subject,
  shape: RouteShape,
  collection: Collection,
  parents: Parents,
): void {
  const hosts: string[] = [];
  for (const host of hostsOfRoute(subject, collection)) {
    const comparable = comparableHost(host);
    if (comparable !== undefined) hosts.push(comparable);
    else subject.lost('hostname-invalid', shorten(host, 255));
  }
  const names = new RouteNames(subject, shape, hosts);

  const spec = record(subject.object.spec, 'spec');
  const { namespace } = subject.origin;
  const wanted = list(spec.parentRefs, 'spec.parentRefs').map(each =>
    parents.reference(each, 'spec.parentRefs', namespace),
  );
  if (wanted.length === 0) names.loseAll('no-parent', {});

  const status = record(subject.object.status, 'status');
  const unanswered = new Set(wanted);
  for (const each of list(status.parents, 'status.parents')) {
    const parent = record(each, 'status.parents');
    const ref = parents.reference(
      parent.parentRef,
      'status.parents',
      namespace,
    );
    let isWanted = false;
    for (const other of wanted) {
      if (!isSameParent(ref, other)) continue;
      isWanted = true;
      unanswered.delete(other);
    }
    if (!isWanted) continue;
    names.throughParent(
      ref,
      parents,
      isAccepted(parent.conditions, 'status.parents.conditions'),
    );
  }
  for (const ref of unanswered) names.throughParent(ref, parents, false);
  names.finish();
}

/** The names of one route while its parents are gone through. */
class RouteNames {
  private readonly targets = new Map<string, readonly string[]>();
  /** Nearly all routes lose nothing. */
  private losses: Map<string, Loss> | undefined;

  constructor(
    private readonly subject: Subject,
    private readonly shape: RouteShape,
    private readonly hosts: readonly string[],
  ) {}

  throughParent(ref: ParentRef, parents: Parents, accepted: boolean): void {
    const owner = parents.find(ref);
    if (!isOwner(owner)) {
      this.loseAll(owner.reason, owner.params);
      return;
    }
    const listeners = this.listenersFor(ref, owner, accepted);
    if (!listeners) return;
    for (const host of this.hosts) {
      const names = namesOn(listeners, host);
      for (const name of names) this.reach(name, owner, accepted);
      if (names.length > 0) continue;
      if (!accepted) this.lose(host, 'no-gateway-accepted', {});
      else if (host === '') this.lose('', 'no-hostname', {});
      else this.lose(host, 'hostname-not-on-listener', told(owner, listeners));
    }
  }

  loseAll(reason: ReasonId, params: Record<string, string>): void {
    for (const host of this.hosts) this.lose(host, reason, params);
  }

  finish(): void {
    const settings = this.subject.settings();
    for (const [name, targets] of this.targets) {
      const endpoints = endpointsForHostname(name, targets, settings);
      for (const endpoint of endpoints) this.subject.wish(endpoint);
      if (endpoints.length === 0 && hasLongLabel(name)) {
        this.subject.lost('label-too-long', name);
      }
    }
    if (this.losses) this.tellLosses(this.losses);
  }

  private tellLosses(losses: ReadonlyMap<string, Loss>): void {
    for (const [name, { gate, params }] of losses) {
      if (this.targets.has(name)) continue;
      const reason = gates[gate];
      // That the listeners add no name of their own is worth telling only where
      // nothing else names the route.
      if (reason === 'no-hostname' && this.targets.size + losses.size > 1) {
        continue;
      }
      this.subject.lost(reason, withoutDot(name), params);
    }
  }

  /** Undefined where the parent has no fitting listener; the loss is noted. */
  private listenersFor(
    ref: ParentRef,
    owner: ListenerOwner,
    accepted: boolean,
  ): readonly Listener[] | undefined {
    const { protocol, kind } = this.shape;
    const section = owner.byName.get(ref.sectionName);
    const chosen =
      ref.sectionName === '' ? owner.listeners : section && [section];
    const port = integer(ref.port, 'parentRef.port');
    const fitting = (chosen ?? []).filter(
      listener =>
        protocolFits(protocol, listener.protocol) &&
        (port === undefined || port === listener.port),
    );
    const { namespace } = this.subject.origin;
    const open = fitting.filter(each => each.allows(kind, namespace));
    if (open.length > 0) return open;
    if (!accepted) this.loseAll('no-gateway-accepted', {});
    else if (fitting.length > 0) {
      this.loseAll('listener-not-allowed', { parent: owner.title });
    } else {
      const wanted = [
        protocol,
        ref.sectionName && `section ${ref.sectionName}`,
        port !== undefined && `port ${port}`,
      ].filter(Boolean);
      this.loseAll('listener-not-found', {
        parent: owner.title,
        wanted: wanted.join(', '),
      });
    }
    return undefined;
  }

  private reach(name: string, owner: ListenerOwner, accepted: boolean): void {
    if (!accepted) this.lose(name, 'no-gateway-accepted', {});
    else if (owner.targets.length === 0) {
      this.lose(name, 'targets-lost', { parent: owner.title });
    } else {
      const before = this.targets.get(name);
      if (before === owner.targets) return;
      this.targets.set(
        name,
        before
          ? [...new Set([...before, ...owner.targets])].sort()
          : owner.targets,
      );
    }
  }

  private lose(
    name: string,
    reason: ReasonId,
    params: Record<string, string>,
  ): void {
    const gate = gates.indexOf(reason);
    this.losses ??= new Map();
    const before = this.losses.get(name);
    if (!before || before.gate < gate) this.losses.set(name, { gate, params });
  }
}

function namesOn(listeners: readonly Listener[], host: string): string[] {
  const names: string[] = [];
  for (const listener of listeners) {
    if (listener.host === undefined) continue;
    const name = commonHost(host, listener.host);
    if (name) names.push(name);
  }
  return names;
}

function told(
  owner: ListenerOwner,
  listeners: readonly Listener[],
): Record<string, string> {
  const hosts = [...new Set(listeners.map(each => each.host || '*'))];
  return { parent: owner.title, listeners: hosts.slice(0, 5).join(', ') };
}

function withoutDot(name: string): string {
  return name.endsWith('.') ? name.slice(0, -1) : name;
}
