const config = require('../../scripts/lint/packageConfig')(__dirname);

module.exports = {
  ...config,
  overrides: [
    ...config.overrides,
    {
      // What test files of other packages call: tests are made from tables here,
      // and exported.
      files: ['src/conformance/**/*.ts'],
      rules: {
        'jest/no-export': 'off',
        'jest/no-standalone-expect': 'off',
        'jest/valid-title': 'off',
        'jest/expect-expect': 'off',
      },
    },
  ],
};
