import type { Pack, PackPage } from '@vigil/pack';
import { beforeAll, describe, expect, it } from 'vitest';
import { aPack } from '../../pack/test/a-pack.ts';
import { packHtml } from '../src/index.ts';

const pack = aPack();
const nasty = '<script>alert("1")</script> & \'so\' “on” </style> {{ pack.title }}';

describe('the pack as HTML', () => {
  let html: string;
  beforeAll(async () => (html = await packHtml(pack)));

  it('is the same bytes for the same pack', async () => {
    expect(await packHtml(aPack())).toBe(html);
  });

  it('asks for nothing: no address leads out of it but the name of SVG', () => {
    const addresses = html.match(
      /\b(?:https?|ftp|wss?|file):[^"'\s)]*|\b(?:src|href|action|xlink:href)="[^"]{0,12}|url\([^)]{0,5}/gu,
    );
    const outward = addresses!.filter(
      (one) => !/^href="(?:#|data:)|^url\(data:|^http:\/\/www\.w3\.org\/2000\/svg$/u.test(one),
    );
    expect(outward).toEqual([]);
  });

  it('runs nothing, and styles nothing but by its one sheet', () => {
    expect(html.match(/<script|<style|<link|<iframe|<object|\son\w+=|\sstyle=/gu)).toEqual(['<link', '<style']);
    expect(html.includes('content="default-src &#39;none&#39;; style-src &#39;sha256-')).toBe(true);
  });

  it('says every word of the pack', async () => {
    const said = textOf(html);
    expect(wordsOf(pack).filter((words) => !said.includes(words))).toEqual([]);
  });

  it('has a section for each page, with its id, its stamp and its number', () => {
    const sections = html.split('<section ').slice(1);
    expect(sections.map((section) => /id="([^"]*)"/u.exec(section)![1])).toEqual(pack.pages.map(({ id }) => id));
    for (const [at, { stamp }] of pack.pages.entries()) {
      expect(textOf(sections[at]!)).toContain(stamp);
      expect(textOf(sections[at]!)).toContain(pack.foot);
      expect(sections[at]).toContain(`Page ${String(at + 1)} of ${String(pack.pages.length)}<`);
    }
  });

  it('has no id twice, and no link without its end', () => {
    const ids = [...html.matchAll(/ id="([^"]*)"/gu)].map(([, id]) => id!);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
    const named = [...html.matchAll(/ href="#([^"]*)"| aria-labelledby="([^"]*)"/gu)].flatMap(
      ([, end, by]) => end ?? by!.split(' '),
    );
    expect(named.length).toBeGreaterThan(pack.pages.length);
    expect(named.filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('has its headings in order, none left out', () => {
    const levels = [...html.matchAll(/<h([1-6])/gu)].map(([, level]) => Number(level));
    expect(levels[0]).toBe(1);
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    for (const [at, level] of levels.entries()) expect(level - (levels[at - 1] ?? 0)).toBeLessThanOrEqual(1);
  });

  it('shows what people wrote as they wrote it', async () => {
    const written = await packHtml(withText(pack, nasty));
    expect(written).not.toContain('<script');
    expect(textOf(written).split(nasty).length).toBeGreaterThan(10);
    expect(written.match(/<\/style>/gu)).toHaveLength(1);
  });

  it('has the words of a mark where no words stand beside it', () => {
    const marks = [...html.matchAll(/<svg class="mark"([^>]*)>/gu)].map(([, attributes]) => attributes!);
    expect(marks.length).toBeGreaterThan(20);
    expect(marks.filter((one) => !/aria-hidden="true"|role="img" aria-label="[^"]+"/u.test(one))).toEqual([]);
  });

  it('takes less than 2 MB for 60 pages', async () => {
    const pages = Array.from({ length: 60 }, (_, at) => ({
      ...pack.pages[at % pack.pages.length]!,
      id: `page-${String(at)}`,
    }));
    const linked = { ...pack, pages: [...pages, ...pack.pages] };
    expect(Buffer.byteLength(await packHtml(linked))).toBeLessThan(2_000_000);
  });
});

/** Every string of a pack that is to be read. */
function wordsOf({ title, authority, foot, pages }: Pack): readonly string[] {
  return [
    title,
    authority,
    foot,
    ...pages.flatMap(({ kicker, heading, stamp, body }) => [kicker ?? '', heading, stamp, ...stringsIn(body)]),
  ];
}

/** What tells how something looks, or where a link leads, is not read; of a chart there is what it says of itself. */
const unread = new Set(['kind', 'place', 'mark', 'align', 'page']);

function stringsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  if ('points' in value && 'description' in value) return stringsIn(value.description);
  return Object.entries(value).flatMap(([name, one]) => (unread.has(name) ? [] : stringsIn(one)));
}

/** As it is read: without tags, and with what stands for letters put back; words in attributes are heard. */
function textOf(html: string): string {
  const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#96': '`' };
  const heard = html.replaceAll(/<[^>]* aria-label="([^"]*)"[^>]*>/gu, ' $1 ');
  return heard.replaceAll(/<[^>]*>/gu, '').replaceAll(/&([#\w]+);/gu, (_, name: string) => entities[name] ?? '?');
}

/** The pack with these words wherever people write some. */
function withText(of: Pack, text: string): Pack {
  return {
    ...of,
    title: text,
    authority: text,
    pages: of.pages.map((page): PackPage => ({ ...page, ...withTextIn(page, text) })),
  };
}

function withTextIn({ body }: PackPage, text: string): Partial<PackPage> {
  if (body.kind === 'lists') {
    const lists = body.lists.map((list) => ({
      ...list,
      title: text,
      entries: list.entries.map((entry) => ({ ...entry, text, reason: text, note: text })),
    }));
    return { kicker: text, heading: text, stamp: text, body: { ...body, introduction: [text], lists } };
  }
  if (body.kind === 'indicator') {
    const remarks = [{ title: text, text, whose: text, note: text }];
    return { body: { ...body, meaning: text, code: text, notes: [text], benchmarkNotes: [text], remarks } };
  }
  if (body.kind === 'charts')
    return {
      body: {
        ...body,
        charts: body.charts.map((chart) => ({ ...chart, heading: text, title: text, description: text })),
      },
    };
  const tables = body.tables.map((table) => ({
    ...table,
    caption: text,
    rows: table.rows.map((row) => ({ cells: row.cells.map((cell) => ({ ...cell, text })), notes: [text] })),
  }));
  return { body: { ...body, tables } };
}
