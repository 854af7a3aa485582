import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';

/**
 * Runs the program beside a shell that waits for the end of its standard input: that
 * comes with `stop`, and also when this process dies in whatever way.
 */
const guarded =
  'program=$1; shift; "$program" "$@" & read _; kill -9 $!; wait 2>/dev/null';

/** A program that runs for a while, and never longer than this process. */
export class ChildProgram {
  private readonly child: ChildProcess;

  /** Everything it says goes to the log file. */
  constructor(
    program: string,
    args: readonly string[],
    private readonly logFile: string,
  ) {
    const log = openSync(logFile, 'a');
    this.child = spawn('sh', ['-c', guarded, 'sh', program, ...args], {
      stdio: ['pipe', log, log],
      // Ctrl-C in a terminal would end the shell before it can do its work.
      detached: true,
    });
    closeSync(log);
  }

  /** What it said last, for the words of a failure. */
  lastWords(): string {
    return readFileSync(this.logFile, 'utf8').slice(-2000);
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.stdin?.end();
    await ended;
  }
}
