import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the repository. */
export const repositoryRoot = dirname(dirname(fileURLToPath(import.meta.url)));

/** What a person can put right, told in one sentence and without a stack. */
export class Problem extends Error {}

/** Runs a script's main function; ends the process with code 1 if it fails. */
export async function runMain(main) {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof Problem ? error.message : error);
    process.exit(1);
  }
}

/**
 * Runs a command to its end, with its output in the terminal.
 *
 * @returns its exit code; 1 if it could not be started or a signal ended it
 */
export function run(command, args, options = {}) {
  return new Promise(resolve => {
    const child = spawn(command, args, {
      cwd: repositoryRoot,
      stdio: ['ignore', 'inherit', 'inherit'],
      ...options,
    });
    child.once('error', error => {
      console.error(`${command} could not be started: ${error.message}`);
      resolve(1);
    });
    child.once('close', code => resolve(code ?? 1));
  });
}

/** Like `run`, with the output in a file. */
export async function runLogged(command, args, { logFile, ...options }) {
  const log = openSync(logFile, 'w');
  try {
    return await run(command, args, {
      stdio: ['ignore', log, log],
      ...options,
    });
  } finally {
    closeSync(log);
  }
}

/**
 * A command in a process group of its own, so that all that it starts, and
 * what that starts, can be ended together.
 */
export class ProcessGroup {
  #child;
  /** Settles when the group's first process has ended. */
  ended;

  constructor(command, args, options) {
    this.#child = spawn(command, args, {
      cwd: repositoryRoot,
      detached: true,
      ...options,
    });
    this.ended = new Promise(resolve => {
      this.#child.once('error', error => resolve({ error }));
      this.#child.once('close', code => resolve({ code }));
    });
  }

  get stdout() {
    return this.#child.stdout;
  }

  get stderr() {
    return this.#child.stderr;
  }

  /** Asks the whole group to end, and kills what is left of it after a while. */
  async end(patienceInMilliseconds = 8000) {
    if (!this.#signal('SIGTERM')) {
      return;
    }
    const deadline = Date.now() + patienceInMilliseconds;
    while (this.#signal(0) && Date.now() < deadline) {
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    this.#signal('SIGKILL');
  }

  /** Whether anything of the group was there to be told. */
  #signal(signal) {
    if (this.#child.pid === undefined) {
      return false;
    }
    try {
      process.kill(-this.#child.pid, signal);
      return true;
    } catch {
      return false;
    }
  }
}
