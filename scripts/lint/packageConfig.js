const { existsSync, readdirSync } = require('node:fs');
const { builtinModules } = require('node:module');
const { join } = require('node:path');
const createConfig = require('@backstage/cli/config/eslint-factory');
const { layerOf, mayImport } = require('./packageLayers');

const root = join(__dirname, '..', '..');

/** Everything that can be imported from our packages: their names, with each entry point. */
function entryPoints() {
  return ['packages', 'plugins']
    .flatMap(parent =>
      readdirSync(join(root, parent)).map(name =>
        join(root, parent, name, 'package.json'),
      ),
    )
    .filter(existsSync)
    .flatMap(manifest => {
      const { name, exports = {} } = require(manifest);
      const paths = new Set(['.', ...Object.keys(exports)]);
      return [...paths].map(path => ({ name, path, entry: join(name, path) }));
    });
}

function forbiddenImports(importer) {
  return entryPoints()
    .filter(({ name, path }) => !mayImport(importer, name, path))
    .map(({ name, entry }) => ({
      name: entry,
      message: `${importer} must not know ${name}: imports run one way (scripts/lint/packageLayers.js).`,
    }));
}

/** What the engine must do without, so that the same input always gives the same result. */
const impurities = [
  [
    'CallExpression[callee.object.name="Date"][callee.property.name="now"]',
    'the time',
  ],
  ['NewExpression[callee.name="Date"][arguments.length=0]', 'the time'],
  [
    'CallExpression[callee.object.name="Math"][callee.property.name="random"]',
    'chance',
  ],
  ['MemberExpression[object.name="process"]', 'the process'],
  ['MemberExpression[object.name="console"]', 'the console'],
];

function pureConfig() {
  return {
    restrictedSrcSyntax: impurities.map(([selector, what]) => ({
      selector,
      message: `The engine is pure: it does not know ${what}; take it as an argument.`,
    })),
    forbidden: builtinModules
      .flatMap(name => [name, `node:${name}`])
      .map(name => ({
        name,
        message: 'The engine is pure: it does no input or output.',
      })),
  };
}

/** Backstage's lint rules for the package in the folder, and the rules of our layers. */
module.exports = folder => {
  const { name } = require(join(folder, 'package.json'));
  const { forbidden = [], ...pure } =
    layerOf(name) === 'engine' ? pureConfig() : {};
  return createConfig(folder, {
    ...pure,
    rules: {
      // A file reads from its purpose down to its details.
      '@typescript-eslint/no-use-before-define': [
        'error',
        { functions: false, classes: false, variables: false },
      ],
      // Tables and property tests expect by the kind of the case.
      'jest/no-conditional-expect': 'off',
    },
    overrides: [
      {
        // Tests are not the engine: they may take their number of runs from outside.
        files: ['**/*.test.*'],
        rules: { 'no-restricted-syntax': 'off' },
      },
    ],
    restrictedSrcImports: [...forbidden, ...forbiddenImports(name)],
  });
};
