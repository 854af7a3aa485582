import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Problem, repositoryRoot, runLogged, runMain } from './process.mjs';
import { provideToolchain } from './toolchain.mjs';

// From a bare clone to a checkout with all packages installed, with nothing
// but Node and npm. Takes well under a second when there is nothing to do.

const stampFile = join(repositoryRoot, 'node_modules', '.install-stamp');

/** A digest of everything that decides what gets installed. */
function wantedInstall() {
  const folders = ['packages', 'plugins'].flatMap(parent =>
    readdirSync(join(repositoryRoot, parent)).map(name => join(parent, name)),
  );
  const files = [
    '.yarnrc.yml',
    'yarn.lock',
    'package.json',
    ...[...folders, 'test'].sort().map(folder => join(folder, 'package.json')),
  ];
  const digest = createHash('sha256');
  for (const file of files) {
    const path = join(repositoryRoot, file);
    if (existsSync(path)) {
      digest.update(`${file}\0`).update(readFileSync(path)).update('\0');
    }
  }
  return digest.digest('hex');
}

function lastGoodInstall() {
  return existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : undefined;
}

/**
 * Brings the toolchain and the installed packages up to date.
 *
 * @returns the environment in which everything else is to be run
 */
export async function bootstrap() {
  const env = await provideToolchain();
  if (lastGoodInstall() !== wantedInstall()) {
    console.log(
      'Installing the packages (the first time, about 2 minutes) ...',
    );
    const logFile = join(repositoryRoot, '.toolchain', 'install.log');
    const code = await runLogged('yarn', ['install'], { logFile, env });
    if (code !== 0) {
      throw new Problem(
        `Installing the packages failed: see ${logFile}, put right what it names, and run this again.`,
      );
    }
    writeFileSync(stampFile, wantedInstall());
  }
  return env;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await runMain(bootstrap);
}
