/** A record of a zone, as the embedded server's `seed` takes it. */
export interface SeedRecord {
  dnsName: string;
  recordType: string;
  targets: string[];
  recordTTL: number;
}

/** Which ownership TXT records stand beside a record. */
export type TxtForm = 'current' | 'old' | 'both';

const forms: Record<string, TxtForm> = {
  'in the old form': 'old',
  'in both forms': 'both',
};

/**
 * Records by a phrase: `TYPE NAME TARGET...`, and who owns them:
 * `ours`, `ours in the old form`, `ours in both forms` (as ExternalDNS v0.14 left
 * them), `owned by finance`; without that they are nobody's. `for
 * httproute/shop/web` gives the TXT its resource.
 */
export function readRecords(phrase: string): SeedRecord[] {
  const match =
    /^(?<type>[A-Z]+) (?<name>\S+) (?<targets>.+?)(?: (?:ours(?<form> in (?:the old form|both forms))?|owned by (?<owner>\S+)))?(?: for (?<resource>\S+))?$/.exec(
      phrase,
    );
  if (!match?.groups) {
    throw new Error(
      `"${phrase}" is no record: write TYPE NAME TARGET..., then perhaps: ours`,
    );
  }
  const { type, name, targets, form = '', owner, resource } = match.groups;
  const record: SeedRecord = {
    dnsName: name,
    recordType: type,
    targets: type === 'TXT' ? [targets] : targets.split(' '),
    recordTTL: 300,
  };
  const isOurs = / ours( |$)/.test(phrase);
  if (!isOurs && !owner) return [record];
  const value = ownershipValue(owner ?? 'openova', resource);
  return [
    record,
    ...ownershipNames(type, name, forms[form.trim()] ?? 'current').map(
      (dnsName): SeedRecord => ({
        dnsName,
        recordType: 'TXT',
        targets: [`"${value}"`],
        recordTTL: 300,
      }),
    ),
  ];
}

/** What the TXT of an owner says. */
export function ownershipValue(owner: string, resource?: string): string {
  return [
    'heritage=external-dns',
    `external-dns/owner=${owner}`,
    ...(resource ? [`external-dns/resource=${resource}`] : []),
  ].join(',');
}

function ownershipNames(type: string, name: string, form: TxtForm): string[] {
  const typed = `_externaldns.${type.toLowerCase()}-${name}`;
  const old = `_externaldns.${name}`;
  return { current: [typed], old: [old], both: [old, typed] }[form];
}
