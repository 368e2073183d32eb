import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Pack } from '@vigil/pack';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aPack } from '../../pack/test/a-pack.ts';
import { packPdf } from '../src/index.ts';
import { bare, type Inspected, inspected, missing, tools } from './pdf-inspected.ts';
import { awkward, awkwardPack, fullPack, overlongPack, packInOtherScripts, wordsOf } from './pdf-packs.ts';

const pack = aPack({});
const ended: Inspected[] = [];
let pdf: Uint8Array;
let file: Inspected;

async function made(of: Pack): Promise<Inspected> {
  const one = await inspected(await packPdf(of));
  ended.push(one);
  return one;
}

beforeAll(async () => {
  pdf = await packPdf(pack);
  file = await inspected(pdf);
  ended.push(file);
});
afterAll(() => Promise.all(ended.map(({ end }) => end())));

/** Each page's text, as it is read. */
async function textsOf({ by }: Inspected): Promise<readonly string[]> {
  return (await by('pdftotext', '-raw', 'FILE', '-')).split('\f').slice(0, -1);
}

/** What stands on a page of the pack and not on the page of the file with the same number. */
async function lacking(of: Pack, inspectedFile: Inspected): Promise<readonly string[]> {
  const texts = (await textsOf(inspectedFile)).map(bare);
  if (texts.length !== of.pages.length) return [`${String(texts.length)} pages instead of ${String(of.pages.length)}`];
  return of.pages.flatMap((page, index) => wordsOf(page).filter((words) => !texts[index]!.includes(bare(words))));
}

interface PlacedWord {
  readonly word: string;
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
}

/** The words of each page, and where they stand, in points from its left and upper edge. */
async function placedWords({ by }: Inspected): Promise<readonly (readonly PlacedWord[])[]> {
  const pages = (await by('pdftotext', '-bbox', 'FILE', '-')).split('<page ').slice(1);
  const placed = /<word xMin="([\d.-]+)" yMin="[\d.-]+" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*)<\/word>/g;
  return pages.map((page) =>
    Array.from(page.matchAll(placed), ([, left, right, bottom, word]) => ({
      word: word!,
      left: Number(left),
      right: Number(right),
      bottom: Number(bottom),
    })),
  );
}

/** Which letters there are, whatever their order. */
function letters(text: string): string {
  return Array.from(bare(text)).toSorted().join('');
}

test('the same pack is the same bytes, and another day is others', async () => {
  expect(await packPdf(aPack({}))).toEqual(pdf);
  expect(await packPdf({ ...pack, asAt: '2021-01-16' })).not.toEqual(pdf);
});

test('60 pages with 35 charts weigh less than 5 MB', async () => {
  expect((await packPdf(fullPack())).length).toBeLessThan(5_000_000);
});

test('a heading that leaves no room for a body is refused, by its page', async () => {
  const [first, ...others] = pack.pages;
  const heading = 'long '.repeat(2000);
  const pages = [{ ...first!, heading }, ...others];
  await expect(packPdf({ ...pack, pages }).then(({ length }) => length)).rejects.toThrow('page overview');
});

test('a process that makes one ends by itself', async () => {
  const program = `import { packPdf } from './src/index.ts';
    import { aPack } from '../pack/test/a-pack.ts';
    console.log((await packPdf(aPack({}))).length);`;
  const args = ['--conditions=@vigil/source', '--import', 'tsx', '--input-type=module', '--eval', program];
  const cwd = fileURLToPath(new URL('../', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd, timeout: 50_000 });
  expect(Number(stdout)).toBe(pdf.length);
});

describe.skipIf(!tools.poppler)(`read by poppler${missing.poppler}`, () => {
  test('each page of the pack is one page of A4 landscape, whole, in its edition', async () => {
    expect(await file.by('pdfinfo', 'FILE')).toMatch(/Page size: +841\.\d+ x 595\.\d+ pts \(A4\)/);
    expect(await lacking(pack, file)).toEqual([]);
    const openly = aPack({ edition: 'public' });
    expect(await lacking(openly, await made(openly))).toEqual([]);
  });

  test('each page has its number and what the pack is', async () => {
    for (const [index, text] of (await textsOf(file)).entries()) {
      expect(text).toContain(`Page ${String(index + 1)} of ${String(pack.pages.length)}`);
      expect(text).toContain(`${pack.authority} · ${pack.title} · ${pack.foot}`);
    }
  });

  test('no text is taken for markup', async () => {
    const awkwardFile = await made(awkwardPack());
    expect(await lacking(awkwardPack(), awkwardFile)).toEqual([]);
    for (const text of await textsOf(awkwardFile)) for (const one of awkward) expect(bare(text)).toContain(bare(one));
  });

  test('a page with several times too much stays one page, and nothing of it is lost', async () => {
    expect(await lacking(overlongPack(), await made(overlongPack()))).toEqual([]);
  });

  test('nothing sticks out of a page, and nothing but the foot stands in the foot', async () => {
    const margin = 12 * (72 / 25.4);
    for (const [of, one] of [
      [pack, file],
      [overlongPack(), await made(overlongPack())],
    ] as const) {
      for (const [index, words] of (await placedWords(one)).entries()) {
        expect(Math.min(...words.map(({ left }) => left))).toBeGreaterThan(margin - 1);
        expect(Math.max(...words.map(({ right }) => right))).toBeLessThan(842 - margin + 1);
        const inFoot = words.filter(({ bottom }) => bottom > 543).map(({ word }) => word);
        const foot = `${of.pages[index]!.stamp}${of.authority}·${of.title}·${of.foot}Page${String(index + 1)}of${String(of.pages.length)}`;
        expect(letters(inFoot.join(''))).toBe(letters(foot));
      }
    }
  });

  test('the properties say what it is, whose, and as of which day', async () => {
    const facts = await file.by('pdfinfo', 'FILE');
    expect(facts).toMatch(new RegExp(`^Title: +${pack.title}$`, 'm'));
    expect(facts).toMatch(/^Author: +Southampton$/m);
    expect(facts).toMatch(/^CreationDate: +Fri Jan 15 00:00:00 2021/m);
    expect(facts).toMatch(/^Tagged: +yes$/m);
    expect(facts).toMatch(/^JavaScript: +no$/m);
  });

  test('it says of itself that it is PDF/UA-1, in British English', async () => {
    const metadata = await file.by('pdfinfo', '-meta', 'FILE');
    expect(metadata).toContain('<pdfuaid:part>1</pdfuaid:part>');
    expect(metadata).toContain('<rdf:li>en-GB</rdf:li>');
  });

  test('Source Sans 3 is the only typeface, embedded, whatever is written', async () => {
    for (const one of [file, await made(packInOtherScripts())]) {
      const fonts = (await one.by('pdffonts', 'FILE')).trim().split('\n').slice(2);
      expect(fonts.length).toBeGreaterThan(0);
      for (const font of fonts)
        expect(font).toMatch(/^[A-Z]{6}\+SourceSans3-\w+ +CID TrueType +Identity-H +yes yes yes/);
    }
  });
});
