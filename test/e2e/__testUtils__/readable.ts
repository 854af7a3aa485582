import { Locator, Page } from 'playwright-core';
import { contrastOf } from './contrast';

/** What WCAG 2 asks of text of normal size (level AA). */
const leastContrast = 4.5;

/** Fails with the name and the contrast of the text that cannot be read well. */
export async function expectReadable(
  texts: Record<string, Locator>,
): Promise<void> {
  for (const [text, locator] of Object.entries(texts)) {
    const contrast = await contrastOf(locator);
    expect({ text, contrast }).toEqual({
      text,
      contrast: expect.any(Number),
    });
    expect(`${text}: ${contrast >= leastContrast || contrast.toFixed(2)}`).toBe(
      `${text}: true`,
    );
  }
}

/** How many pixels of the page stand out on the right. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      document.documentElement.scrollWidth -
      document.documentElement.clientWidth,
  );
}
