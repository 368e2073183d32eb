import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { parsed } from '../../charts/test/parsed.ts';
import type { Pack, PackPage } from '@vigil/pack';
import { beforeAll, describe, expect, it } from 'vitest';
import { aPack } from '../../pack/test/a-pack.ts';
import { packPptx } from '../src/index.ts';
import { isXml, notesOf, partsOf, relationshipsOf, slidesOf, textsOf } from './pptx-parts.ts';

const pack = aPack();

describe('the pack as PowerPoint', () => {
  let pptx: Uint8Array;
  let parts: ReadonlyMap<string, string>;
  let slides: readonly string[];
  beforeAll(async () => {
    pptx = await packPptx(pack);
    parts = partsOf(pptx);
    slides = slidesOf(parts);
  });

  it('is the same bytes for the same pack', async () => {
    expect(Buffer.compare(await packPptx(aPack()), pptx)).toBe(0);
  });

  it('has a slide for each page, with its heading as the title, its kicker, stamp, foot and number', () => {
    expect(slides).toHaveLength(pack.pages.length);
    for (const [at, { heading, kicker, stamp }] of pack.pages.entries()) {
      const texts = textsOf(slides[at]!);
      expect(texts).toEqual(expect.arrayContaining([heading, stamp, pack.foot, ...(kicker === null ? [] : [kicker])]));
      expect(texts.at(-1)).toBe(`${String(at + 1)} / ${String(pack.pages.length)}`);
      expect(slides[at]!.match(/<p:ph type="title"\/>.*?<a:t>(.*?)<\/a:t>/su)?.[1]).toBe(heading);
      expect(slides[at]).toContain('type="slidenum"');
    }
  });

  it('says every word of the pack, on the slide or in what it says of pictures and tables', () => {
    const said = [...slides, ...notesOf(parts)].flatMap(textsOf).join('\n');
    expect(wordsOf(pack).filter((words) => !said.includes(words))).toEqual([]);
  });

  it('is well-formed, and each of its relationships leads to a part', () => {
    expect(malformed(parts)).toEqual([]);
    for (const [of, related] of relationshipsOf(parts)) {
      expect(
        related.filter(({ target }) => !parts.has(target)),
        of,
      ).toEqual([]);
      const ids = related.map(({ id }) => id);
      const used = [...(parts.get(of) ?? '').matchAll(/ r:(?:id|embed|link)="([^"]+)"/gu)].map(([, id]) => id!);
      expect(
        used.filter((id) => !ids.includes(id)),
        of,
      ).toEqual([]);
      expect(new Set(ids).size, of).toBe(ids.length);
    }
    const listed = [...parts.get('[Content_Types].xml')!.matchAll(/PartName="\/([^"]+)"/gu)].map(([, name]) => name!);
    expect(listed.filter((name) => !parts.has(name))).toEqual([]);
  });

  it('has no id of a shape twice on a slide', () => {
    for (const slide of slides) {
      const ids = [...slide.matchAll(/<p:cNvPr id="(\d+)"/gu)].map(([, id]) => id!);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  it('keeps everything on the slide, also where there are words for two', async () => {
    const full = withText(pack, 'As many words as this take more room than a page has to give. '.repeat(3));
    const [, across, down] = /<p:sldSz cx="(\d+)" cy="(\d+)"/u.exec(parts.get('ppt/presentation.xml')!)!.map(Number);
    for (const slide of [...slides, ...slidesOf(partsOf(await packPptx(full)))]) {
      for (const [, ...box] of slide.matchAll(/<a:off x="(\d+)" y="(\d+)"\/>\s*<a:ext cx="(\d+)" cy="(\d+)"/gu)) {
        const [x, y, w, h] = box.map(Number);
        expect(x! + w!).toBeLessThanOrEqual(across!);
        expect(y! + h!).toBeLessThanOrEqual(down!);
      }
    }
  });

  it('has tables as tables, with their headings told and words for those who cannot see them', () => {
    for (const [at, { body }] of pack.pages.entries()) {
      const drawn = slides[at]!.match(/<a:tbl>.*?<\/a:tbl>/gsu) ?? [];
      const tables = body.kind === 'tables' ? body.tables : body.kind === 'indicator' ? [body.months] : [];
      const benchmarks = body.kind === 'indicator' && body.benchmarks.length > 0 ? 1 : 0;
      expect(drawn).toHaveLength(tables.length + benchmarks);
      expect(drawn.every((table) => table.includes('<a:tblPr firstRow="1"/>'))).toBe(true);
      for (const { caption } of tables)
        expect(slides[at]).toMatch(new RegExp(`descr="[^"]*${escapedCaption(caption)}`, 'u'));
    }
  });

  it('has charts as shapes without letters, a PNG behind each, and their description', () => {
    const charts = pack.pages.flatMap(({ body }) =>
      body.kind === 'charts' ? body.charts : body.kind === 'indicator' && body.chart ? [body.chart] : [],
    );
    const said = slides.flatMap(textsOf).join('\n');
    expect(charts.filter(({ description }) => !said.includes(description.replaceAll('\n', ' ')))).toEqual([]);
    const pictures = slides.flatMap((slide) => slide.match(/<p:pic>.*?<\/p:pic>/gsu) ?? []);
    expect(pictures.filter((picture) => !/ descr="[^"]+"/u.test(picture) || !picture.includes('asvg:svgBlip'))).toEqual(
      [],
    );
    const media = [...parts].filter(([name]) => name.startsWith('ppt/media/'));
    const [svgs, pngs] = ['.svg', '.png'].map((ending) => media.filter(([name]) => name.endsWith(ending)));
    expect(svgs!.filter(([, content]) => content.includes('<text'))).toEqual([]);
    expect(pngs!.filter(([, content]) => !content.startsWith('\u0089PNG'))).toEqual([]);
  });

  it('leads from slide to slide', () => {
    const related = relationshipsOf(parts);
    const linked = pack.pages.flatMap((page) => linksIn(page).map((id) => [page.id, id] as const));
    expect(linked.length).toBeGreaterThan(3);
    for (const [from, to] of linked) {
      const [one, other] = [from, to].map((id) => pack.pages.findIndex((page) => page.id === id) + 1);
      if (other === 0) continue;
      const targets = related.get(`ppt/slides/slide${String(one)}.xml`)!.map(({ target }) => target);
      expect(targets).toContain(`ppt/slides/slide${String(other)}.xml`);
    }
  });

  it('is titled, in British English, of the date that it speaks as at', () => {
    const core = parts.get('docProps/core.xml')!;
    expect(core).toContain(`<dc:title>${pack.title}</dc:title>`);
    expect(core).toContain('<dc:language>en-GB</dc:language>');
    expect(core.match(/2021-01-15T00:00:00Z/gu)).toHaveLength(2);
    expect([...parts].filter(([, xml]) => xml.includes('en-US')).map(([name]) => name)).toEqual([]);
  });

  it('shows what people wrote as they wrote it, but for what XML cannot hold', async () => {
    const nasty = '<b>&amp; "so" \'on\' ]]> {fill} $1 é \u{1F600} \u0000\u0008\uFFFF\uD800.';
    const shown = '<b>&amp; "so" \'on\' ]]> {fill} $1 é \u{1F600} \uFFFD\uFFFD\uFFFD\uFFFD.';
    const written = partsOf(await packPptx(withText(pack, nasty)));
    expect(malformed(written)).toEqual([]);
    for (const slide of slidesOf(written)) expect(textsOf(slide)).toContain(shown);
  });
});

const office = '/usr/bin/soffice';
const missing = !existsSync(office);

it.runIf(missing && process.env['CI'] === 'true')('LibreOffice is there on CI', () => {
  expect.fail(`${office} is missing, and with it nothing has opened the presentation`);
});

describe.skipIf(missing)('LibreOffice (skipped where missing: apt-get install libreoffice-impress)', () => {
  it('opens it, and has a page for each slide, also of those that are too full', async () => {
    const full = withText(pack, 'Words and words that nobody has the room for. '.repeat(40));
    const both = [...pack.pages, ...full.pages.map((page) => ({ ...page, id: `full-${page.id}` }))];
    const folder = await mkdtemp(join(tmpdir(), 'vigil-pptx-'));
    try {
      await writeFile(join(folder, 'pack.pptx'), await packPptx({ ...pack, pages: both }));
      const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
      const file = join(folder, 'pack.pptx');
      await promisify(execFile)(office, [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, file]);
      const pdf = await readFile(join(folder, 'pack.pdf'), 'latin1');
      expect(pdf.match(/\/Type\s*\/Page\b/gu)).toHaveLength(both.length);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }, 180_000);
});

function malformed(parts: ReadonlyMap<string, string>): readonly string[] {
  return [...parts].flatMap(([name, xml]) => {
    try {
      if (isXml(name)) parsed(xml);
      return [];
    } catch (error) {
      return [`${name}: ${String(error)}`];
    }
  });
}

/** Every string of a pack that is to be read. */
function wordsOf({ pages }: Pack): readonly string[] {
  return pages.flatMap(({ kicker, heading, stamp, body }) => [kicker ?? '', heading, stamp, ...stringsIn(body)]);
}

/** What tells how something looks, or where a link leads, is not read; of a chart there is what it says of itself. */
const unread = new Set(['kind', 'place', 'mark', 'align', 'page']);

function stringsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  if ('points' in value && 'description' in value) return stringsIn(value.description);
  return Object.entries(value).flatMap(([name, one]) => (unread.has(name) ? [] : stringsIn(one)));
}

function linksIn({ body }: PackPage): readonly string[] {
  return JSON.stringify(body).match(/(?<="page":")[^"]+/gu) ?? [];
}

function escapedCaption(caption: string): string {
  return caption.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`);
}

/** The pack with these words wherever words are. */
function withText(of: Pack, text: string): Pack {
  const written = (value: unknown, name = ''): unknown => {
    if (typeof value === 'string') return ['id', ...unread].includes(name) ? value : text;
    if (Array.isArray(value)) return value.map((one) => written(one, name));
    if (typeof value !== 'object' || value === null || 'points' in value) return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, written(one, key)]));
  };
  return { ...of, title: text, pages: of.pages.map((page) => written(page) as PackPage) };
}
