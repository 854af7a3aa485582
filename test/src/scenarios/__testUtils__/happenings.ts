import { DemoCluster } from '@openova/demo-environment';
import { RecordSet } from '@openova/dns-engine';
import { ResyncScope } from '@openova/backstage-plugin-external-dns-common';
import {
  readObject,
  readReference,
} from '../../integration/__testUtils__/clusterObjects';
import { Stage } from '../../integration/__testUtils__/stage';
import { readRecords } from '../../integration/__testUtils__/zoneRecords';

/**
 * Makes happen what a line says:
 * - `CLUSTER: OBJECT` creates or replaces an object, `CLUSTER: delete KIND PATH`
 * - `CLUSTER: is unreachable`, `forbids KIND`, `lists KIND empty`, `breaks off lists
 *   of KIND`, `serves no KIND`, `serves KIND in VERSION`, `recovers`
 * - `zone: add RECORD`, `zone: remove TYPE NAME`: by somebody else
 * - `resync all`, `resync zone NAME`, `resync cluster NAME`, `resync entity REF`,
 *   `resync record NAME`; ends when the resync has ended
 * - `forget CLUSTER [KIND]`
 * - `two scheduled syncs pass`
 */
export async function happen(stage: Stage, line: string): Promise<void> {
  const [, place, what] = /^(\S+): (.*)$/.exec(line) ?? [];
  if (place === 'zone') await happenInZone(stage, what);
  else if (place) happenInCluster(clusterOf(stage, place), what);
  else await happenInPortal(stage, line);
}

function clusterOf(stage: Stage, name: string): DemoCluster {
  const cluster = stage.clusters[name];
  if (!cluster) throw new Error(`There is no cluster ${name} in this story`);
  return cluster;
}

const clusterEvents: [
  RegExp,
  (cluster: DemoCluster, ...words: string[]) => void,
][] = [
  [/^is unreachable$/, cluster => cluster.setFaults({ unreachable: true })],
  [
    /^forbids (\S+)$/,
    (cluster, kind) => {
      cluster.setFaults({ forbidden: [kind] });
      // A watch that stands goes on; it is the next one that is refused.
      cluster.cutStreams();
    },
  ],
  [
    /^lists (\S+) empty$/,
    (cluster, kind) => {
      cluster.setFaults({ empty: [kind] });
      cluster.dropHistory();
      cluster.cutStreams();
    },
  ],
  [
    /^breaks off lists of (\S+)$/,
    (cluster, kind) => {
      cluster.setFaults({ brokenPaging: [kind] });
      cluster.dropHistory();
      cluster.cutStreams();
    },
  ],
  [
    /^serves no (\S+)$/,
    (cluster, kind) => cluster.setFaults({ notInstalled: [kind] }),
  ],
  [
    /^serves (\S+) in (\S+)$/,
    (cluster, kind, version) =>
      cluster.setFaults({ servedVersions: { [kind]: [version] } }),
  ],
  [/^recovers$/, cluster => cluster.clearFaults()],
  [
    /^delete (.*)$/,
    (cluster, reference) => {
      if (!cluster.delete(readReference(reference))) {
        throw new Error(`There is no ${reference} in ${cluster.name}`);
      }
    },
  ],
];

function happenInCluster(cluster: DemoCluster, what: string): void {
  for (const [pattern, run] of clusterEvents) {
    const match = pattern.exec(what);
    if (match) {
      run(cluster, ...match.slice(1));
      return;
    }
  }
  cluster.apply(readObject(what));
}

async function happenInZone(stage: Stage, what: string): Promise<void> {
  const [, verb, rest] = /^(add|remove) (.*)$/.exec(what) ?? [];
  if (verb === 'add') {
    await stage.provider.writeAsSomebodyElse(
      readRecords(rest).map(record => ({
        role: 'record',
        action: 'create',
        new: { zone: 'openova.io', ...record },
      })),
    );
  } else if (verb === 'remove') {
    const [recordType, dnsName] = rest.split(' ');
    const [old]: RecordSet[] = (
      await stage.provider.recordSetsAt(dnsName)
    ).filter(set => set.recordType === recordType);
    await stage.provider.writeAsSomebodyElse([
      { role: 'record', action: 'delete', old },
    ]);
  } else {
    throw new Error(
      `"zone: ${what}" is unknown: say zone: add or zone: remove`,
    );
  }
}

async function happenInPortal(stage: Stage, line: string): Promise<void> {
  const [verb, subject, ...words] = line.split(' ');
  if (verb === 'resync') {
    const { state, sentence } = await stage.api.resyncUntilDone(
      scopeOf(subject, words[0]),
    );
    if (state !== 'done')
      throw new Error(`${line} ended ${state}: ${sentence}`);
  } else if (verb === 'forget') {
    await stage.api.forget(subject, words[0]);
  } else if (line === 'two scheduled syncs pass') {
    await stage.untilScheduledSyncs(2);
  } else {
    throw new Error(`Nobody knows how to make "${line}" happen`);
  }
}

function scopeOf(kind: string, subject: string): ResyncScope {
  switch (kind) {
    case 'all':
      return { kind };
    case 'zone':
      return { kind, zone: subject };
    case 'cluster':
      return { kind, cluster: subject };
    case 'entity':
      return { kind, entityRef: subject };
    case 'record':
      return { kind, dnsName: subject };
    default:
      throw new Error(`${kind} is no scope of a resync`);
  }
}
