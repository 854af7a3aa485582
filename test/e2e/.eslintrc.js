module.exports = {
  rules: {
    // `pageTest` is a test with a page of its own.
    'jest/no-standalone-expect': [
      'error',
      { additionalTestBlockFunctions: ['pageTest'] },
    ],
  },
  overrides: [
    {
      // It defines tests for others, and is none.
      files: ['__testUtils__/pageTest.ts'],
      rules: { 'jest/no-export': 'off', 'jest/valid-title': 'off' },
    },
  ],
};
