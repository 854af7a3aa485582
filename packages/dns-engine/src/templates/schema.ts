/*
 * The fields of the Kubernetes types that templates see, spelled as Go spells
 * them, because templates are written against Go's types: `.Spec.ClusterIP`, not
 * `.spec.clusterIP`. A field that is known and absent has Go's zero value; one that
 * is not known is an error. `opaque` marks what exists there and cannot be looked
 * into here. `+` embeds the fields of another type.
 */
const declarations = `
ObjectMeta: Name string, GenerateName string, Namespace string, SelfLink string, UID string, ResourceVersion string, Generation int, CreationTimestamp time, DeletionTimestamp *time, DeletionGracePeriodSeconds *int, Labels map[string]string, Annotations map[string]string, OwnerReferences []OwnerReference, Finalizers []string
OwnerReference: APIVersion string, Kind string, Name string, UID string, Controller *bool, BlockOwnerDeletion *bool
Condition: Type string, Status string, ObservedGeneration int, LastTransitionTime time, LastProbeTime time, LastHeartbeatTime time, Reason string, Message string
Object: Kind string, APIVersion string, ObjectMeta ObjectMeta, +ObjectMeta

Service: +Object, Spec ServiceSpec, Status ServiceStatus
ServiceSpec: Ports []ServicePort, Selector map[string]string, ClusterIP string, ClusterIPs []string, Type string, ExternalIPs []string, SessionAffinity string, LoadBalancerIP string, LoadBalancerSourceRanges []string, ExternalName string, ExternalTrafficPolicy string, HealthCheckNodePort int, PublishNotReadyAddresses bool, SessionAffinityConfig *opaque, IPFamilies []string, IPFamilyPolicy *string, AllocateLoadBalancerNodePorts *bool, LoadBalancerClass *string, InternalTrafficPolicy *string, TrafficDistribution *string
ServicePort: Name string, Protocol string, AppProtocol *string, Port int, TargetPort intOrString, NodePort int
ServiceStatus: LoadBalancer LoadBalancerStatus, Conditions []Condition
LoadBalancerStatus: Ingress []LoadBalancerIngress
LoadBalancerIngress: IP string, Hostname string, IPMode *string, Ports []PortStatus
PortStatus: Port int, Protocol string, Error *string

Ingress: +Object, Spec IngressSpec, Status IngressStatus
IngressSpec: IngressClassName *string, DefaultBackend *IngressBackend, TLS []IngressTLS, Rules []IngressRule
IngressTLS: Hosts []string, SecretName string
IngressRule: Host string, HTTP *HTTPIngressRuleValue
HTTPIngressRuleValue: Paths []HTTPIngressPath
HTTPIngressPath: Path string, PathType *string, Backend IngressBackend
IngressBackend: Service *IngressServiceBackend, Resource *opaque
IngressServiceBackend: Name string, Port ServiceBackendPort
ServiceBackendPort: Name string, Number int
IngressStatus: LoadBalancer LoadBalancerStatus

HTTPRoute: +Route
GRPCRoute: +Route
TLSRoute: +Route
TCPRoute: +Object, Spec PortRouteSpec, Status RouteStatus
UDPRoute: +Object, Spec PortRouteSpec, Status RouteStatus
Route: +Object, Spec RouteSpec, Status RouteStatus
RouteSpec: +PortRouteSpec, Hostnames []string
PortRouteSpec: ParentRefs []ParentReference, UseDefaultGateways string, Rules []RouteRule
ParentReference: Group *string, Kind *string, Namespace *string, Name string, SectionName *string, Port *int
RouteRule: Name *string, Matches []opaque, Filters []opaque, BackendRefs []BackendRef, Timeouts *opaque, Retry *opaque, SessionPersistence *opaque
BackendRef: Group *string, Kind *string, Name string, Namespace *string, Port *int, Weight *int, Filters []opaque
RouteStatus: Parents []RouteParentStatus
RouteParentStatus: ParentRef ParentReference, ControllerName string, Conditions []Condition

Node: +Object, Spec NodeSpec, Status NodeStatus
NodeSpec: PodCIDR string, PodCIDRs []string, ProviderID string, Unschedulable bool, Taints []Taint, ConfigSource *opaque
Taint: Key string, Value string, Effect string, TimeAdded *time
NodeStatus: Capacity opaque, Allocatable opaque, Phase string, Conditions []Condition, Addresses []NodeAddress, DaemonEndpoints opaque, NodeInfo NodeSystemInfo, Images []opaque, VolumesInUse []string
NodeAddress: Type string, Address string
NodeSystemInfo: MachineID string, SystemUUID string, BootID string, KernelVersion string, OSImage string, ContainerRuntimeVersion string, KubeletVersion string, KubeProxyVersion string, OperatingSystem string, Architecture string

Pod: +Object, Spec PodSpec, Status PodStatus
PodSpec: Volumes []opaque, InitContainers []Container, Containers []Container, EphemeralContainers []opaque, RestartPolicy string, TerminationGracePeriodSeconds *int, ActiveDeadlineSeconds *int, DNSPolicy string, NodeSelector map[string]string, ServiceAccountName string, AutomountServiceAccountToken *bool, NodeName string, HostNetwork bool, HostPID bool, HostIPC bool, ShareProcessNamespace *bool, SecurityContext *opaque, ImagePullSecrets []opaque, Hostname string, Subdomain string, Affinity *opaque, SchedulerName string, Tolerations []opaque, HostAliases []HostAlias, PriorityClassName string, Priority *int, DNSConfig *opaque, RuntimeClassName *string, EnableServiceLinks *bool, PreemptionPolicy *string, SetHostnameAsFQDN *bool, HostUsers *bool, HostnameOverride *string
HostAlias: IP string, Hostnames []string
Container: Name string, Image string, Command []string, Args []string, WorkingDir string, Ports []ContainerPort, Env []EnvVar, ImagePullPolicy string
ContainerPort: Name string, HostPort int, ContainerPort int, Protocol string, HostIP string
EnvVar: Name string, Value string, ValueFrom *opaque
PodStatus: Phase string, Conditions []Condition, Message string, Reason string, NominatedNodeName string, HostIP string, HostIPs []HostAddress, PodIP string, PodIPs []HostAddress, StartTime *time, InitContainerStatuses []opaque, ContainerStatuses []opaque, QOSClass string
HostAddress: IP string
`;

/** A field of a type: its key in JSON and its type as declared above. @internal */
export interface Field {
  key: string;
  type: string;
}

/** The fields of a type by their Go name. @internal */
export type Fields = ReadonlyMap<string, Field>;

const lines = new Map<string, string>();
for (const line of declarations.split('\n')) {
  const colon = line.indexOf(':');
  if (colon > 0) lines.set(line.slice(0, colon), line.slice(colon + 1));
}
const known = new Map<string, Fields>();

/** The fields of a declared type, or undefined where there is no such type. @internal */
export function fieldsOf(type: string): Fields | undefined {
  const before = known.get(type);
  const line = lines.get(type);
  if (before || line === undefined) return before;
  const fields = new Map<string, Field>();
  for (const declaration of line.split(', ')) {
    const [name, fieldType] = declaration.trim().split(' ');
    if (name.startsWith('+')) {
      fieldsOf(name.slice(1))?.forEach((field, key) => fields.set(key, field));
    } else {
      fields.set(name, { key: jsonKey(name), type: fieldType });
    }
  }
  known.set(type, fields);
  return fields;
}

/** Fields that live under `metadata` in JSON, promoted to the object in Go. @internal */
export const metadataFields: ReadonlySet<string> = new Set(
  fieldsOf('ObjectMeta')?.keys(),
);

/** Go's `ClusterIP`, `IPFamilies`, `UID` are JSON's `clusterIP`, `ipFamilies`, `uid`. */
function jsonKey(name: string): string {
  if (name === 'ObjectMeta') return 'metadata';
  const capitals = /^[A-Z]+/.exec(name)?.[0].length ?? 0;
  const lower =
    capitals > 1 && capitals < name.length ? capitals - 1 : capitals;
  return name.slice(0, lower).toLowerCase() + name.slice(lower);
}
