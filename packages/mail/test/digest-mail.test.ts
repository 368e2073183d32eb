import { simpleParser } from 'mailparser';
import { describe, expect, test } from 'vitest';

import { renderDigest } from '../src/digest-mail.ts';
import { digestModel, type DigestModel } from '../src/digest-model.ts';
import { composeMessage } from '../src/message.ts';
import { decemberConferences, digestOf, newlyMissedVisits, novemberConferences, recoveredRate } from './digests.ts';
import { gallery, options } from './gallery.ts';

const digest = digestOf(novemberConferences, newlyMissedVisits, recoveredRate);
const mail = await renderDigest(digest, options);
const mails = Object.entries(await gallery());

/** Every word that a rendering must carry. */
function sentencesOf(model: DigestModel): string[] {
  return [
    model.title,
    model.introduction,
    ...model.summary.map(({ figure, words }) => `${figure} ${words}`),
    ...model.blocks.flatMap((block) => [
      block.label,
      block.heading,
      `${block.figure} in ${block.basis}`,
      `Target: ${block.target}`,
      ...block.facts.map(({ text }) => text),
      block.chart?.drawn.description ?? '',
      ...block.months.map(({ figure }) => figure),
      ...block.notes.flatMap(({ text, command = '' }) => [text, command]),
    ]),
    ...model.footer,
  ];
}

const plain = (text: string) => text.replaceAll(/\s+/g, ' ').toLowerCase().trim();

/** What the HTML says to somebody who sees no tags, and what its pictures show to somebody who sees no pictures. */
function readAloud(html: string): string {
  const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ' };
  return plain(
    html
      .replace(/<head>.*<\/head>/s, '')
      .replaceAll(/<!--.*?-->/gs, '')
      .replaceAll(/<img [^>]*alt="([^"]*)"[^>]*>/g, ' $1 ')
      .replaceAll(/<[^>]+>/g, ' ')
      .replaceAll(/&([a-z0-9#]+);/g, (entity, name: string) => entities[name] ?? entity),
  );
}

const wordsOf = (said: string) => new Set(said.match(/[\p{L}\p{N}]+/gu));

describe('text and HTML', () => {
  test.each([
    ['text', plain(mail.text)],
    ['HTML', readAloud(mail.html)],
  ])('the %s says all there is to say, in order', (_part, said) => {
    let from = 0;
    for (const sentence of sentencesOf(digestModel(digest, options))) {
      const at = said.indexOf(plain(sentence), from);
      expect(at, `"${sentence}" after "${said.slice(Math.max(0, from - 60), from)}"`).toBeGreaterThanOrEqual(0);
      from = at;
    }
  });

  test.each(mails)('the HTML of %s says nothing that its text does not', (_name, { html, text }) => {
    const inText = wordsOf(plain(text));
    expect([...wordsOf(readAloud(html))].filter((word) => !inText.has(word))).toEqual([]);
  });

  test.each(mails)('lines of the text of %s are short enough for any window', (_name, { text }) => {
    // A path is never broken: it is to be copied.
    expect(text.split('\n').filter((line) => line.length > 72 && line.trim().includes(' '))).toEqual([]);
    expect(text).not.toMatch(/\n{4}|^\n|[ \t]\n/);
  });

  test('names are shown as they are and never become markup', async () => {
    const hostile = { ...digest, authority: { code: '852', name: 'R&D <script>alert(1)</script>' } };
    const { html, text } = await renderDigest(hostile, options);
    expect(html).not.toContain('<script>');
    expect(html).toContain('R&amp;D &lt;script&gt;');
    expect(text).toContain('R&D <script>alert(1)</script>');
  });

  test('the same digest gives the same mail, pictures included', async () => {
    expect(await renderDigest(digest, options)).toEqual(mail);
  });
});

describe('the HTML', () => {
  test('tells its language, its title and its headings', () => {
    expect(mail.html).toMatch(/^<!doctype html>\n<html lang="en-GB"/);
    expect(mail.html).toMatch(/<title>57\s%, target 84\s%: Initial child protection conferences/);
    expect(mail.html.match(/<h[1-6]/g)).toEqual(['<h1', '<h2', '<h2', '<h2']);
  });

  test.each(mails)('%s shows no picture but its own, each with its words', (_name, { html, attachments = [] }) => {
    const shown = [...html.matchAll(/<img src="cid:([^"]+)"[^>]* alt="([^"]+)"/g)];
    expect(shown).toHaveLength(html.match(/<img/g)?.length ?? 0);
    expect(shown.map(([, cid]) => cid)).toEqual(attachments.map(({ cid }) => cid));
    expect(html).not.toMatch(/<(link|script|iframe) |url\(|src="(?!cid:)/);
  });

  test('links nowhere, unless Vigil has an address', async () => {
    expect(mail.html).not.toContain('href=');
    const linked = await renderDigest(digest, { ...options, publicUrl: 'https://vigil.example.gov.uk/852' });
    expect(linked.html.match(/href="[^"]+"/g)).toEqual(['href="https://vigil.example.gov.uk/852"']);
    expect(linked.text).toContain('More in Vigil: https://vigil.example.gov.uk/852');
    await expect(renderDigest(digest, { ...options, publicUrl: 'javascript:alert(1)' })).rejects.toThrow(
      /publicUrl is/,
    );
  });

  test.each([
    ['light', ['#ffffff', '#eef1f3'], /[^-]color:(#[0-9a-f]{6})/g],
    ['dark', ['#1c2329', '#12171b'], /\{ color: (#[0-9a-f]{6}) !important/g],
  ])('reads at 4.5 to 1 or better on every %s ground', (_mode, grounds, inks) => {
    const all = mails.map(([, { html }]) => html).join('');
    const colours = [...new Set([...all.matchAll(inks)].map(([, colour]) => colour ?? ''))];
    expect(colours.length).toBeGreaterThanOrEqual(5);
    for (const ground of grounds) {
      expect(all).toContain(ground);
      for (const colour of colours)
        expect(contrast(colour, ground), `${colour} on ${ground}`).toBeGreaterThanOrEqual(4.5);
    }
  });
});

describe('as it travels', () => {
  test('subject, parts and addresses arrive as they were written', async () => {
    const { bytes, envelope } = await composeMessage(mail);
    const parsed = await simpleParser(bytes);
    expect(parsed.subject).toBe(mail.subject);
    expect(parsed.text?.trimEnd()).toBe(mail.text.trimEnd());
    // The parser puts the pictures in, where mail programs show them.
    expect(parsed.html).toMatch(/^<!doctype html>/);
    expect(parsed.html).toContain('src="data:image/png;base64,');
    expect(parsed.from?.value).toEqual([{ name: 'Vigil for Rivermouth', address: 'vigil@example.gov.uk' }]);
    expect(parsed.replyTo?.value[0]?.address).toBe('performance@example.gov.uk');
    expect(parsed.messageId).toBe('<digest.852.17@example.gov.uk>');
    expect(parsed.headers.get('auto-submitted')).toBe('auto-generated');
    expect(parsed.headers.get('list')).toMatchObject({ id: { name: 'digest.852.example.gov.uk' } });
    expect(envelope).toEqual({ from: 'vigil@example.gov.uk', to: ['head.qa@example.gov.uk'] });
  });

  test('no line is longer than mail allows, and all of it is ASCII', async () => {
    const { bytes } = await composeMessage({
      ...mail,
      subject: `Ynys Môn – ${mail.subject}`,
      text: `é${'x'.repeat(3000)}`,
    });
    const lines = bytes.toString('latin1').split(/\r?\n/);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(78);
    // oxlint-disable-next-line no-control-regex
    expect(bytes.toString('latin1')).toMatch(/^[\0-\x7f]*$/);
    const parsed = await simpleParser(bytes);
    expect(parsed.subject).toBe(`Ynys Môn – ${mail.subject}`);
    expect(parsed.text?.trimEnd()).toBe(`é${'x'.repeat(3000)}`);
  });

  test('no text from the configuration can add a header', async () => {
    const breakout = 'x\r\nBcc: everybody@example.com\r\n\r\nbody';
    const hostile = {
      ...digest,
      authority: { code: breakout, name: breakout },
      services: [{ id: 'a', name: breakout, title: breakout }],
      items: [{ ...decemberConferences, definition: { ...decemberConferences.definition, heading: breakout } }],
    };
    const parsed = await simpleParser((await composeMessage(await renderDigest(hostile, options))).bytes);
    expect(parsed.bcc).toBeUndefined();
    expect(parsed.subject).toMatch(/^27.%, target 84.%: x Bcc: everybody@example\.com body \(/);
    expect(parsed.from?.value[0]?.address).toBe('vigil@example.gov.uk');
    expect(parsed.headers.get('list')).toMatchObject({
      id: { name: 'digest.x-bcc-everybody-example-com-body.example.gov.uk' },
    });
  });

  test.each([
    [{ subject: 'a\r\nBcc: x@example.com' }, /Subject header holds a control character/],
    [{ to: 'a@example.com, b@example.com' }, /To header wants one e-mail address/],
    [{ replyTo: 'a@example.com\nBcc: x@example.com' }, /Reply-To header/],
    [{ messageId: 'no brackets' }, /Message-ID header wants the form/],
    [{ headers: { 'X-A': 'a\r\nBcc: x@example.com' } }, /X-A header holds a control character/],
    [{ date: 'yesterday' }, /Date header wants an instant/],
    [{ headers: { 'X A': 'a' } }, /no name for a mail header/],
  ])('a mail with %j is refused', async (wrong, message) => {
    await expect(composeMessage({ ...mail, ...wrong })).rejects.toThrow(message);
  });
});

/** WCAG 2.2, contrast ratio of two colours. */
function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.040_45 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
