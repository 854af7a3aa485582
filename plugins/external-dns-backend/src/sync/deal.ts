import {
  combine,
  distribute,
  InstanceWishes,
  Options,
  settleVerdicts,
  SourceWishes,
  Verdict,
} from '@openova/dns-engine';
import { Account, AccountZone } from '../accounts/account';
import { instanceZoneFilter } from '../accounts/zoneFilter';
import { yieldToEventLoop } from '../clock/clock';
import { CollectedGroup } from '../collect/collected';
import { isSameList } from '../collect/sameList';
import { chunks, digestOf } from '../store/columns';

/*
 * Deals what the clusters ask for out to the zones of all accounts. Each account by
 * itself, as if it were an ExternalDNS of its own: a name belongs there to the
 * longest matching public zone and to all matching private ones. What a service makes
 * of an endpoint differs, so the sources are put together per account as well.
 *
 * The last answer is kept: when neither a source's wishes nor a zone changed, which
 * is seen by identity, it is given again, and the zones see that nothing changed.
 */

/** What one zone is asked for. @internal */
export interface DealtZone {
  zone: AccountZone;
  desired: InstanceWishes[];
  /** Differs whenever `desired` does. */
  digest: string;
}

/** @internal */
export interface Dealt {
  zones: DealtZone[];
  /** Of wishes that no zone takes, one for each account that did not take them. */
  verdicts: Verdict[];
}

/** @internal */
export class Dealer {
  #last: { seen: unknown[]; dealt: Dealt } | undefined;

  async deal(
    groups: readonly CollectedGroup[],
    accounts: readonly Account[],
  ): Promise<Dealt> {
    const seen = [
      ...groups.flatMap(group => [
        group.instance,
        group.cluster,
        ...group.sources,
      ]),
      ...accounts.flatMap(account => [account, account.zones]),
    ];
    const last = this.#last;
    if (last && isSameList(last.seen, seen)) {
      return last.dealt;
    }
    const dealt: Dealt = { zones: [], verdicts: [] };
    for (const account of accounts) {
      await dealToAccount(groups, account, dealt);
    }
    if (accounts.length === 0) {
      for (const group of groups) {
        for (const { verdicts } of group.sources) {
          for (const verdict of verdicts) dealt.verdicts.push(verdict);
        }
      }
    }
    dealt.verdicts = settleVerdicts(dealt.verdicts);
    this.#last = { seen, dealt };
    return dealt;
  }
}

async function dealToAccount(
  groups: readonly CollectedGroup[],
  account: Account,
  into: Dealt,
): Promise<void> {
  const desiredOf = new Map<string, InstanceWishes[]>();
  for (const [zones, some] of groupsByZones(groups, account)) {
    const desired: InstanceWishes[] = [];
    for (const group of some) {
      desired.push(wishesOf(group, account));
      await yieldToEventLoop();
    }
    const { byZone, verdicts } = distribute(
      desired,
      zones.map(({ key, zone }) => ({
        key,
        id: zone.id,
        name: zone.name,
        visibility: zone.visibility,
      })),
      account.provider.semantics,
    );
    for (const verdict of verdicts) into.verdicts.push(verdict);
    for (const [key, wishes] of byZone) {
      desiredOf.set(key, [...(desiredOf.get(key) ?? []), ...wishes]);
    }
    await yieldToEventLoop();
  }
  for (const zone of account.zones) {
    const desired = desiredOf.get(zone.key);
    if (!desired) continue;
    into.zones.push({ zone, desired, digest: await digestOfDesired(desired) });
  }
}

/** Groups whose instances write to the same zones of the account. */
function groupsByZones(
  groups: readonly CollectedGroup[],
  account: Account,
): [readonly AccountZone[], CollectedGroup[]][] {
  const byKeys = new Map<string, [readonly AccountZone[], CollectedGroup[]]>();
  const zonesOf = new Map<Options, readonly AccountZone[]>();
  for (const group of groups) {
    let zones = zonesOf.get(group.instance);
    if (!zones) {
      const wants = instanceZoneFilter(group.instance);
      zones = account.zones.filter(({ zone }) => wants(zone));
      zonesOf.set(group.instance, zones);
    }
    const key = JSON.stringify(zones.map(zone => zone.key));
    const known = byKeys.get(key);
    if (known) known[1].push(group);
    else byKeys.set(key, [zones, [group]]);
  }
  return [...byKeys.values()];
}

function wishesOf(group: CollectedGroup, account: Account): InstanceWishes {
  const { wishes, verdicts } = combine(
    group.sources,
    group.instance,
    account.provider.semantics,
  );
  return {
    options: group.instance,
    cluster: group.cluster,
    wishes,
    verdicts,
    sources: group.sources.map(({ source, state }: SourceWishes) => ({
      source,
      state,
    })),
  };
}

async function digestOfDesired(
  desired: readonly InstanceWishes[],
): Promise<string> {
  const parts: string[] = [];
  for (const each of desired) {
    const { options, cluster, wishes, verdicts, sources } = each;
    const { gslb, delegatedHere } = each;
    parts.push(digestOf(options.name, cluster, sources, gslb, delegatedHere));
    for (const some of [...chunks(wishes, 2000), ...chunks(verdicts, 2000)]) {
      parts.push(digestOf(some.map(digestOfThing)));
      await yieldToEventLoop();
    }
  }
  return digestOf(parts);
}

/** Most wishes are the very objects of the last time. */
const digests = new WeakMap<object, string>();

function digestOfThing(thing: object): string {
  let digest = digests.get(thing);
  if (digest === undefined) {
    digest = digestOf(thing);
    digests.set(thing, digest);
  }
  return digest;
}
