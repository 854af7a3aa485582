import type { ProviderCapabilities } from '@openova/backstage-plugin-external-dns-node';
import { Endpoint, ProviderSemantics } from '@openova/dns-engine';
import {
  AzureService,
  knownType,
  privateDns,
  publicDns,
} from './mapping/services';
import { tagProperties } from './mapping/tags';
import { canonicalTarget } from './mapping/values';

/** Public zones of Azure DNS, or private zones of Azure Private DNS. @public */
export type AzureVisibility = 'public' | 'private';

/**
 * What Azure makes of an endpoint: targets in one spelling, texts as one quoted string,
 * and of its properties only the tags.
 *
 * @public
 */
export const azurePublicSemantics: ProviderSemantics = semanticsOf(publicDns);

/** As `azurePublicSemantics`, without CAA and NS. @public */
export const azurePrivateSemantics: ProviderSemantics = semanticsOf(privateDns);

/** The semantics of an entry, by its `visibility`. @public */
export function azureSemantics(visibility: AzureVisibility): ProviderSemantics {
  return visibility === 'private'
    ? azurePrivateSemantics
    : azurePublicSemantics;
}

/**
 * What Azure can do. One request writes one record set: there is no batch. The pace is
 * that of one zone (200 creations, updates or deletions a minute, 60 where it is
 * private), which no zone of the account can exceed then.
 *
 * Names are not read one by one: that takes a request for each record type, while a
 * listing gives 1,000 record sets in one.
 *
 * @public
 */
export function azureCapabilities(
  visibility: AzureVisibility,
): ProviderCapabilities {
  return {
    granularity: 'recordSet',
    batch: { changes: 1, atomic: false },
    compareAndSwap: true,
    readsByName: false,
    setIdentifiers: false,
    rate: { requests: visibility === 'private' ? 60 : 200, seconds: 60 },
  };
}

function semanticsOf(service: AzureService): ProviderSemantics {
  return {
    type: 'azure',
    recordTypes: service.recordTypes,
    propertyPrefix: 'azure/',
    adjustEndpoint: endpoint => adjusted(endpoint, service),
  };
}

function adjusted(endpoint: Endpoint, service: AzureService): Endpoint {
  const { providerSpecific, ...rest } = endpoint;
  const type = knownType(endpoint.recordType, service);
  const tags = tagProperties(providerSpecific);
  return {
    ...rest,
    ...(type && {
      targets: [
        ...new Set(endpoint.targets.map(each => canonicalTarget(type, each))),
      ],
    }),
    ...(tags.length > 0 && { providerSpecific: tags }),
  };
}
