const { resolve } = require('node:path');

const portal = resolve(__dirname, '../../scripts/testPortal');

// The browser tests: `*.e2e.ts` in this folder, all against one portal that is
// started before the first and ended after the last. Run from test/.
module.exports = async () => {
  const backstageConfig = await require('@backstage/cli/config/jest');
  return {
    ...backstageConfig,
    rootDir: __dirname,
    testMatch: ['**/*.e2e.ts'],
    globalSetup: resolve(portal, 'start.mjs'),
    globalTeardown: resolve(portal, 'end.mjs'),
    // A browser on a busy machine of 2 cores needs its time.
    testTimeout: 60_000,
  };
};
