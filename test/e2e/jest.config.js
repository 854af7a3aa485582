const { join } = require('node:path');

// The browser tests: `*.e2e.ts` in this folder, all against one portal that
// portal.mjs starts before the first and ends after the last. Run from test/.
module.exports = async () => {
  const backstageConfig = await require('@backstage/cli/config/jest');
  return {
    ...backstageConfig,
    rootDir: __dirname,
    testMatch: ['**/*.e2e.ts'],
    globalSetup: join(__dirname, 'startPortal.mjs'),
    globalTeardown: join(__dirname, 'endPortal.mjs'),
    // A browser on a busy machine of 2 cores needs its time.
    testTimeout: 60_000,
  };
};
