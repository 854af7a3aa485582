import { Locator } from 'playwright-core';

/**
 * The contrast of an element's text with what is behind it, from 1 to 21, by
 * the formula of WCAG 2; backgrounds that let others shine through are mixed.
 */
export function contrastOf(locator: Locator): Promise<number> {
  return locator.first().evaluate(element => {
    type Color = [red: number, green: number, blue: number, alpha: number];

    function parse(text: string): Color {
      const [red, green, blue, alpha = 1] = (text.match(/[\d.]+/g) ?? []).map(
        Number,
      );
      return [red, green, blue, alpha];
    }

    function over([r, g, b, alpha]: Color, below: Color): Color {
      const mix = (top: number, bottom: number) =>
        top * alpha + bottom * (1 - alpha);
      return [mix(r, below[0]), mix(g, below[1]), mix(b, below[2]), 1];
    }

    function luminance([red, green, blue]: Color): number {
      const [r, g, b] = [red, green, blue].map(value => {
        const part = value / 255;
        return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    }

    function backgroundOf(start: Element | null): Color {
      if (!start) return [255, 255, 255, 1];
      const color = parse(getComputedStyle(start).backgroundColor);
      return color[3] === 1
        ? color
        : over(color, backgroundOf(start.parentElement));
    }

    const background = backgroundOf(element);
    const text = over(parse(getComputedStyle(element).color), background);
    const [lighter, darker] = [luminance(text), luminance(background)].sort(
      (one, other) => other - one,
    );
    return (lighter + 0.05) / (darker + 0.05);
  });
}
