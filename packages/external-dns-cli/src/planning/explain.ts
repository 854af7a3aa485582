import {
  KubeObject,
  normaliseName,
  renderVerdict,
  sources,
  Verdict,
} from '@openova/dns-engine';
import { nearestWord } from '@openova/dns-engine';
import { GateId, gateOf, gates, gatesOfRoutes } from './gates';
import { Planned } from './planInput';
import { objectOf } from './report';

/** One gate, and how a wish fared there. `unknown`: not judged without records. @internal */
export interface GateResult {
  gate: GateId;
  question: string;
  result: 'passed' | 'failed' | 'not-reached' | 'unknown';
}

/** The way of one wish. @internal */
export interface WishExplanation {
  object: string;
  recordType: string;
  setIdentifier: string;
  gates: GateResult[];
  state: string;
  reason: string;
  sentence: string;
  fix: string;
}

/** Why a hostname has a record, or why it has none. @internal */
export interface Explanation {
  dnsName: string;
  /** Whether one of the wishes gets its record. */
  works: boolean;
  wishes: WishExplanation[];
  /** What else helps: mentions, look-alikes, wildcards. */
  hints: string[];
}

/** Follows a hostname through the verdicts of the engine. @internal */
export function explain(host: string, planned: Planned): Explanation {
  const dnsName = normaliseName(host);
  const verdicts = planned.world.verdicts.filter(
    verdict => normaliseName(verdict.dnsName) === dnsName,
  );
  const wishes = verdicts.map(verdict =>
    explainVerdict(verdict, planned.recordsKnown),
  );
  return {
    dnsName,
    works: verdicts.some(verdict => isRecord(verdict)),
    wishes,
    hints: wishes.length > 0 ? [] : hintsFor(dnsName, planned),
  };
}

function isRecord(verdict: Verdict): boolean {
  const { state } = renderVerdict(verdict);
  return state === 'works' || state === 'updating';
}

function explainVerdict(
  verdict: Verdict,
  recordsKnown: boolean,
): WishExplanation {
  const works = isRecord(verdict);
  const stopsAt = gateOf[verdict.reason];
  const route = verdict.origin.kind.endsWith('Route');
  const passed = (Object.keys(gates) as GateId[]).filter(
    gate => route || !gatesOfRoutes.has(gate),
  );
  const stop = passed.indexOf(stopsAt);
  return {
    object: objectOf(verdict.origin),
    recordType: verdict.recordType,
    setIdentifier: verdict.setIdentifier,
    gates: passed.map((gate, index): GateResult => {
      const question = gates[gate];
      if (index > stop) return { gate, question, result: 'not-reached' };
      if (index === stop && !works) return { gate, question, result: 'failed' };
      const judged = recordsKnown || !needsRecords.has(gate);
      return { gate, question, result: judged ? 'passed' : 'unknown' };
    }),
    reason: verdict.reason,
    ...renderVerdict(verdict),
  };
}

const needsRecords: ReadonlySet<GateId> = new Set([
  'ownership',
  'policy',
  'record',
]);

/** No object asks for the name: where it is mentioned, and what looks like it. */
function hintsFor(dnsName: string, planned: Planned): string[] {
  const hints: string[] = [];
  const { verdicts, instances } = planned.world;
  for (const [cluster, objects] of planned.objects) {
    for (const object of objects) {
      if (!mentions(object, dnsName)) continue;
      const label = `${object.kind} ${
        object.metadata.namespace ? `${object.metadata.namespace}/` : ''
      }${object.metadata.name} in ${cluster}`;
      const own = verdicts.filter(
        ({ origin }) =>
          origin.cluster === cluster &&
          origin.kind === object.kind &&
          origin.namespace === (object.metadata.namespace ?? '') &&
          origin.name === object.metadata.name,
      );
      for (const verdict of own) {
        const { sentence, fix } = renderVerdict(verdict);
        hints.push(`${label} mentions it. ${sentence} ${fix}`);
      }
      if (own.length > 0) continue;
      const readers = sources.filter(source =>
        instances.some(options =>
          source.reads(options).some(kind => kind.kind === object.kind),
        ),
      );
      const configured = new Set(instances.flatMap(each => each.sources));
      const used = readers.some(source => configured.has(source.name));
      if (readers.length > 0 && !used) {
        hints.push(
          `${label} mentions it, but no instance has the source ${readers[0].name}: add it to externalDns.sources.`,
        );
      } else {
        hints.push(
          `${label} mentions it, but asks for no record of that name: is it outside of externalDns.namespace, or of the clusters of the instance?`,
        );
      }
    }
  }
  const names = [
    ...new Set(verdicts.map(each => each.dnsName).filter(name => name !== '')),
  ];
  const wildcard = `*.${dnsName.split('.').slice(1).join('.')}`;
  if (names.includes(wildcard)) {
    hints.push(`${wildcard} is asked for, and answers for it.`);
  }
  const others = names.filter(name => name !== wildcard);
  const close = nearestWord(dnsName, others, 4);
  if (close) hints.push(`Was ${close} meant?`);
  return hints;
}

function mentions(object: KubeObject, dnsName: string): boolean {
  const written = JSON.stringify([
    object.metadata.annotations,
    object.spec,
  ]).toLowerCase();
  return written.includes(`"${dnsName}"`) || written.includes(`${dnsName},`);
}
