import { Locator, Page } from 'playwright-core';

/**
 * Starts the resync of a cluster by the button of the DNS page.
 *
 * @returns the dialog, which shows how it goes
 */
export async function startClusterResync(
  page: Page,
  cluster: string,
): Promise<Locator> {
  await page.getByRole('button', { name: 'Resync' }).click();
  const dialog = page.getByRole('dialog', { name: 'Resync' });
  await dialog.getByRole('radio', { name: 'A cluster' }).click();
  await dialog.getByRole('button', { name: 'Cluster' }).click();
  await page.getByRole('option', { name: cluster }).click();
  await dialog.getByRole('button', { name: 'Start the resync' }).click();
  return dialog;
}

/** Resyncs a cluster to its end, well or not, and closes the dialog. */
export async function resyncCluster(
  page: Page,
  cluster: string,
): Promise<void> {
  const dialog = await startClusterResync(page, cluster);
  await dialog.getByText(/^Resync (done|failed)\./).waitFor();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await dialog.waitFor({ state: 'detached' });
}
