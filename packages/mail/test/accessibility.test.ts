import { existsSync } from 'node:fs';

import { type Browser, type BrowserContextOptions, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { OutgoingMail } from '../src/outgoing.ts';
import { runAxe } from './axe.ts';
import { gallery } from './gallery.ts';

const executablePath = '/usr/bin/chromium';
const missing = !existsSync(executablePath);
const mails = Object.entries(await gallery());

it.runIf(missing && process.env['CI'] === 'true')('Chromium is there on CI', () => {
  expect.fail(`${executablePath} is missing, and with it the accessibility of the mails is not tested`);
});

describe.skipIf(missing)(`accessibility of mails (skipped without ${executablePath})`, () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic'] });
  });
  afterAll(() => browser.close());

  describe.each<[how: string, options: BrowserContextOptions]>([
    ['in the light', { viewport: { width: 700, height: 900 }, colorScheme: 'light' }],
    ['in the dark', { viewport: { width: 700, height: 900 }, colorScheme: 'dark' }],
    ['in a window 360 pixels wide', { viewport: { width: 360, height: 900 } }],
  ])('%s', (_how, options) => {
    it.each(mails)('axe finds nothing on %s, by WCAG 2.2 AA and good practice', async (_name, mail) => {
      expect(await inPage(withPictures(mail), options, runAxe({ frames: true }))).toEqual([]);
    });
  });

  it.each(mails)('%s fits a window 320 pixels wide, as it is when zoomed in', async (_name, mail) => {
    const options = { viewport: { width: 320, height: 900 } };
    const width = await inPage(withPictures(mail), options, 'document.documentElement.scrollWidth');
    expect(width).toBeLessThanOrEqual(320);
  });

  it.each(mails)('%s is 600 pixels wide in a wide window', async (_name, mail) => {
    const options = { viewport: { width: 1280, height: 900 } };
    expect(await inPage(withPictures(mail), options, `document.querySelector('.card').offsetWidth`)).toBe(600);
  });

  async function inPage<T>(html: string, options: BrowserContextOptions, expression: string): Promise<T> {
    const page = await browser.newPage(options);
    try {
      await page.setContent(html);
      return await page.evaluate<T>(expression);
    } finally {
      await page.close();
    }
  }
});

/** As a mail program shows it: a page cannot look pictures up by their Content-ID. */
function withPictures({ html, attachments = [] }: OutgoingMail): string {
  return attachments.reduce(
    (page, { cid, base64 }) => page.replaceAll(`cid:${cid}`, `data:image/png;base64,${base64}`),
    html,
  );
}
