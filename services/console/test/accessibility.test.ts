import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runAxe } from '../../../packages/mail/test/axe.ts';
import { failPull, holdDelivery, settleMail } from './mishaps.ts';
import {
  exmoor,
  prepareMail,
  publishComputed,
  publishDelivery,
  publishReported,
  quantock,
  startInstallation,
  startRun,
  type Installation,
} from './installation.ts';

const executablePath = '/usr/bin/chromium';
const missing = !existsSync(executablePath);
const mailId = '0d9f3c1a-0000-4000-8000-000000000001';

it.runIf(missing && process.env['CI'] === 'true')('Chromium is there on CI', () => {
  expect.fail(`${executablePath} is missing, and with it the accessibility of the pages is not tested`);
});

describe.skipIf(missing)(`accessibility (skipped without ${executablePath})`, () => {
  let here: Installation;
  let browser: Browser;

  beforeAll(async () => {
    here = await startInstallation([exmoor, quantock], { demonstration: true });
    await here.fill(async (tx) => {
      const run = await publishDelivery(tx, '2021-01-04');
      await publishComputed(tx, 'icpc-timeliness', run, [
        ['2020-11', 36, 63],
        ['2020-12', 14, 51],
      ]);
      await publishComputed(tx, 'icpc-timeliness', run, [['2020-12', 14, 52]], { reason: 'late recording' });
      await publishComputed(tx, 'single-assessment-timeliness', run, [['2020-12', 356, 400]]);
      await publishComputed(tx, 'cpp-visits-15-working-days', run, [['2020-12', 345, 397]]);
      await publishReported(tx, 'lac-total', run, [['2020-11', 503]]);
      await prepareMail(tx, run, { id: mailId, html: '<!doctype html><title>Mail</title><p>27 %</p>' });
      await settleMail(tx, mailId, 'uncertain', 'The connection was lost.');
      await holdDelivery(tx, await startRun(tx, '2021-01-05'), 'contacts has 60 % fewer rows than last time.');
    });
    await failPull(here.database, 'The folder cannot be read.', 'Give Vigil the right to read it.');
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic'] });
  });
  afterAll(async () => {
    await browser.close();
    await here.end();
  });

  it.each(['/', '/?authority=X02', '/scorecard', '/scorecard?authority=X02', '/mail', `/mail/${mailId}`, '/nowhere'])(
    'axe finds nothing on %s, by WCAG 2.2 AA and good practice',
    async (path) => {
      // A mail in its frame is looked at by the tests of mails.
      expect(await inPage(path, 1280, runAxe({ frames: false }))).toEqual([]);
    },
  );

  it.each(['/', '/scorecard', '/mail', `/mail/${mailId}`])(
    '%s fits a window 320 pixels wide, as it is when zoomed in; what is wider scrolls by itself',
    async (path) => {
      expect(await inPage(path, 320, 'document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
    },
  );

  async function inPage<T>(path: string, width: number, expression: string): Promise<T> {
    const page = await browser.newPage({ viewport: { width, height: 900 } });
    try {
      await page.goto(new URL(path, here.app.address()).href);
      return await page.evaluate<T>(expression);
    } finally {
      await page.close();
    }
  }
});
