import { Stage } from '../../integration/__testUtils__/stage';
import { Expectations } from './scenario';

/** What is not (yet) as expected, one sentence each; empty when all is true. */
export async function differences(
  stage: Stage,
  expected: Expectations,
  writesBefore: number,
): Promise<string[]> {
  const found: string[] = [];
  const compare = (what: string, is: string, wanted: string) => {
    if (is !== wanted) found.push(`${what} is ${is} instead of ${wanted}`);
  };
  for (const [question, answer] of Object.entries(expected.answers ?? {})) {
    const [recordType, dnsName] = question.split(' ');
    const answers = await stage.ask(dnsName, recordType);
    compare(
      question,
      answers.join() || 'nothing',
      [answer].flat().sort().join(),
    );
  }
  for (const [subject, reason] of Object.entries(expected.verdicts ?? {})) {
    const [dnsName, , cluster] = subject.split(' ');
    const reasons = (await verdictsOf(stage, dnsName))
      .filter(verdict => !cluster || verdict.origin.cluster === cluster)
      .map(verdict => verdict.reason);
    compare(subject, [...new Set(reasons)].join() || 'unknown', reason);
  }
  for (const [subject, part] of Object.entries(expected.sentences ?? {})) {
    const [dnsName, , cluster] = subject.split(' ');
    const sentences = (await verdictsOf(stage, dnsName))
      .filter(verdict => !cluster || verdict.origin.cluster === cluster)
      .map(verdict => verdict.sentence);
    if (!sentences.some(sentence => sentence.includes(part))) {
      found.push(
        `"${sentences.join(' ')}" of ${subject} does not say "${part}"`,
      );
    }
  }
  if (expected.clusters) {
    const clusters = await stage.api.clusters();
    for (const [name, state] of Object.entries(expected.clusters)) {
      const shown = clusters.find(cluster => cluster.name === name)?.state;
      compare(`cluster ${name}`, shown ?? 'forgotten', state);
    }
  }
  if (expected.writes) {
    const writes = stage.provider.writes
      .slice(writesBefore)
      .flatMap(write => write.changes);
    const wanted = expected.writes === 'none' ? [] : expected.writes;
    compare(
      'what was written',
      writes.sort().join('; ') || 'nothing',
      [...wanted].sort().join('; ') || 'nothing',
    );
  }
  return found;
}

async function verdictsOf(stage: Stage, dnsName: string) {
  const hostname = await stage.api.hostname(dnsName).catch(() => undefined);
  return hostname?.verdicts ?? [];
}
