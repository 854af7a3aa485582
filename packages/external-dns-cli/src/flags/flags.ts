import { Flag } from './flag';
import { loopFlags } from './loopFlags';
import { otherProviderFlags } from './otherProviderFlags';
import { providerFlags } from './providerFlags';
import { recordFlags } from './recordFlags';
import { removedFlags } from './removedFlags';
import { rfc2136Flags } from './rfc2136Flags';
import { sourceFlags } from './sourceFlags';

/** A part of the table, with the heading that the docs give it. @internal */
export interface FlagGroup {
  title: string;
  flags: readonly Flag[];
}

/** @internal */
export const flagGroups: readonly FlagGroup[] = [
  { title: 'Sources', flags: sourceFlags },
  { title: 'Records, policy and ownership', flags: recordFlags },
  { title: 'Clusters, loop and logs', flags: loopFlags },
  { title: 'Providers', flags: providerFlags },
  { title: 'DNS UPDATE and test providers', flags: rfc2136Flags },
  { title: 'Providers without a module here', flags: otherProviderFlags },
  { title: 'Gone from ExternalDNS since v0.14', flags: removedFlags },
];

/** Every flag of ExternalDNS from v0.14 on. @public */
export const flags: readonly Flag[] = flagGroups.flatMap(group => group.flags);

/** @internal */
export const flagByName: ReadonlyMap<string, Flag> = new Map(
  flags.map(flag => [flag.name, flag]),
);
