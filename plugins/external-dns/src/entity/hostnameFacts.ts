import {
  HostnameView,
  ObjectRef,
} from '@openova/backstage-plugin-external-dns-common';
import { objectText } from '../elements/objectText';

/** What a row of the table says about a hostname, each value once. */
export interface HostnameFacts {
  hostname: HostnameView;
  recordTypes: string[];
  targets: string[];
  /** Seconds, each once; empty if the provider decides. */
  ttls: number[];
  clusters: string[];
  /** Objects that ask for it, or whose record stands though they are gone. */
  objects: ObjectRef[];
}

/** Collects the facts of a hostname from its records, branches and verdicts. */
export function hostnameFacts(hostname: HostnameView): HostnameFacts {
  const { records, branches, verdicts } = hostname;
  const objects = distinct(
    [
      ...branches.map(branch => branch.origin),
      ...verdicts.map(verdict => verdict.origin),
    ],
    object => `${object.cluster} ${objectText(object)}`,
  );
  const recordTypes = records.length
    ? records.map(record => record.recordType)
    : verdicts.map(verdict => verdict.recordType);
  return {
    hostname,
    recordTypes: distinct(recordTypes.filter(type => type !== '')),
    targets: distinct(records.flatMap(record => record.targets)),
    ttls: distinct(
      records.flatMap(({ ttl }) => (ttl === undefined ? [] : [ttl])),
    ),
    clusters: distinct(objects.map(object => object.cluster)),
    objects,
  };
}

function distinct<T>(items: T[], key: (item: T) => unknown = item => item) {
  return [...new Map(items.map(item => [key(item), item])).values()];
}
