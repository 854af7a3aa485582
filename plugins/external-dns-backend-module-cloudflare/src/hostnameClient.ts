import { ProviderContext } from '@openova/backstage-plugin-external-dns-node';
import { CloudflareClient, Page, pagesOf } from './client';
import { CustomHostname } from './recordSets';

/** The region of a name. @internal */
export interface RegionalHostname {
  hostname: string;
  region_key: string;
}

/** How certificates of custom hostnames are made. @internal */
export interface CertificateSettings {
  minTlsVersion: '1.0' | '1.1' | '1.2' | '1.3';
  /** Undefined: Cloudflare chooses; only Enterprise plans may. */
  certificateAuthority?: 'google' | 'ssl_com' | 'lets_encrypt';
}

interface ZoneName {
  id: string;
  name: string;
}

/** Custom hostnames of one page: as many as the service gives. */
const customsPerPage = 50;

/**
 * What the service has beside records: regions of names, and host names of others
 * that lead to names of the zone. One function a call.
 *
 * @internal
 */
export class HostnameClient {
  constructor(
    private readonly client: CloudflareClient,
    private readonly certificate: CertificateSettings,
  ) {}

  /** All of a zone; the service gives them in one answer. */
  regions(
    zone: ZoneName,
    context: ProviderContext,
  ): Promise<readonly RegionalHostname[]> {
    return this.client.send(
      { what: `read the regions of zone ${zone.name}`, zone: zone.name },
      context,
      ({ addressing }, signal) =>
        addressing.regionalHostnames
          .list({ zone_id: zone.id }, { signal })
          .withResponse()
          .then(({ data, response }) => ({ value: data.result, response })),
    );
  }

  createRegion(
    zone: ZoneName,
    region: RegionalHostname,
    context: ProviderContext,
  ): Promise<void> {
    return this.client.send(
      writing(zone, `put ${region.hostname} into a region`),
      context,
      ({ addressing }, signal) =>
        addressing.regionalHostnames
          .create({ zone_id: zone.id, ...region }, { signal })
          .withResponse()
          .then(done),
    );
  }

  changeRegion(
    zone: ZoneName,
    { hostname, region_key }: RegionalHostname,
    context: ProviderContext,
  ): Promise<void> {
    return this.client.send(
      writing(zone, `put ${hostname} into another region`),
      context,
      ({ addressing }, signal) =>
        addressing.regionalHostnames
          .edit(hostname, { zone_id: zone.id, region_key }, { signal })
          .withResponse()
          .then(done),
    );
  }

  deleteRegion(
    zone: ZoneName,
    hostname: string,
    context: ProviderContext,
  ): Promise<void> {
    return this.client.send(
      writing(zone, `take ${hostname} out of its region`),
      context,
      ({ addressing }, signal) =>
        addressing.regionalHostnames
          .delete(hostname, { zone_id: zone.id }, { signal })
          .withResponse()
          .then(done),
    );
  }

  /** A page of all, or those that lead to one name. */
  customs(
    zone: ZoneName,
    query: { page: number; origin?: string },
    context: ProviderContext,
  ): Promise<Page<CustomHostname & { custom_origin_server?: string }>> {
    const { page, origin } = query;
    return this.client.send(
      {
        what: `read the custom hostnames of zone ${zone.name}`,
        zone: zone.name,
      },
      context,
      ({ customHostnames }, signal) =>
        customHostnames
          .list(
            {
              zone_id: zone.id,
              page,
              per_page: customsPerPage,
              ...(origin !== undefined && { custom_origin_server: origin }),
            },
            { signal },
          )
          .withResponse()
          .then(({ data, response }) => ({
            value: {
              items: data.result,
              pages: pagesOf(data.result_info),
            },
            response,
          })),
    );
  }

  createCustom(
    zone: ZoneName,
    { hostname, origin }: { hostname: string; origin: string },
    context: ProviderContext,
  ): Promise<void> {
    const { minTlsVersion, certificateAuthority } = this.certificate;
    return this.client.send(
      writing(zone, `let ${hostname} lead to ${origin}`),
      context,
      ({ customHostnames }, signal) =>
        customHostnames
          .create(
            {
              zone_id: zone.id,
              hostname,
              custom_origin_server: origin,
              ssl: {
                type: 'dv',
                method: 'http',
                bundle_method: 'ubiquitous',
                settings: { min_tls_version: minTlsVersion },
                ...(certificateAuthority && {
                  certificate_authority: certificateAuthority,
                }),
              },
            },
            { signal },
          )
          .withResponse()
          .then(done),
    );
  }

  deleteCustom(
    zone: ZoneName,
    { id, hostname }: CustomHostname,
    context: ProviderContext,
  ): Promise<void> {
    return this.client.send(
      writing(zone, `end the custom hostname ${hostname}`),
      context,
      ({ customHostnames }, signal) =>
        customHostnames
          .delete(id, { zone_id: zone.id }, { signal })
          .withResponse()
          .then(done),
    );
  }
}

function writing({ name }: ZoneName, what: string) {
  return { what, zone: name, writes: true };
}

function done({ response }: { response: Response }) {
  return { value: undefined, response };
}
