import { mergeEndpoints } from '../../wrappers/mergeEndpoints';
import {
  annotatedHostnames,
  collectObjects,
  startCollection,
} from '../collectObjects';
import { keepAll, keepMetadata } from '../keep';
import { kinds } from '../kinds';
import { Kind, Source } from '../source';
import { hostnamesOfSpec } from './hostsOfRoute';
import { keepGatewayObject } from './keepGatewayObjects';
import { RouteShape } from './listeners';
import { Parents } from './parents';
import { readRoute } from './readRoute';

/**
 * Hostnames of Gateway API routes, narrowed by the listeners of the Gateways and
 * ListenerSets that accepted them. One implementation for five kinds, as in
 * ExternalDNS.
 */
function routeSource(
  name: string,
  kind: Kind,
  protocol: RouteShape['protocol'],
): Source {
  const shape = { protocol, kind: kind.kind };
  return {
    name,
    reads: options => [
      kind,
      kinds.gateway,
      kinds.namespace,
      ...(options.gatewayListenerSets ? [kinds.listenerSet] : []),
    ],
    keep: (of, object, options, keptFor) =>
      keepAll(options) && of === kind
        ? keepMetadata(object, options)
        : keepGatewayObject(of, object, options, keptFor),
    *collect(view, options) {
      const collection = startCollection(view, options, name);
      const parents = new Parents(collection);
      const found = yield* collectObjects(collection, {
        kind,
        resourceKind: kind.kind.toLowerCase(),
        namesOf: subject => [
          ...hostnamesOfSpec(subject),
          ...annotatedHostnames(subject, options),
        ],
        read: subject => readRoute(subject, shape, collection, parents),
      });
      yield* mergeEndpoints(found);
    },
  };
}

/** @public */
export const gatewayHttpRoute = routeSource(
  'gateway-httproute',
  kinds.httpRoute,
  'HTTP',
);

/** @public */
export const gatewayGrpcRoute = routeSource(
  'gateway-grpcroute',
  kinds.grpcRoute,
  'HTTP',
);

/** @public */
export const gatewayTlsRoute = routeSource(
  'gateway-tlsroute',
  kinds.tlsRoute,
  'TLS',
);

/** @public */
export const gatewayTcpRoute = routeSource(
  'gateway-tcproute',
  kinds.tcpRoute,
  'TCP',
);

/** @public */
export const gatewayUdpRoute = routeSource(
  'gateway-udproute',
  kinds.udpRoute,
  'UDP',
);
