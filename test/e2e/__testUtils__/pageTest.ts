import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Browser, BrowserContext, chromium, Page } from 'playwright-core';
import { listenForComplaints } from './complaints';
import { runningPortal } from './runningPortal';

/** Ignored by git; CI keeps it as an artifact. */
const screenshotFolder = join(__dirname, '../../../test-results/e2e');

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

let browser: Browser | undefined;
let context: BrowserContext | undefined;
/** Loading the portal's development build takes seconds, so that tests of one person share it. */
const openPages = new Map<string, Page>();

beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: runningPortal.chromium,
    args: flags,
  });
  context = await browser.newContext({
    locale: 'en-GB',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  context.setDefaultTimeout(20_000);
});

afterAll(async () => {
  openPages.clear();
  await browser?.close();
});

/** Who looks at what, and how. */
export interface Visit {
  as: 'developer' | 'admin';
  /** Within the portal. */
  path: string;
  theme?: 'light' | 'dark';
  /** Of the window, in pixels. */
  width?: number;
}

/** A page on which the person has just signed in; the portal keeps that for the page's life. */
async function signIn({ as, theme = 'light' }: Visit): Promise<Page> {
  if (!context) {
    throw new Error('The browser has not been started');
  }
  const page = await context.newPage();
  await page.addInitScript(
    name => window.localStorage.setItem('theme', name),
    theme,
  );
  await page.goto(`${runningPortal.url}/settings`);
  await page.getByRole('button', { name: `Sign in as ${as}` }).click();
  await page.getByRole('link', { name: 'Settings' }).first().waitFor();
  return page;
}

async function pageOf(visit: Visit): Promise<Page> {
  const key = `${visit.as} ${visit.theme}`;
  const page = openPages.get(key) ?? (await signIn(visit));
  openPages.set(key, page);
  return page;
}

/** Goes to a path as a link of the portal does: without loading anything anew. */
async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate(to => {
    window.history.pushState({}, '', to);
    window.dispatchEvent(new PopStateEvent('popstate', { state: {} }));
  }, path);
}

/** Keeps how a page looks, in the folder that git ignores. */
export async function keepScreenshot(page: Page, title: string): Promise<void> {
  await mkdir(screenshotFolder, { recursive: true });
  const name = title.toLocaleLowerCase('en').replace(/[^a-z0-9]+/g, '-');
  await page.screenshot({
    path: join(screenshotFolder, `${name}.png`),
    fullPage: true,
  });
}

/**
 * A test that begins on a path of the portal, with somebody signed in. Fails
 * on errors of the page too; a failed one leaves a screenshot, and its page is
 * not used again.
 */
export function pageTest(
  title: string,
  visit: Visit,
  story: (page: Page) => Promise<void>,
): void {
  test(title, async () => {
    const page = await pageOf(visit);
    const complaints = listenForComplaints(page);
    try {
      await page.setViewportSize({ width: visit.width ?? 1280, height: 900 });
      await goTo(page, visit.path);
      await story(page);
      expect(await complaints.stop()).toEqual([]);
    } catch (error) {
      await keepScreenshot(page, `failed ${title}`);
      for (const [key, open] of openPages) {
        if (open === page) openPages.delete(key);
      }
      await page.close();
      throw error;
    }
  });
}
