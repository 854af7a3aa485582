import { addressFamily } from '../address';
import { Options } from '../options/types';
import { isRecord, list, record, text, unlessBroken } from '../sources/json';
import { kinds } from '../sources/kinds';
import { ClusterView, KubeObject } from '../sources/source';
import { GslbManager } from './facts';
import { dashed } from './nsName';

/** k8gb as it is installed in one cluster, by the environment of its Deployment. @internal */
export interface Installation {
  /** Empty where nothing tells it. */
  geoTag: string;
  /** Prefix of the name servers' names; undefined where it is not known. */
  prefix: string | undefined;
  /** Seconds; 0 where it is not known. */
  ttl: number;
  manager: GslbManager;
  peerTags: string[];
  /** Addresses that k8gb was told to use for its name server. */
  exposed: string[];
}

/** The variables that are read, and kept of a Deployment. */
const variables: ReadonlySet<string> = new Set([
  'CLUSTER_EXPOSED_IPS',
  'CLUSTER_GEO_TAG',
  'EXTDNS_ENABLED',
  'EXT_GSLB_CLUSTERS_GEO_TAGS',
  'GLUEA_PREFIX',
  'INFOBLOX_GRID_HOST',
  'NS_RECORD_TTL',
]);

/** Undefined where k8gb's Deployment is not there or may not be read. @internal */
export function readInstallation(
  view: ClusterView,
  options: Options,
): Installation | undefined {
  const { namespace } = options.gslb;
  // Where more is read than the one namespace, k8gb may live elsewhere.
  for (const object of [
    ...view.list(kinds.deployment, namespace),
    ...view.list(kinds.deployment),
  ]) {
    const environment = unlessBroken(() => environmentOf(object));
    if (!environment?.has('CLUSTER_GEO_TAG')) continue;
    const value = (name: string) => environment.get(name)?.trim() ?? '';
    const seconds = Number(value('NS_RECORD_TTL'));
    return {
      geoTag: value('CLUSTER_GEO_TAG'),
      prefix: environment.get('GLUEA_PREFIX'),
      ttl: Number.isSafeInteger(seconds) && seconds > 0 ? seconds : 0,
      manager: managerOf(value),
      peerTags: parts(value('EXT_GSLB_CLUSTERS_GEO_TAGS')),
      exposed: parts(value('CLUSTER_EXPOSED_IPS')).filter(
        each => addressFamily(each) === 4,
      ),
    };
  }
  return undefined;
}

function managerOf(value: (name: string) => string): GslbManager {
  if (value('INFOBLOX_GRID_HOST') !== '') return 'infoblox';
  return value('EXTDNS_ENABLED').toLowerCase() === 'true'
    ? 'external-dns'
    : 'nobody';
}

function parts(value: string): string[] {
  return value
    .split(',')
    .map(each => each.trim())
    .filter(each => each !== '')
    .sort();
}

/** Variables with a literal value; one that refers elsewhere is not known. */
function environmentOf(object: KubeObject): Map<string, string> {
  const environment = new Map<string, string>();
  const { template } = record(object.spec, 'spec');
  const pod = record(record(template, 'spec.template').spec, 'template.spec');
  for (const container of list(pod.containers, 'containers')) {
    const { env } = record(container, 'containers');
    for (const each of list(env, 'env')) {
      const { name, value, valueFrom } = record(each, 'env');
      if (valueFrom !== undefined || typeof name !== 'string') continue;
      if (variables.has(name)) environment.set(name, text(value, name));
    }
  }
  return environment;
}

/** A Deployment without all but the variables that are read: others may be secret. @internal */
export function keptDeployment(object: KubeObject): unknown {
  const environment = unlessBroken(() => environmentOf(object)) ?? new Map();
  const env = [...environment].map(([name, value]) => ({ name, value }));
  return { template: { spec: { containers: [{ env }] } } };
}

const zonesConfigMap = 'k8gb-zone-delegation';

/**
 * Whether k8gb's CoreDNS is told to serve a zone; null where its ConfigMap is not
 * there or may not be read.
 *
 * @internal
 */
export function isServed(
  view: ClusterView,
  options: Options,
  zone: string,
): boolean | null {
  const { namespace } = options.gslb;
  const map = view.get(kinds.configMap, namespace, zonesConfigMap);
  if (!map) return null;
  return isRecord(map.data) && Object.hasOwn(map.data, `${dashed(zone)}.conf`);
}

/** The keys of k8gb's list of zones; of any other ConfigMap nothing. @internal */
export function keptZoneNames(object: KubeObject): unknown {
  const isOurs = unlessBroken(
    () => record(object.metadata, 'metadata').name === zonesConfigMap,
  );
  if (!isOurs || !isRecord(object.data)) return {};
  return Object.fromEntries(
    Object.keys(object.data)
      .filter(key => key !== '__proto__')
      .map(key => [key, '']),
  );
}
