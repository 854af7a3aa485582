// Which of our packages may import which: the architecture, as a lint rule.
// Imports run one way, and a layer names here all that it may know. Tests may
// import more: they put together what they test.

const scope = '@openova/';
const plugin = `${scope}backstage-plugin-external-dns`;
const modulePrefix = `${plugin}-backend-module-`;

const layers = {
  engine: { mayImport: [] },
  wire: { mayImport: [] },
  common: { mayImport: ['engine'] },
  node: { mayImport: ['common', 'engine'] },
  frontend: { mayImport: ['common', 'engine'] },
  backend: { mayImport: ['node', 'common', 'engine', 'wire'] },
  module: { mayImport: ['node', 'common', 'engine'] },
  /** Providers that speak DNS themselves. */
  wireModule: { mayImport: ['node', 'common', 'engine', 'wire'] },
  /** What a provider exports as `./engine`: pure, and free of Backstage. */
  pureHalf: { mayImport: [] },
  commandLine: { mayImport: ['engine', 'pureHalf'] },
  /** Facts for scorecards, read over the plugin's API. */
  facts: { mayImport: ['common', 'engine'] },
  /** Stands for what is around the plugins. */
  demo: { mayImport: ['common', 'wire'] },
};

const layerByName = {
  [`${scope}dns-engine`]: 'engine',
  [`${scope}dns-wire`]: 'wire',
  [`${scope}external-dns-cli`]: 'commandLine',
  [`${scope}demo-environment`]: 'demo',
  [`${scope}backstage-plugin-tech-insights-backend-module-external-dns`]:
    'facts',
  [plugin]: 'frontend',
  [`${plugin}-common`]: 'common',
  [`${plugin}-node`]: 'node',
  [`${plugin}-backend`]: 'backend',
  [`${modulePrefix}embedded`]: 'wireModule',
  [`${modulePrefix}rfc2136`]: 'wireModule',
};

/**
 * The layer of a package, or of one of its entry points; undefined for what is not
 * ours, or puts everything together.
 */
function layerOf(packageName, entryPoint = '.') {
  const isModule = packageName.startsWith(modulePrefix);
  if (isModule && entryPoint === './engine') return 'pureHalf';
  return layerByName[packageName] ?? (isModule ? 'module' : undefined);
}

/** Whether the first package may import an entry point of the second. */
function mayImport(importer, imported, entryPoint) {
  const layer = layerOf(importer);
  const importedLayer = layerOf(imported, entryPoint);
  return (
    importer === imported ||
    layer === undefined ||
    importedLayer === undefined ||
    layers[layer].mayImport.includes(importedLayer)
  );
}

module.exports = { layerOf, mayImport };
