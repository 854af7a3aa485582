import { cloudflare } from './cloudflare';
import { VectorService } from './service';

/** By the type of the provider's entry; a new service is one file and one line. */
export const services: Readonly<Record<string, VectorService>> = { cloudflare };
