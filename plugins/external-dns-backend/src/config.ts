import { RootConfigService } from '@backstage/backend-plugin-api';
import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds, JsonObject } from '@backstage/types';
import { Options, parseOptions } from '@openova/dns-engine';
import ipaddr from 'ipaddr.js';

/** An entry of `externalDns.providers`. */
export interface ProviderEntry {
  type: string;
  config: JsonObject;
  path: string;
}

/** The section `externalDns`, read and checked. Durations are milliseconds. */
export interface ExternalDnsConfig {
  /** One for each instance; at least one. */
  instances: Options[];
  mode: Options['mode'];
  providers: ProviderEntry[];
  schedule: { sync: number; sweep: number; entities: number };
  checks: {
    allowedNetworks: string[];
    afterApply: boolean;
    /** By address or name of the name server. */
    ports: Record<string, number>;
  };
  /** How long changes and syncs are kept. */
  history: number;
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

const defaults = {
  sync: minute,
  sweep: 30 * minute,
  entities: minute,
  history: 30 * 24 * hour,
};

/**
 * Reads the section `externalDns`. Needs neither network nor database.
 *
 * @throws InputError that lists every mistake with its path and what would be right.
 */
export function readExternalDnsConfig(
  root: RootConfigService,
): ExternalDnsConfig {
  const section = root.getOptionalConfig('externalDns');
  if (!section) {
    throw new InputError(
      'externalDns is missing from the configuration: add at least sources, policy, registry and providers',
    );
  }
  const parsed = parseOptions(section.get());
  const problems = parsed.problems.map(
    ({ path, message }) => `${path} ${message}`,
  );
  const read = new SectionReader(section, problems);
  const config: Omit<ExternalDnsConfig, 'mode'> = {
    instances: parsed.options,
    providers: read.providers(),
    schedule: {
      sync: read.duration('schedule.sync', defaults.sync, 5 * second),
      sweep: read.duration('schedule.sweep', defaults.sweep, minute),
      entities: read.duration('schedule.entities', defaults.entities, second),
    },
    checks: {
      allowedNetworks: read.networks('checks.allowedNetworks'),
      afterApply: read.boolean('checks.afterApply', true),
      ports: read.ports('checks.ports'),
    },
    history: read.duration('history', defaults.history, hour),
  };
  const modes = new Set(parsed.options.map(instance => instance.mode));
  if (modes.size > 1) {
    problems.push(
      'externalDns.instances[].mode must be the same for all instances: set externalDns.mode instead',
    );
  }
  if (problems.length > 0) {
    throw new InputError(
      `The configuration of external-dns has ${problems.length} ${
        problems.length === 1 ? 'mistake' : 'mistakes'
      }:\n${problems.map(problem => `- ${problem}`).join('\n')}`,
    );
  }
  const [mode] = modes;
  return { ...config, mode };
}

/** Reads one key after the other and collects what is wrong. */
class SectionReader {
  constructor(
    private readonly section: Config,
    private readonly problems: string[],
  ) {}

  providers(): ProviderEntry[] {
    const entries = this.section.getOptional('providers');
    if (!Array.isArray(entries) || entries.length === 0) {
      this.problem('providers', 'must be a list with at least one DNS service');
      return [];
    }
    return entries.flatMap((entry, index): ProviderEntry[] => {
      const key = `providers[${index}]`;
      if (
        typeof entry !== 'object' ||
        entry === null ||
        Array.isArray(entry) ||
        typeof entry.type !== 'string'
      ) {
        this.problem(`${key}.type`, 'must name a DNS service, like cloudflare');
        return [];
      }
      return [{ type: entry.type, config: entry, path: `externalDns.${key}` }];
    });
  }

  duration(key: string, fallback: number, least: number): number {
    if (!this.section.has(key)) return fallback;
    let value: number;
    try {
      value = durationToMilliseconds(
        readDurationFromConfig(this.section, { key }),
      );
    } catch {
      this.problem(key, 'must be a duration like { minutes: 5 } or "5m"');
      return fallback;
    }
    if (value < least) {
      this.problem(key, `must be at least ${least / second} seconds`);
    }
    return value;
  }

  boolean(key: string, fallback: boolean): boolean {
    const value = this.section.getOptional(key);
    if (value === undefined || typeof value === 'boolean') {
      return value ?? fallback;
    }
    this.problem(key, 'must be true or false');
    return fallback;
  }

  networks(key: string): string[] {
    const value = this.section.getOptional(key);
    if (value === undefined) return [];
    if (!Array.isArray(value)) {
      this.problem(key, 'must be a list of networks like 10.0.0.0/8');
      return [];
    }
    return value.flatMap((network, index) => {
      if (typeof network === 'string' && ipaddr.isValidCIDR(network)) {
        return [network];
      }
      this.problem(`${key}[${index}]`, 'must be a network like 10.0.0.0/8');
      return [];
    });
  }

  ports(key: string): Record<string, number> {
    const value = this.section.getOptional(key);
    if (value === undefined) return {};
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.problem(
        key,
        "must map name servers to ports: { '192.0.2.6': 5353 }",
      );
      return {};
    }
    const ports: Record<string, number> = {};
    for (const [server, given] of Object.entries(value)) {
      // What comes from an environment variable is text.
      const port =
        typeof given === 'string' && given !== '' ? Number(given) : given;
      const isPort =
        typeof port === 'number' &&
        Number.isInteger(port) &&
        port > 0 &&
        port < 65_536;
      if (isPort) ports[server] = port;
      else
        this.problem(`${key}['${server}']`, 'must be a port from 1 to 65535');
    }
    return ports;
  }

  private problem(key: string, message: string) {
    this.problems.push(`externalDns.${key} ${message}`);
  }
}
