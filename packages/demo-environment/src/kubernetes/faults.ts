/**
 * What goes wrong on purpose. A kind is written as RBAC names it: `services`,
 * `httproutes.gateway.networking.k8s.io`.
 * @public
 */
export interface Faults {
  /** Every connection is torn down without an answer, open watches included. */
  unreachable: boolean;
  /** Milliseconds before each answer. */
  slow: number;
  /** Kinds that are answered with 403. Watches that stand go on, as in a real cluster. */
  forbidden: string[];
  /** Kinds whose lists come back complete and empty. */
  empty: string[];
  /** Kinds whose lists end after the first page; a list without a limit breaks off in its body. */
  brokenPaging: string[];
  /** Kinds that are not served and not discovered; their objects come back with the kind. */
  notInstalled: string[];
  /** Kinds that are served in these versions only. */
  servedVersions: Record<string, string[]>;
  /** The name server of k8gb in this cluster does not answer. */
  silentNameServer: boolean;
}

/** A cluster in health. */
export function noFaults(): Faults {
  return {
    unreachable: false,
    slow: 0,
    forbidden: [],
    empty: [],
    brokenPaging: [],
    notInstalled: [],
    servedVersions: {},
    silentNameServer: false,
  };
}

type FaultReaders = {
  [Name in keyof Faults]: (value: unknown, name: string) => Faults[Name];
};

const readers: FaultReaders = {
  unreachable: readSwitch,
  slow: (value, name) => {
    if (typeof value === 'number' && value >= 0 && value <= 600_000)
      return value;
    throw new Error(`${name} must be a number of milliseconds up to 600000`);
  },
  forbidden: readNames,
  empty: readNames,
  brokenPaging: readNames,
  notInstalled: readNames,
  servedVersions: (value, name) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new Error(`${name} must map kinds to lists of versions`);
    }
    return Object.fromEntries(
      Object.entries(value).map(([kind, versions]) => [
        kind,
        readNames(versions, `${name}.${kind}`),
      ]),
    );
  },
  silentNameServer: readSwitch,
};

function readSwitch(value: unknown, name: string): boolean {
  if (typeof value === 'boolean') return value;
  throw new Error(`${name} must be true or false`);
}

function readNames(value: unknown, name: string): string[] {
  if (
    Array.isArray(value) &&
    value.every((entry): entry is string => typeof entry === 'string')
  ) {
    return value;
  }
  throw new Error(`${name} must be a list of strings`);
}

function isFaultName(name: string): name is keyof Faults {
  return Object.hasOwn(readers, name);
}

/** Reads some fault switches from JSON; throws an Error that names the switch and what it takes. */
export function readFaults(value: unknown): Partial<Faults> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error('the faults must be a JSON object');
  }
  const faults: Partial<Faults> = {};
  for (const [name, setting] of Object.entries(value)) {
    if (!isFaultName(name)) {
      const known = Object.keys(readers).join(', ');
      throw new Error(`${name} is no fault: use one of ${known}`);
    }
    Object.assign(faults, { [name]: readers[name](setting, name) });
  }
  return faults;
}
