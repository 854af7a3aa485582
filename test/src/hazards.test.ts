import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EndpointJson, replayWorld } from '@openova/dns-engine';
import { nodeTxtCipher } from '@openova/external-dns-cli';

/*
 * Every world in which ExternalDNS loses or orphans a record ("hazard:" in the
 * vectors), planned in our own mode: nothing that stands is lost while an object
 * names it, nothing is created without its TXT, and nothing is made of what is
 * not clearly ours. What exactly we do is told in docs/differences.md.
 */

interface Hazard {
  about: string;
  world: {
    id: string;
    config: Record<string, unknown>;
    records?: EndpointJson[];
    clusters: Record<string, { spec?: { endpoints?: EndpointJson[] } }[]>;
  };
}

const files = [
  'gateway',
  'service',
  'ingress',
  'sources-other',
  'plan',
  'registry',
  'random',
];

const hazards = files
  .flatMap(file =>
    readFileSync(join(__dirname, '..', 'vectors', `${file}.jsonl`), 'utf8')
      .split('\n')
      .filter(Boolean),
  )
  .map((line): Hazard => JSON.parse(line))
  .filter(({ about }) => about?.startsWith('hazard:'));

/**
 * Hazards of identity: another owner id, prefix or key, a TXT that cannot be read
 * or was left over. Nothing at all is written, and something names the TXT.
 */
const identity =
  /^(?!.*(back to the first prefix|the migration)).*(left over|without its record|another (owner id|prefix|key)|reads as the TXT|escaped quotes|spaces after the commas|prefix to none|no prefix to one|replacement is introduced)/;

/** Owner ids and keys that we refuse at the start, so that nothing can go wrong later. */
const refused = ['registry/owner-id/comma@1'];

describe('hazards of ExternalDNS, in our own mode', () => {
  it.each(hazards.map(each => [each.world.id, each] as const))(
    '%s',
    (id, { about, world }) => {
      const { compat: _, ...config } = world.config;
      const plan = () =>
        replayWorld({ ...world, config }, { cipher: nodeTxtCipher });
      if (refused.includes(id)) {
        expect(plan).toThrow('registry.txtOwnerId');
        return;
      }
      const result = plan();
      const { create, updateOld, updateNew } = result.changes;
      const gone = result.changes.delete;
      const wanted = Object.values(world.clusters)
        .flat()
        .flatMap(each => each.spec?.endpoints ?? [])
        .map(each => each.dnsName?.toLowerCase());

      if (identity.test(about)) {
        expect([...gone, ...updateOld]).toEqual([]);
        const standing = world.records ?? [];
        if (standing.length > 0) expect(create).toEqual([]);
        // Whoever asks for the name is told which TXT is in doubt.
        const told = result.verdicts.map(({ detail }) =>
          standing.some(
            ({ dnsName, recordType }) =>
              recordType === 'TXT' && detail.includes(dnsName ?? '?'),
          ),
        );
        expect(told.every(isTold => isTold || standing.length === 0)).toBe(
          true,
        );
      }
      // While an object names the host, a record only goes for another in its place.
      for (const record of gone.filter(each => each.recordType !== 'TXT')) {
        if (wanted.includes(record.dnsName?.toLowerCase())) {
          expect(create.map(each => each.dnsName)).toContain(record.dnsName);
        }
        expect(record.labels?.owner).toBe(ownerOf(config));
      }
      // A change never empties a record.
      for (const record of updateNew) {
        expect(record.targets.length).toBeGreaterThan(0);
      }
      expect(updateNew).toHaveLength(updateOld.length);
      // What is deleted or changed is what stands, not what should.
      for (const each of [...gone, ...updateOld]) {
        expect(world.records?.map(known => known.targets)).toContainEqual(
          each.targets,
        );
      }
      // A record is created with its TXT, or with one of ours that stands.
      const owning = [...create, ...(world.records ?? [])].filter(each =>
        each.targets[0]?.includes(`owner=${ownerOf(config)}`),
      );
      for (const record of create.filter(each => each.recordType !== 'TXT')) {
        expect(
          owning.some(each =>
            each.dnsName?.endsWith(record.dnsName?.replace('*', '') ?? '?'),
          ),
        ).toBe(true);
      }
    },
  );
});

function ownerOf(config: Record<string, unknown>): string {
  const { txtOwnerId } = config.registry as { txtOwnerId: string };
  return txtOwnerId;
}
