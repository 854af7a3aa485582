import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { bootstrap } from './bootstrap.mjs';
import { findChromium } from './chromium.mjs';
import { repositoryRoot, run, runMain } from './process.mjs';
import { TestCounts } from './testCounts.mjs';

/** What has to succeed as a whole; a failure counts like that of one test. */
const checks = [
  ['Types', ['tsc', '--pretty']],
  ['Lint', ['backstage-cli', 'repo', 'lint', '--success-cache']],
  ['Formatting', ['prettier', '--check', '--loglevel', 'warn', '.']],
];

async function runChecks(counts, env) {
  for (const [title, [command, ...args]] of checks) {
    console.log(`\n${title}: ${[command, ...args].join(' ')}`);
    const script = join(repositoryRoot, 'node_modules', '.bin', command);
    if ((await run(script, args, { env })) !== 0) {
      counts.failed += 1;
    }
  }
}

async function runJest(counts, resultFile, args, options) {
  const code = await run(
    args[0],
    [...args.slice(1), '--ci', '--json', `--outputFile=${resultFile}`],
    // The report goes to the file; jest's own progress comes on stderr.
    { stdio: ['ignore', 'ignore', 'inherit'], ...options },
  );
  counts.addJest(resultFile, code);
}

async function runUnitTests(counts, folder, env) {
  const workers = Math.max(1, Math.min(4, availableParallelism()));
  console.log('\nUnit and integration tests: backstage-cli repo test');
  await runJest(
    counts,
    join(folder, 'unit.json'),
    [
      join(repositoryRoot, 'node_modules', '.bin', 'backstage-cli'),
      'repo',
      'test',
      '--watchAll=false',
      `--maxWorkers=${workers}`,
    ],
    { env },
  );
}

async function runBrowserTests(counts, folder, env) {
  const chromium = findChromium();
  if (!chromium) {
    console.log(
      '\nBrowser tests: left out, because there is no Chromium. Install one (Debian, Ubuntu: apt-get install chromium) or name it in CHROMIUM_PATH.',
    );
    return;
  }
  console.log(`\nBrowser tests: test/e2e with ${chromium}`);
  await runJest(
    counts,
    join(folder, 'browser.json'),
    [
      join(repositoryRoot, 'node_modules', '.bin', 'jest'),
      '--config',
      join('e2e', 'jest.config.js'),
      '--runInBand',
      '--passWithNoTests',
    ],
    {
      cwd: join(repositoryRoot, 'test'),
      env: { ...env, CHROMIUM_PATH: chromium },
    },
  );
}

await runMain(async () => {
  const env = {
    ...(await bootstrap()),
    // Databases for tests come from this machine, or not at all.
    BACKSTAGE_TEST_DISABLE_DOCKER: '1',
  };
  const counts = new TestCounts();
  const folder = mkdtempSync(join(tmpdir(), 'test-results-'));
  try {
    await runChecks(counts, env);
    await runUnitTests(counts, folder, env);
    await runBrowserTests(counts, folder, env);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  console.log(`\n${counts}`);
  process.exitCode = counts.failed > 0 ? 1 : 0;
});
