import { JsonObject } from '@backstage/types';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** A story about names, as a file in `test/scenarios` tells it. */
export interface Scenario {
  name: string;
  /** Keys of `externalDns` that matter here. */
  config?: JsonObject;
  /** Objects by cluster, and what stands in the zone, before the backend starts. */
  given: Record<string, string[]>;
  story: Chapter[];
}

/** What happens, and what is true afterwards, and still after one more sync. */
export interface Chapter {
  when?: string | string[];
  then: Expectations;
}

/** Only what is said is looked at. */
export interface Expectations {
  /** `TYPE NAME` to what DNS answers; `nothing` for no answer. */
  answers?: Record<string, string | string[]>;
  /** `NAME` (or `NAME in CLUSTER`) to the reason of its verdict. */
  verdicts?: Record<string, string>;
  /** Part of what a person reads at a name. */
  sentences?: Record<string, string>;
  /** Cluster to state. */
  clusters?: Record<string, string>;
  /** What the backend wrote in this chapter; `none` for nothing at all. */
  writes?: 'none' | string[];
}

const keys = {
  scenario: ['name', 'config', 'given', 'story'],
  chapter: ['when', 'then'],
  expectations: ['answers', 'verdicts', 'sentences', 'clusters', 'writes'],
};

/** All scenarios of a folder, in the order of their files. */
export function readScenarios(folder: string): Scenario[] {
  return readdirSync(folder)
    .filter(file => file.endsWith('.yaml'))
    .sort()
    .map(file => readScenario(file, readFileSync(join(folder, file), 'utf8')));
}

/** @throws an error that names the file and the key: a misspelt expectation expects nothing. */
function readScenario(file: string, text: string): Scenario {
  const scenario: Scenario = parse(text);
  demandKeys(file, scenario, keys.scenario);
  if (!scenario.name || !scenario.given || !scenario.story?.length) {
    throw new Error(`${file} needs name, given and story`);
  }
  for (const [index, chapter] of scenario.story.entries()) {
    const place = `${file}: story[${index}]`;
    demandKeys(place, chapter, keys.chapter);
    demandKeys(`${place}.then`, chapter.then, keys.expectations);
    if (Object.keys(chapter.then).length === 0) {
      throw new Error(`${place}.then says nothing`);
    }
  }
  return scenario;
}

function demandKeys(place: string, value: object, known: string[]): void {
  const unknown = Object.keys(value ?? {}).find(key => !known.includes(key));
  if (unknown) {
    throw new Error(`${place}.${unknown} is unknown: use ${known.join(', ')}`);
  }
}
