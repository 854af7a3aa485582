import { rm } from 'node:fs/promises';
import { running } from './running';

/** After the tests: ends the PostgreSQL that was started for them. */
export default async function stopPostgres(): Promise<void> {
  const { postgres } = running;
  if (!postgres) return;
  running.postgres = undefined;
  await postgres.stop();
  await rm(postgres.folder, { recursive: true, force: true });
}
