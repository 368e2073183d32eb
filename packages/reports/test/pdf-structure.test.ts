import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aPack } from '../../pack/test/a-pack.ts';
import { linksIn } from '../../pack/test/pages.ts';
import { packPdf } from '../src/index.ts';
import { bare, type Inspected, inspected, missing, objectsOf, type PdfObject, textOf, tools } from './pdf-inspected.ts';

const pack = aPack({});
let file: Inspected;

beforeAll(async () => {
  file = await inspected(await packPdf(pack));
});
afterAll(() => file.end());

const charts = pack.pages.flatMap(({ body }) =>
  body.kind === 'indicator' ? [body.chart].flatMap((chart) => chart ?? []) : body.kind === 'charts' ? body.charts : [],
);
const tables = pack.pages.flatMap(({ body }) =>
  body.kind === 'indicator' ? [body.months] : body.kind === 'tables' ? body.tables : [],
);
const ascending = (one: number, other: number) => one - other;

/** The pages that something of the pack leads to. */
const linked = pack.pages.flatMap(linksIn);

describe.skipIf(!tools.poppler)(`what a screen reader is told${missing.poppler}`, () => {
  let structure: string;
  beforeAll(async () => {
    structure = await file.by('pdfinfo', '-struct-text', 'FILE');
  });

  const tagged = (tag: string) => [...structure.matchAll(new RegExp(`^ *${tag}\\b.*$`, 'gm'))].map(([line]) => line);

  test('headings begin at the first level and skip none', () => {
    const levels = tagged('H\\d').map((line) => Number(/H(\d)/.exec(line)![1]));
    expect(levels[0]).toBe(1);
    for (const [index, level] of levels.entries()) expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1);
  });

  test('each page has its heading, and pages of one kicker stand under it', () => {
    const headings = bare(tagged('H\\d').join('\n'));
    for (const { heading } of pack.pages) expect(headings).toContain(bare(heading));
    expect(tagged('H1').filter((line) => line.includes('"Overview"'))).toHaveLength(1);
  });

  test('every column has a heading cell and every table a caption', () => {
    const panels = pack.pages.filter(({ body }) => body.kind === 'indicator' && body.benchmarks.length > 0).length;
    const columns = tables.reduce((sum, table) => sum + table.columns.length, 0) + 3 * panels;
    expect(tagged('TH')).toHaveLength(columns);
    expect(structure.match(/\/Scope \/Column/g)).toHaveLength(columns);
    expect(tagged('Table')).toHaveLength(tables.length + panels);
    expect(tagged('Caption')).toHaveLength(
      tables.length + pack.pages.flatMap(({ body }) => (body.kind === 'charts' ? body.charts : [])).length,
    );
  });

  test('it is read in the order of the page: meaning, figure, remarks, months, stamp', () => {
    const { heading, body, stamp } = pack.pages.find(({ id }) => id === 'icpc-timeliness')!;
    if (body.kind !== 'indicator') throw new Error('icpc-timeliness is a page of an indicator');
    const words = [
      body.meaning,
      body.notes[0],
      body.now.words,
      body.benchmarks[0]?.name,
      body.remarks[0]?.text,
      body.months.caption,
      stamp,
    ];
    const read = bare([...structure.matchAll(/^ *"(.*)"$/gm)].map(([, text]) => text).join(''));
    const start = read.indexOf(bare(body.meaning));
    expect(read.slice(0, start)).toMatch(new RegExp(`${bare(heading + body.code!)}$`));
    const places = words.map((one) => read.indexOf(bare(one!), start));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted(ascending));
  });
});

describe.skipIf(!tools.qpdf)(`what the file is made of${missing.qpdf}`, () => {
  let objects: readonly PdfObject[];
  beforeAll(async () => {
    objects = await objectsOf(file);
  });

  const elements = (kind: string) => objects.filter((one) => one['/Type'] === '/StructElem' && one['/S'] === kind);

  test('qpdf finds no fault', async () => {
    expect(await file.by('qpdf', '--check', 'FILE')).toContain('No syntax or stream encoding errors found');
  });

  test('it is marked as tagged, has its language, and shows its title', () => {
    const catalogue = objects.find((one) => one['/Type'] === '/Catalog')!;
    expect(catalogue).toMatchObject({
      '/Lang': 'u:en-GB',
      '/MarkInfo': { '/Marked': true },
      '/ViewerPreferences': { '/DisplayDocTitle': true },
    });
  });

  test('every picture says what it shows, and every chart says it in its own words', () => {
    const said = elements('/Figure').map((one) => textOf(one['/Alt']));
    expect(said).not.toContain(null);
    for (const { description } of charts) expect(said).toContain(description);
  });

  test('a mark alone has its words; a mark beside its words is silent', () => {
    const said = elements('/Figure').map((one) => textOf(one['/Alt']));
    expect(said).toContain('Concern: December 2020 is below the lower limit of 31 %');
    expect(said).not.toContain('Not rated');
  });

  test('links lead to the pages they are to lead to, say so, and are tabbed in reading order', () => {
    const links = objects.filter((one) => one['/Subtype'] === '/Link');
    const numbers = linked.map((id) => pack.pages.findIndex((page) => page.id === id) + 1);
    const led = links.map((link) => Number(/^u:page (\d+)$/.exec(String(link['/Contents']))?.[1]));
    expect(led.toSorted(ascending)).toEqual(numbers.toSorted(ascending));
    for (const link of links) expect(link).toHaveProperty('/StructParent');
    const pages = objects.filter((one) => one['/Type'] === '/Page' && '/Annots' in one);
    expect(pages.map((page) => page['/Tabs'])).toEqual(pages.map(() => '/S'));
  });

  test('bookmarks name every page, under its kicker', () => {
    const bookmarks = objects.filter((one) => '/Title' in one && '/Parent' in one).map((one) => textOf(one['/Title']));
    for (const { kicker, heading } of pack.pages) expect(bookmarks).toEqual(expect.arrayContaining([kicker, heading]));
    expect(bookmarks).not.toContain('Commentary');
  });
});
