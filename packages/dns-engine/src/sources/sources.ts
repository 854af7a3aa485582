import { crd } from './crd';
import {
  gatewayGrpcRoute,
  gatewayHttpRoute,
  gatewayTcpRoute,
  gatewayTlsRoute,
  gatewayUdpRoute,
} from './gateway/routes';
import { ingress } from './ingress';
import { k8gb } from './k8gb';
import { node } from './node';
import { pod } from './pod';
import { service } from './service/service';
import { Source } from './source';

/**
 * All sources. Docs, configuration and RBAC are made from `name` and `reads`.
 *
 * @public
 */
export const sources: readonly Source[] = [
  gatewayHttpRoute,
  gatewayGrpcRoute,
  gatewayTlsRoute,
  gatewayTcpRoute,
  gatewayUdpRoute,
  service,
  ingress,
  crd,
  node,
  pod,
  k8gb,
];
