import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

const clockTicks = 100;

/**
 * Wall time, user CPU time and peak resident memory of a child process. Linux: both
 * are read from /proc until the process ends, every 5 ms.
 */
export async function measure(child) {
  const start = performance.now();
  let megabytes = 0;
  let userSeconds = 0;
  const look = () => {
    try {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
      const peak = /VmHWM:\s+(\d+) kB/.exec(status);
      if (peak) megabytes = Number(peak[1]) / 1024;
      const stat = readFileSync(`/proc/${child.pid}/stat`, 'utf8');
      // Fields after the command's name, which stands in brackets; utime is the 14th.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      userSeconds = Number(fields[11]) / clockTicks;
    } catch {
      // The process has ended: what was seen last counts.
    }
  };
  const timer = setInterval(look, 5);
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  clearInterval(timer);
  if (code !== 0) throw new Error(`the process ended with code ${code}`);
  const seconds = (performance.now() - start) / 1000;
  return { seconds, userSeconds, megabytes };
}
