import { resolve } from 'node:path';
import { readObject } from '../integration/__testUtils__/clusterObjects';
import { Stage } from '../integration/__testUtils__/stage';
import { waitFor } from '../integration/__testUtils__/waitFor';
import { readRecords } from '../integration/__testUtils__/zoneRecords';
import { differences } from './__testUtils__/expectations';
import { happen } from './__testUtils__/happenings';
import { Chapter, readScenarios, Scenario } from './__testUtils__/scenario';

jest.setTimeout(240_000);

const scenarios = readScenarios(resolve(__dirname, '../../scenarios'));

describe('on the whole path', () => {
  it.each(scenarios.map(scenario => [scenario.name, scenario] as const))(
    '%s',
    async (_name, scenario) => {
      const stage = await startStage(scenario);
      try {
        for (const chapter of scenario.story) await play(stage, chapter);
      } finally {
        await stage.stop();
      }
      expect(stage.log.errors()).toEqual([]);
    },
  );
});

function startStage({ given, config }: Scenario): Promise<Stage> {
  const { zone = [], ...clusters } = given;
  return Stage.start({
    clusters: Object.fromEntries(
      Object.entries(clusters).map(([name, objects]) => [
        name,
        objects.map(readObject),
      ]),
    ),
    zone: zone.flatMap(readRecords),
    externalDns: config,
  });
}

/** Whatever comes about has to stay, and one more sync has nothing to write. */
async function play(stage: Stage, { when = [], then }: Chapter): Promise<void> {
  const writesBefore = stage.provider.writes.length;
  for (const line of [when].flat()) await happen(stage, line);
  let missing: string[] = [];
  await waitFor(
    async () => {
      missing = await differences(stage, then, writesBefore);
      return missing.length === 0 || undefined;
    },
    () => `the story to go on from "${[when].flat()}": ${missing.join('; ')}`,
  );
  const writesThen = stage.provider.writes.length;
  await stage.sync();
  expect(await differences(stage, then, writesBefore)).toEqual([]);
  expect(stage.provider.writes.slice(writesThen)).toEqual([]);
}
