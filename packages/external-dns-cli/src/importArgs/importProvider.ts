import { ProviderType } from '../flags/flag';
import { throughWebhook } from '../flags/otherProviderFlags';
import { ArgumentList, EnvironmentVariable, Sidecar } from './argumentList';
import { flagValue, sourceOf } from './flagValue';
import { GivenFlags } from './givenFlags';
import { Comments, ImportedProvider } from './instance';
import { JsonObject } from './json';

type EntryType = ProviderType | 'hetzner';

/** ExternalDNS's provider names, and the types of ours that they become. */
const types: Readonly<Record<string, ProviderType>> = {
  cloudflare: 'cloudflare',
  aws: 'route53',
  google: 'google',
  azure: 'azure',
  'azure-dns': 'azure',
  'azure-private-dns': 'azure',
  pdns: 'powerdns',
  rfc2136: 'rfc2136',
  webhook: 'webhook',
};

/** Variables that ExternalDNS's providers read, and the keys that they become. */
const credentials: Readonly<
  Partial<Record<EntryType, Readonly<Record<string, string>>>>
> = {
  cloudflare: {
    CF_API_TOKEN: 'apiToken',
    CF_API_KEY: 'apiKey',
    CF_API_EMAIL: 'apiEmail',
  },
  hetzner: { HETZNER_API_KEY: 'apiToken' },
};

/** Variables that the service's own library finds by itself. */
const found: Readonly<Partial<Record<EntryType, RegExp>>> = {
  route53: /^AWS_/,
  google: /^(GOOGLE_|CLOUDSDK_)/,
  azure: /^AZURE_/,
};

/**
 * The entry of `externalDns.providers`. Keys are ExternalDNS's flags without the
 * provider's name; credentials are references.
 *
 * @internal
 */
export function importProvider(
  input: ArgumentList,
  given: GivenFlags,
  notes: string[],
): ImportedProvider {
  const named = given.byName.get('provider')?.values.slice(-1)[0] ?? '';
  const hetzner =
    named === 'webhook'
      ? input.sidecars.find(each => /hetzner/.test(each.image))
      : undefined;
  const type = types[named];
  const comments: Comments = new Map();
  const config: JsonObject = {
    type: hetzner ? 'hetzner' : type ?? 'webhook',
  };
  if (named === '') {
    notes.push(
      'No --provider is given: say which DNS service holds the zones in providers[].type.',
    );
    comments.set('type', 'The input names no provider: say which one it is.');
  } else if (!type) {
    notes.push(throughWebhook(`The provider ${named}`));
    config.url = 'http://localhost:8888';
    comments.set('type', `Was --provider=${named}.`);
  } else if (named === 'azure-private-dns') {
    config.visibility = 'private';
  }
  addFlags(input, given, config, comments, notes);
  if (config.type === 'webhook' && type && config.url === undefined) {
    config.url = 'http://localhost:8888';
    comments.set('url', sidecarComment(input.sidecars));
  }
  if (
    type === 'azure' &&
    config.configFile === undefined &&
    config.subscriptionId === undefined
  ) {
    config.configFile = '/etc/kubernetes/azure.json';
    comments.set(
      'configFile',
      "The flag's default: give the portal that file, or set subscriptionId.",
    );
  }
  if (type) {
    const environment = hetzner ? hetzner.environment : input.environment;
    addCredentials(
      hetzner ? 'hetzner' : type,
      environment,
      config,
      comments,
      notes,
    );
    if (hetzner) notes.push(...settingsOfWebhook(hetzner));
  }
  return { config, comments };
}

function addFlags(
  input: ArgumentList,
  given: GivenFlags,
  config: JsonObject,
  comments: Comments,
  notes: string[],
): void {
  for (const each of given.byName.values()) {
    const { becomes, name } = each.flag;
    if (becomes.as !== 'provider') continue;
    if (!becomes.types.some(type => type === config.type)) {
      // The webhook's URL, where we speak to the service ourselves.
      if (config.type === 'hetzner') continue;
      notes.push(
        `--${name} belongs to the provider ${becomes.types.join(
          ', ',
        )}, which this deployment does not use: left out.`,
      );
      continue;
    }
    const { value, comment } = flagValue(each, input.environment);
    config[becomes.key] = value;
    if (comment) comments.set(becomes.key, comment);
  }
}

function addCredentials(
  type: EntryType,
  environment: readonly EnvironmentVariable[],
  config: JsonObject,
  comments: Comments,
  notes: string[],
): void {
  const names = Object.entries(credentials[type] ?? {});
  for (const [name, key] of names) {
    if (!environment.some(each => each.name === name)) continue;
    config[key] = `\${${name}}`;
    comments.set(key, sourceOf(name, environment));
  }
  if (names.length > 0 && names.every(([, key]) => config[key] === undefined)) {
    const [name, key] = names[0];
    config[key] = `\${${name}}`;
    comments.set(key, `The input shows no credential: set ${name}.`);
  }
  for (const { name, from } of environment) {
    if (!found[type]?.test(name)) continue;
    notes.push(
      `${name}${
        from ? ` (${from})` : ''
      }: give the portal's backend the same variable; the service's own library reads it.`,
    );
  }
  if (type === 'route53' || type === 'google' || type === 'azure') {
    comments.set(
      'type',
      "Credentials: those that the portal's backend runs with, for example by workload identity; they need the same rights as ExternalDNS had.",
    );
  }
}

function settingsOfWebhook({ environment }: Sidecar): string[] {
  const others = environment
    .map(each => each.name)
    .filter(name => credentials.hetzner?.[name] === undefined);
  return others.length > 0
    ? [
        `The Hetzner webhook was also given ${others.join(
          ', ',
        )}, which were not carried over: filters belong into domainFilter and excludeDomains, the rest has no counterpart.`,
      ]
    : [];
}

function sidecarComment(sidecars: readonly Sidecar[]): string {
  const images = sidecars.map(each => each.image).filter(Boolean);
  return images.length > 0
    ? `The webhook ran beside ExternalDNS (${images.join(
        ', ',
      )}): run it where the portal reaches it.`
    : "The flag's default: run the webhook where the portal reaches it.";
}
