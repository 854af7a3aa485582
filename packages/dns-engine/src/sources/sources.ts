import {
  gatewayGrpcRoute,
  gatewayHttpRoute,
  gatewayTcpRoute,
  gatewayTlsRoute,
  gatewayUdpRoute,
} from './gateway/routes';
import { Source } from './source';

/** All sources. Docs, configuration and RBAC are made from `name` and `reads`. @public */
export const sources: readonly Source[] = [
  gatewayHttpRoute,
  gatewayGrpcRoute,
  gatewayTlsRoute,
  gatewayTcpRoute,
  gatewayUdpRoute,
];
