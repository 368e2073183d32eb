import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import type { PageBody } from '@vigil/pack';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runAxe } from '../../mail/test/axe.ts';
import { aPack } from '../../pack/test/a-pack.ts';
import { packHtml } from '../src/index.ts';

const executablePath = '/usr/bin/chromium';
const missing = !existsSync(executablePath);
const packs = { internal: aPack(), public: aPack({ edition: 'public' }) };

it.runIf(missing && process.env['CI'] === 'true')('Chromium is there on CI', () => {
  expect.fail(`${executablePath} is missing, and with it the accessibility of the pack is not tested`);
});

describe.skipIf(missing)(`the pack as HTML in a browser (skipped without ${executablePath})`, () => {
  const desktop = { viewport: { width: 1280, height: 900 } };
  let browser: Browser;
  let html: string;

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic'] });
    html = await packHtml(packs.internal);
  });
  afterAll(() => browser.close());

  describe.each<[how: string, options: BrowserContextOptions, media: 'screen' | 'print']>([
    ['in a window 1280 pixels wide', desktop, 'screen'],
    ['beside its contents in a window 1600 pixels wide', { viewport: { width: 1600, height: 900 } }, 'screen'],
    ['in a window 360 pixels wide', { viewport: { width: 360, height: 780 } }, 'screen'],
    ['in print', desktop, 'print'],
  ])('%s', (_how, options, media) => {
    it.each(Object.entries(packs))(
      'axe finds nothing on the %s edition, by WCAG 2.2 AA and good practice',
      async (_edition, pack) => {
        const faults = await shown(await packHtml(pack), options, async (page) => {
          await page.emulateMedia({ media });
          // What is folded is looked at as well.
          await page.evaluate(`document.querySelectorAll('details').forEach((details) => { details.open = true; })`);
          return page.evaluate<string[]>(runAxe({ frames: false }));
        });
        // On paper nothing is pointed at.
        const counted = media === 'print' ? faults.filter((fault) => !fault.startsWith('target-size:')) : faults;
        expect(counted).toEqual([]);
      },
    );
  });

  it.each([320, 360, 640, 768, 1024, 1280, 1600, 2560])(
    'fits a window %d pixels wide; what is wider scrolls by itself',
    async (width) => {
      const widest = await shown(html, { viewport: { width, height: 900 } }, (page) =>
        page.evaluate<number>('document.documentElement.scrollWidth'),
      );
      expect(widest).toBeLessThanOrEqual(width);
    },
  );

  it('fits 320 pixels also with wider spacing of letters, words and lines (WCAG 2.2, 1.4.12)', async () => {
    const options = { viewport: { width: 320, height: 900 }, bypassCSP: true };
    const widest = await shown(html, options, async (page) => {
      const content =
        '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }';
      await page.addStyleTag({ content });
      return page.evaluate<number>('document.documentElement.scrollWidth');
    });
    expect(widest).toBeLessThanOrEqual(320);
  });

  it('has its typeface and its look with nothing fetched and nothing refused by its policy', async () => {
    const context = await browser.newContext(desktop);
    const page = await context.newPage();
    const [asked, said]: [string[], string[]] = [[], []];
    page.on('request', (request) => asked.push(request.url()));
    page.on('console', (message) => said.push(message.text()));
    await page.route('**/*', (route) => route.fulfill({ contentType: 'text/html', body: html }));
    await page.goto('http://pack.invalid/');
    await page.evaluate('document.fonts.ready.then(() => null)');
    expect(await page.evaluate(`document.fonts.check('16px "Source Sans 3"') && document.fonts.size`)).toBe(1);
    expect(await page.evaluate(`getComputedStyle(document.querySelector('.masthead')).backgroundColor`)).toBe(
      'rgb(18, 67, 109)',
    );
    await context.close();
    expect(asked.filter((url) => !url.startsWith('data:'))).toEqual(['http://pack.invalid/']);
    expect(said).toEqual([]);
  });

  it('leaves charts and marks their colours, on a ground of their own, where the reader chose others', async () => {
    const options = { ...desktop, forcedColors: 'active', colorScheme: 'dark' } as const;
    const [chart, small, mark, ground] = await shown(html, options, (page) =>
      page.evaluate<{ fill: string; backgroundColor: string }[]>(`
        ['.chart svg text', '.small-charts svg text', '.mark', '.page']
          .map((one) => getComputedStyle(document.querySelector(one)))
          .map(({ fill, backgroundColor }) => ({ fill, backgroundColor }))`),
    );
    expect([chart!.fill, small!.fill]).toEqual(['rgb(74, 85, 96)', 'rgb(74, 85, 96)']);
    expect([mark!.backgroundColor, ground!.backgroundColor]).toEqual(['rgb(255, 255, 255)', 'rgb(0, 0, 0)']);
  });

  describe('by keyboard', () => {
    it('begins with a way past the contents, which is then seen', async () => {
      await shown(html, desktop, async (page) => {
        await page.keyboard.press('Tab');
        expect(await focused(page)).toMatchObject({ text: 'Skip to the first page', seen: true });
        await page.keyboard.press('Enter');
        await page.keyboard.press('Tab');
        expect(await page.evaluate(`document.activeElement.closest('section').id`)).toBe(packs.internal.pages[0]!.id);
      });
    });

    it('goes through the contents, then through every page, in order, to the end: nothing holds it, all is seen', async () => {
      await shown(html, desktop, async (page) => {
        const stops: Focused[] = [];
        for (;;) {
          await page.keyboard.press('Tab');
          const stop = await focused(page);
          if (stop === null || stops.length > 500) break;
          stops.push(stop);
        }
        const { pages } = packs.internal;
        expect(stops.slice(1, 1 + pages.length).map(({ href }) => href)).toEqual(pages.map(({ id }) => `#${id}`));
        expect(stops.filter(({ seen, outlined }) => !seen || !outlined)).toEqual([]);
        const inPages = [...new Set(stops.flatMap(({ section }) => section ?? []))];
        expect(inPages).toEqual(pages.map(({ id }) => id));
      });
    });

    it('scrolls a wide table that it has reached', async () => {
      await shown(html, { viewport: { width: 360, height: 780 } }, async (page) => {
        const scroller = page.locator('.scroll').first();
        await scroller.focus();
        for (let times = 0; times < 5; times += 1) await page.keyboard.press('ArrowRight');
        await expect.poll(() => page.evaluate(`document.activeElement.scrollLeft`)).toBeGreaterThan(0);
      });
    });
  });

  it.each(Object.entries(packs))(
    'prints as many pages of A4 landscape as the pack has, the %s edition',
    async (_edition, pack) => {
      const pdf = await shown(await packHtml(pack), desktop, async (page) => page.pdf({ preferCSSPageSize: true }));
      const written = pdf.toString('latin1');
      expect(written.match(/\/Type\s*\/Page\b/gu)).toHaveLength(pack.pages.length);
      const [, width, height] = /\/MediaBox\s*\[0 0 ([.\d]+) ([.\d]+)\]/u.exec(written)!.map(Number);
      expect([width, height]).toEqual([expect.closeTo((297 / 25.4) * 72, 0), expect.closeTo((210 / 25.4) * 72, 0)]);
    },
  );

  it('prints what is too full smaller, and not on one more page', async () => {
    const pack = {
      ...packs.internal,
      pages: packs.internal.pages.map((page) => ({ ...page, body: fuller(page.body) })),
    };
    const written = await packHtml(pack);
    expect(written).toMatch(/class="page[^"]* printed-\d+"/u);
    const pdf = await shown(written, desktop, async (page) => page.pdf({ preferCSSPageSize: true }));
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/gu)).toHaveLength(pack.pages.length);
  });

  async function shown<T>(
    document: string,
    options: BrowserContextOptions,
    look: (page: Page) => Promise<T>,
  ): Promise<T> {
    const page = await browser.newPage(options);
    try {
      await page.setContent(document);
      return await look(page);
    } finally {
      await page.close();
    }
  }
});

/** With everything of which there may be more three times. */
function fuller(body: PageBody): PageBody {
  const thrice = <T>(some: readonly T[]): readonly T[] => [...some, ...some, ...some];
  switch (body.kind) {
    case 'lists':
      return { ...body, lists: body.lists.map((list) => ({ ...list, entries: thrice(thrice(list.entries)) })) };
    case 'indicator':
      return { ...body, remarks: thrice(body.remarks), notes: thrice(body.notes) };
    case 'tables':
      return { ...body, tables: body.tables.map((table) => ({ ...table, rows: thrice(table.rows) })) };
    case 'charts':
      return { ...body, charts: thrice(body.charts) };
  }
}

interface Focused {
  readonly text: string;
  readonly href: string | null;
  readonly section: string | null;
  /** Within the window. */
  readonly seen: boolean;
  readonly outlined: boolean;
}

/** Null where nothing on the page has the focus. */
function focused(page: Page): Promise<Focused | null> {
  return page.evaluate<Focused | null>(`(() => {
    const active = document.activeElement;
    if (active === null || active === document.body) return null;
    const { top, bottom } = active.getBoundingClientRect();
    return {
      text: active.textContent.trim(),
      href: active.getAttribute('href'),
      section: active.closest('section')?.id ?? null,
      seen: bottom > 0 && top < innerHeight,
      outlined: getComputedStyle(active).outlineStyle !== 'none',
    };
  })()`);
}
