import { ArgumentList, Sidecar } from './argumentList';
import { extraArgs } from './extraArgs';
import { JsonObject, asText, isObject, listAt, objectAt, textAt } from './json';
import { isBitnami, readBitnamiValues } from './readBitnamiValues';
import { readEnvironment } from './readManifest';
import { versionOfTag } from './version';

const chartKeys = [
  'provider',
  'sources',
  'txtOwnerId',
  'txtPrefix',
  'txtSuffix',
  'domainFilters',
  'extraArgs',
  'policy',
  'registry',
  'triggerLoopOnEvent',
  'managedRecordTypes',
];
const subchartKeys = ['external-dns', 'externalDns', 'externaldns'];

/** Whether these look like values of a chart of ExternalDNS. @internal */
export function isHelmValues(value: unknown): value is JsonObject {
  return (
    isObject(value) &&
    (chartKeys.some(key => Object.hasOwn(value, key)) ||
      subchartKeys.some(key => isHelmValues(value[key])))
  );
}

/**
 * Values of the kubernetes-sigs chart or, where they clearly have its shape, of
 * the Bitnami chart; also below the key of a subchart.
 *
 * @internal
 */
export function readHelmValues(
  values: JsonObject,
  name = 'external-dns',
): ArgumentList[] {
  if (!chartKeys.some(key => Object.hasOwn(values, key))) {
    return subchartKeys.flatMap(key => {
      const inside = values[key];
      return isHelmValues(inside) ? readHelmValues(inside, name) : [];
    });
  }
  return [
    isBitnami(values)
      ? readBitnamiValues(values, name)
      : readOfficialValues(values, name),
  ];
}

function readOfficialValues(values: JsonObject, name: string): ArgumentList {
  const notes: string[] = [];
  const args: string[] = [];
  const add = (flag: string, value: string | undefined) => {
    if (value !== undefined && value !== '') args.push(`--${flag}=${value}`);
  };
  const addAll = (flag: string, key: string) => {
    for (const each of listAt(values, key)) add(flag, asText(each));
  };
  const named = isObject(values.provider)
    ? textAt(values.provider, 'name')
    : asText(values.provider);
  if (named === undefined) {
    notes.push("The values name no provider: the chart's default is aws.");
  }
  add('interval', textAt(values, 'interval'));
  if (Array.isArray(values.sources)) addAll('source', 'sources');
  else {
    notes.push(
      "The values name no sources: the chart's default is service and ingress.",
    );
    args.push('--source=service', '--source=ingress');
  }
  if (textAt(values, 'policy') === undefined) {
    notes.push(
      "The values name no policy: the chart's default was upsert-only, until it demanded one.",
    );
  }
  add('policy', textAt(values, 'policy') ?? 'upsert-only');
  add('registry', textAt(values, 'registry'));
  add('txt-owner-id', textAt(values, 'txtOwnerId'));
  add('txt-prefix', textAt(values, 'txtPrefix'));
  add('txt-suffix', textAt(values, 'txtSuffix'));
  if (values.namespaced === true) {
    const namespace =
      textAt(values, 'sourceNamespace') ?? textAt(values, 'namespaceOverride');
    if (namespace) add('namespace', namespace);
    else {
      notes.push(
        'The values say namespaced: set `namespace` to the namespace that the release was installed in, or all namespaces are read.',
      );
    }
  }
  add('gateway-namespace', textAt(values, 'gatewayNamespace'));
  if (values.enableGatewayListenerSets === true) {
    args.push('--gateway-listener-sets');
  }
  addAll('domain-filter', 'domainFilters');
  addAll('exclude-domains', 'excludeDomains');
  add('label-filter', textAt(values, 'labelFilter'));
  add('annotation-filter', textAt(values, 'annotationFilter'));
  add('annotation-prefix', textAt(values, 'annotationPrefix'));
  addAll('managed-record-types', 'managedRecordTypes');
  add('provider', named ?? 'aws');
  args.push(...extraArgs(values.extraArgs));
  const version = versionOfTag(textAt(objectAt(values, 'image'), 'tag') ?? '');
  return {
    name,
    origin: 'Helm values of the ExternalDNS chart',
    args,
    environment: readEnvironment(values, notes),
    ...(version ? { version } : {}),
    sidecars: webhookOf(values, notes),
    notes,
  };
}

function webhookOf(values: JsonObject, notes: string[]): Sidecar[] {
  const webhook = objectAt(values.provider, 'webhook');
  const repository = textAt(objectAt(webhook, 'image'), 'repository');
  if (!repository) return [];
  return [{ image: repository, environment: readEnvironment(webhook, notes) }];
}
