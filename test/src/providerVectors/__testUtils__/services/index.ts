import { cloudflare } from './cloudflare';
import { route53 } from './route53';
import { VectorService } from './service';

/** By the type of the provider's entry; a new service is one file and one line. */
export const services: Readonly<Record<string, VectorService>> = {
  cloudflare,
  route53,
};

/** @throws where there is none of that type. */
export function serviceOf(type: unknown): VectorService {
  const name = typeof type === 'string' ? type : '';
  if (Object.hasOwn(services, name)) return services[name];
  throw new Error(
    `There is no service ${name} to run this with: use ${Object.keys(
      services,
    ).join(' or ')}, or add it to services/`,
  );
}
