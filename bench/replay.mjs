#!/usr/bin/env node
/*
 * Time and memory of `external-dns replay` by size, whole process.
 *
 *   node bench/replay.mjs [--routes 1000,10000,100000] [--modes compat,own] [--runs 3]
 *   node bench/replay.mjs --rival PATH_TO_BINARY [--routes ...]
 *
 * With --rival it runs ExternalDNS v0.22 beside it: one pass (`--once --dry-run`)
 * against an API server and a webhook provider on this machine that hold the same
 * world, as rival.mjs says; and prints the ratios.
 */
import { spawn } from 'node:child_process';
import {
  createReadStream,
  createWriteStream,
  mkdtempSync,
  rmSync,
} from 'node:fs';
import { finished } from 'node:stream/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { machine } from './machine.mjs';
import { measure } from './measure.mjs';
import { runRival } from './rival.mjs';
import { writeWorld } from './world.mjs';

const bin = fileURLToPath(
  new URL('../packages/external-dns-cli/bin/external-dns', import.meta.url),
);
const { values } = parseArgs({
  options: {
    routes: { type: 'string', default: '1000,10000,100000' },
    modes: { type: 'string', default: 'compat,own' },
    runs: { type: 'string', default: '3' },
    differences: { type: 'string', default: '100' },
    rival: { type: 'string' },
  },
});
const folder = mkdtempSync(join(tmpdir(), 'external-dns-bench-'));

console.log(`${machine()}\n`);
console.log('| routes | mode | wall | CPU (user) | peak memory |');
console.log('|---|---|---|---|---|');
try {
  // The first run bundles the command line.
  await measure(
    spawn(process.execPath, [bin, '--version'], { stdio: 'ignore' }),
  );
  for (const routes of values.routes.split(',').map(Number)) {
    const world = { routes, differences: Number(values.differences), seed: 1 };
    let rival;
    if (values.rival) {
      rival = await best(() => runRival(values.rival, world));
      print(routes, 'ExternalDNS', rival);
    }
    for (const mode of values.modes.split(',')) {
      const ours = await best(await replayOf({ ...world, mode }));
      print(routes, mode, ours, rival);
    }
  }
} finally {
  rmSync(folder, { recursive: true });
}

async function replayOf(world) {
  const path = join(folder, `${world.mode}-${world.routes}.jsonl`);
  const file = createWriteStream(path);
  await writeWorld(file, world);
  file.end();
  await finished(file);
  return async () => {
    const child = spawn(process.execPath, [bin, 'replay'], {
      stdio: ['pipe', 'ignore', 'inherit'],
    });
    createReadStream(path, { highWaterMark: 1 << 20 }).pipe(child.stdin);
    return measure(child);
  };
}

/** The run with the shortest time; of a shared machine the least disturbed. */
async function best(run) {
  const results = [];
  for (let index = 0; index < Number(values.runs); index += 1) {
    results.push(await run());
  }
  return results.reduce((a, b) => (b.seconds < a.seconds ? b : a));
}

function print(routes, mode, { seconds, userSeconds, megabytes }, rival) {
  const ratio = (ours, theirs) =>
    rival ? ` (${(ours / theirs).toFixed(2)} of ExternalDNS)` : '';
  console.log(
    `| ${routes} | ${mode} | ${seconds.toFixed(2)} s${ratio(
      seconds,
      rival?.seconds,
    )} | ${userSeconds.toFixed(2)} s | ${megabytes.toFixed(0)} MB${ratio(
      megabytes,
      rival?.megabytes,
    )} |`,
  );
}
