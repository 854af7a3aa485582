import {
  Flag,
  builtIn,
  duration,
  list,
  none,
  option,
  text,
  toggle,
} from './flag';

const noSuchSource = (name: string) =>
  none(`The source ${name} does not exist here.`);

/** What is read from the clusters, and how names and targets come from it. @internal */
export const sourceFlags: readonly Flag[] = [
  list('source', option('sources')),
  text('namespace', option('namespace')),
  text('annotation-filter', option('annotationFilter')),
  text('label-filter', option('labelFilter')),
  text('annotation-prefix', option('annotationPrefixes'), {
    default: 'external-dns.kubernetes.io/',
    since: '0.20',
  }),
  list('ingress-class', option('ingressClassNames')),
  toggle('ignore-ingress-rules-spec', option('ignoreIngressRulesSpec')),
  toggle('ignore-ingress-tls-spec', option('ignoreIngressTlsSpec')),
  toggle('ignore-hostname-annotation', option('ignoreHostnameAnnotation')),
  text('gateway-name', option('gatewayName'), { since: '0.16' }),
  text('gateway-namespace', option('gatewayNamespace')),
  text('gateway-label-filter', option('gatewayLabelFilter')),
  toggle('gateway-listener-sets', option('gatewayListenerSets'), {
    since: '0.21',
  }),
  list('fqdn-template', option('fqdnTemplate')),
  list('target-template', option('targetTemplate'), { since: '0.21' }),
  list('fqdn-target-template', option('fqdnTargetTemplate'), {
    since: '0.21',
  }),
  toggle('combine-fqdn-annotation', option('combineFqdnAnnotation')),
  list('service-type-filter', option('serviceTypeFilter')),
  toggle('publish-internal-services', option('publishInternalServices')),
  toggle('publish-host-ip', option('publishHostIp')),
  toggle(
    'always-publish-not-ready-addresses',
    option('alwaysPublishNotReadyAddresses'),
  ),
  toggle(
    'resolve-service-load-balancer-hostname',
    none(
      'Hostnames of load balancers are published as CNAME and never resolved: their addresses change without a word. Records of type A that ExternalDNS made would become CNAME.',
    ),
  ),
  toggle(
    'listen-endpoint-events',
    builtIn('EndpointSlices are always watched where services are a source.'),
    { since: '0.16' },
  ),
  toggle('expose-internal-ipv6', option('exposeInternalIpv6'), {
    since: '0.17',
  }),
  toggle('exclude-unschedulable', option('excludeUnschedulable'), {
    default: 'true',
    since: '0.17',
  }),
  text('compatibility', option('compatibility')),
  text(
    'crd-source-apiversion',
    builtIn(
      'DNSEndpoints are read as externaldns.k8s.io/v1alpha1, as ExternalDNS does since v0.21.',
    ),
    { default: 'externaldns.k8s.io/v1alpha1' },
  ),
  text(
    'crd-source-kind',
    builtIn('The kind is DNSEndpoint, as in ExternalDNS since v0.21.'),
    { default: 'DNSEndpoint' },
  ),
  list('default-targets', option('defaultTargets')),
  toggle('force-default-targets', option('forceDefaultTargets'), {
    since: '0.18',
  }),
  list('target-net-filter', option('targetNetFilter')),
  list('exclude-target-net', option('excludeTargetNets')),
  list('nat64-networks', option('nat64Networks'), { since: '0.16' }),
  duration('min-ttl', option('minTtl'), { since: '0.21' }),
  toggle('prefer-alias', option('preferAlias'), { since: '0.21' }),
  toggle('create-ptr', option('createPtr'), { since: '0.21' }),
  list('unstructured-resource', noSuchSource('unstructured'), {
    since: '0.21',
  }),
  text('connector-source-server', noSuchSource('connector'), {
    default: 'localhost:8080',
  }),
  text('pod-source-domain', option('podSourceDomain'), { since: '0.16' }),
  toggle('ignore-non-host-network-pods', option('ignoreNonHostNetworkPods'), {
    since: '0.16',
  }),
  list('gloo-namespace', noSuchSource('gloo-proxy'), {
    default: 'gloo-system',
  }),
  text('skipper-routegroup-groupversion', noSuchSource('skipper-routegroup'), {
    default: 'zalando.org/v1',
  }),
  text('openshift-router-name', noSuchSource('openshift-route')),
  toggle('traefik-enable-legacy', noSuchSource('traefik-proxy'), {
    since: '0.19',
  }),
  toggle('traefik-disable-new', noSuchSource('traefik-proxy'), {
    since: '0.15',
  }),
];
