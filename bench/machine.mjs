import { cpus, totalmem, loadavg } from 'node:os';

/** What the figures were measured on, in one line. */
export function machine() {
  const [{ model }] = cpus();
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} cores (${model.trim()}), ${gigabytes} GB, Node ${
    process.versions.node
  }, load ${loadavg()[0].toFixed(1)}`;
}
