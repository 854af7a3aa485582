import type { ProviderCapabilities } from '@openova/backstage-plugin-external-dns-node';
import { Endpoint, ProviderSemantics } from '@openova/dns-engine';
import {
  isProxiable,
  propertiesOf,
  RecordSettings,
  settingOf,
  settingsOf,
} from './settings';
import {
  cloudflareRecordTypes,
  isCloudflareRecordType,
  storedTarget,
} from './targets';

/** What records get where nothing else is asked. @public */
export interface CloudflareDefaults {
  /** Whether A, AAAA and CNAME go through Cloudflare's proxy. */
  proxied?: boolean;
  recordComment?: string;
  /** Regional hostnames are read and written. */
  regionalServices?: boolean;
  /** The region of A, AAAA and CNAME where no annotation says one. */
  regionKey?: string;
  /** Custom hostnames are read and written. */
  customHostnames?: boolean;
}

/**
 * What Cloudflare makes of an endpoint: targets in one form, properties under one
 * name, no TTL where the record is proxied (its TTL is Cloudflare's).
 *
 * @public
 */
export function cloudflareSemantics(
  defaults: CloudflareDefaults = {},
): ProviderSemantics {
  return {
    type: 'cloudflare',
    recordTypes: cloudflareRecordTypes,
    // Enterprise zones take 30; lower ones are raised to what every plan takes.
    minTtl: 60,
    adjustEndpoint: endpoint => adjusted(endpoint, defaults),
  };
}

function adjusted(endpoint: Endpoint, defaults: CloudflareDefaults): Endpoint {
  const { proxied: byDefault = false, recordComment = '' } = defaults;
  const { recordType, providerSpecific, recordTTL, ...rest } = endpoint;
  const asked = settingOf(providerSpecific, 'proxied')?.toLowerCase();
  const isSaid = asked === 'true' || asked === 'false';
  const proxied =
    isProxiable(recordType) &&
    (isSaid ? asked === 'true' : byDefault && !isGlue(endpoint.dnsName));
  const settings = settingsOf(endpoint);
  const properties = propertiesOf(recordType, {
    ...settings,
    ...hostnameSettings(recordType, settings, defaults),
    proxied,
    comment: settingOf(providerSpecific, 'comment') ?? recordComment,
  });
  const result: Endpoint = { ...rest, recordType };
  // 1 is how Cloudflare says automatic.
  if (recordTTL && recordTTL !== 1 && !proxied) result.recordTTL = recordTTL;
  if (properties.length > 0) result.providerSpecific = properties;
  if (isCloudflareRecordType(recordType)) {
    const targets = endpoint.targets.map(each =>
      storedTarget(recordType, each),
    );
    result.targets = [...new Set(targets)];
  }
  return result;
}

/** What is said of hostnames counts only where they are switched on. */
function hostnameSettings(
  recordType: string,
  { regionKey, customHostnames }: RecordSettings,
  defaults: CloudflareDefaults,
): Pick<RecordSettings, 'regionKey' | 'customHostnames'> {
  const hasRegion = defaults.regionalServices && isProxiable(recordType);
  return {
    regionKey: hasRegion ? regionKey || (defaults.regionKey ?? '') : '',
    customHostnames: defaults.customHostnames ? customHostnames : [],
  };
}

/**
 * Addresses of name servers that k8gb delegates to: behind the proxy, nobody could
 * ask them.
 */
function isGlue(dnsName: string): boolean {
  return /^gslb-ns-/i.test(dnsName);
}

/** Operations that every plan takes in one batch. @public */
export const smallestBatch = 200;

/** What Cloudflare can do, with batches of so many operations. @public */
export function cloudflareCapabilities(
  batchChangeSize: number = smallestBatch,
): ProviderCapabilities {
  return {
    granularity: 'record',
    batch: { changes: batchChangeSize, values: batchChangeSize, atomic: true },
    compareAndSwap: false,
    readsByName: true,
    setIdentifiers: false,
    rate: { requests: 1200, seconds: 300 },
  };
}
