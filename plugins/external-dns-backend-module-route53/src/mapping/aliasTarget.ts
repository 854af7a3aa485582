import type { AliasTarget } from '@aws-sdk/client-route-53';
import { ProviderSpecificProperty } from '@openova/dns-engine';
import { canonicalHostedZone } from './canonicalZones';
import { fromServiceName } from './recordNames';
import { UnusableProperty } from './routingPolicy';

/** A record set whose answer is that of another one. */
interface Alias {
  targets: readonly string[];
  providerSpecific?: readonly ProviderSpecificProperty[];
}

/** How an alias is told, but for its target. @internal */
export function aliasPropertiesOf(options: {
  evaluateTargetHealth: boolean;
}): ProviderSpecificProperty[] {
  return [
    { name: 'alias', value: 'true' },
    {
      name: 'aws/evaluate-target-health',
      value: String(options.evaluateTargetHealth),
    },
  ];
}

/**
 * Target and properties of an alias that was read. The hosted zone of its target is
 * told only where it follows from nothing else: it is neither the zone of the alias
 * itself nor the one that the host name says.
 *
 * @internal
 */
export function aliasThatStands(
  target: AliasTarget,
  zoneId: string,
): { targets: string[]; providerSpecific: ProviderSpecificProperty[] } {
  const hostName = fromServiceName(target.DNSName ?? '');
  const providerSpecific = aliasPropertiesOf({
    evaluateTargetHealth: target.EvaluateTargetHealth === true,
  });
  const targetZone = target.HostedZoneId;
  const isImplied =
    targetZone === bareZoneId(zoneId) ||
    targetZone === canonicalHostedZone(hostName);
  if (targetZone && !isImplied) {
    providerSpecific.push({
      name: 'aws/target-hosted-zone',
      value: targetZone,
    });
  }
  return { targets: [hostName], providerSpecific };
}

/** Whether properties ask for an alias. @internal */
export function isAlias(
  properties: readonly ProviderSpecificProperty[] = [],
): boolean {
  return properties.some(
    ({ name, value }) => name === 'alias' && value === 'true',
  );
}

/**
 * The alias that is asked for. Its target is in the zone that
 * `aws/target-hosted-zone` names, or the one that AWS publishes for the host name, or
 * else in the zone of the alias.
 *
 * @throws {@link UnusableProperty} where it has several targets.
 * @internal
 */
export function aliasTargetOf(
  { targets, providerSpecific = [] }: Alias,
  zoneId: string,
): AliasTarget {
  if (targets.length !== 1) {
    throw new UnusableProperty(
      `an alias has one target, not ${targets.length}: ${targets.join(', ')}`,
    );
  }
  const valueOf = (name: string) =>
    providerSpecific.find(each => each.name === name)?.value;
  const hostName = targets[0].replace(/\.$/, '');
  return {
    HostedZoneId:
      valueOf('aws/target-hosted-zone') ??
      canonicalHostedZone(hostName) ??
      bareZoneId(zoneId),
    DNSName: `${hostName}.`,
    EvaluateTargetHealth: valueOf('aws/evaluate-target-health') !== 'false',
  };
}

/** `Z123` of `/hostedzone/Z123`. @internal */
export function bareZoneId(zoneId: string): string {
  return zoneId.slice(zoneId.lastIndexOf('/') + 1);
}
