import type { Page } from 'playwright-core';

/** By how many pixels the page is wider than the screen; what scrolls within a frame of its own does not count. */
export function sidewaysOverflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
}

/**
 * What in the large-text mode is too small for the elders' view (domain.md C3), each named by its words: text that is drawn
 * below 18 px, and what is pressed or typed into below 44 px. A target within a line of text is as high as its line.
 */
export function tooSmall(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const leastText = 18;
    const leastTarget = 44;
    const isDrawn = (element: Element) =>
      element.checkVisibility({ visibilityProperty: true }) && element.closest('.visually-hidden') === null;
    const hasWords = (element: Element) =>
      [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '');
    // A drawing may be shown smaller than its own measures say.
    const scaleOf = (element: Element) =>
      element instanceof SVGGraphicsElement ? (element.getScreenCTM()?.a ?? 1) : 1;
    const wordsOf = (element: Element) =>
      (element.textContent?.trim() || element.getAttribute('aria-label') || element.tagName).slice(0, 30);

    const text = [...document.body.querySelectorAll('*')]
      .filter((element) => hasWords(element) && isDrawn(element))
      .map((element) => ({
        element,
        size: Number.parseFloat(getComputedStyle(element).fontSize) * scaleOf(element),
      }))
      .filter(({ size }) => size < leastText)
      .map(({ element, size }) => `text ${size.toFixed(1)}: ${wordsOf(element)}`);
    const targets = [...document.body.querySelectorAll('a[href], button, input, select, textarea, summary')]
      .filter((element) => isDrawn(element) && getComputedStyle(element).display !== 'inline')
      // What is ticked is ticked by its label as well.
      .map(
        (element) =>
          (element.matches('[type=checkbox], [type=radio]') && (element as HTMLInputElement).labels?.[0]) || element,
      )
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && Math.min(box.width, box.height) < leastTarget)
      .map(({ element, box }) => `target ${box.width.toFixed(0)}×${box.height.toFixed(0)}: ${wordsOf(element)}`);
    return [...text, ...targets];
  });
}

/** Width in pixels of what is printed on A4 between the margins of print.css. */
const paperWidth = 658;

/**
 * What is wrong with this page on paper: navigation or buttons on it, words that are not black, a ground that is not white,
 * something cut off or wider than the sheet.
 */
export async function faultsOnPaper(page: Page): Promise<string[]> {
  const screen = page.viewportSize() ?? { width: paperWidth, height: 900 };
  await page.setViewportSize({ width: paperWidth, height: screen.height });
  await page.emulateMedia({ media: 'print' });
  const faults = await page.evaluate(() => {
    const drawn = [...document.body.querySelectorAll<HTMLElement>('*')].filter((element) =>
      element.checkVisibility({ visibilityProperty: true }),
    );
    const wordsOf = (element: Element) => `${element.tagName} ${element.textContent?.trim().slice(0, 30)}`;
    const named = (fault: string, elements: Element[]) => elements.map((element) => `${fault}: ${wordsOf(element)}`);
    const readable = drawn.filter((element) => element.closest('.visually-hidden') === null);
    const [black, white] = ['rgb(0, 0, 0)', 'rgb(255, 255, 255)'];
    const grounds = [document.documentElement, document.body].map((one) => getComputedStyle(one).backgroundColor);
    return [
      ...named(
        'of no use on paper',
        drawn.filter((element) => element.matches('nav, button:not([data-print="yes"]), input, textarea, select')),
      ),
      ...named(
        'not black',
        drawn
          .filter((element) => element.matches('main, h1, h2, p, dd, li, td'))
          .filter((element) => getComputedStyle(element).color !== black),
      ),
      ...grounds.filter((ground) => ground !== white).map((ground) => `ground: ${ground}`),
      ...named(
        'cut off',
        readable.filter(
          (element) =>
            getComputedStyle(element).overflow !== 'visible' &&
            (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1),
        ),
      ),
      ...named(
        'folded',
        drawn.filter((element) => element.matches('details:not([open])')),
      ),
      ...(document.documentElement.scrollWidth > innerWidth ? ['wider than the sheet'] : []),
    ];
  });
  await page.emulateMedia({ media: null });
  await page.setViewportSize(screen);
  return faults;
}
