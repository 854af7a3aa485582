import { rmSync } from 'node:fs';

let running;

/** Remembers what is to be ended and removed, also when the tests are broken off. */
export function keepPortal(portal, folder) {
  running = { portal, folder };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.once(signal, () => endPortal().then(() => process.exit(1)));
  }
}

/** Ends the portal and removes its data. */
export async function endPortal() {
  if (running) {
    const { portal, folder } = running;
    running = undefined;
    await portal.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

export default endPortal;
