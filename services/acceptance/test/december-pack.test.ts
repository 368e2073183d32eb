import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadCatalogue } from '@vigil/runtime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportedFigures } from '../../../packages/example/src/reported-figures.ts';
import { originalMissing, originalWords } from '../../cli/test/original-pack.ts';
import { configFor, expectedOf, extractsOf, sharedDataMissing, whereSharedData } from './shared-data.ts';
import { newVigil, type VigilUnderTest } from './vigil.ts';

const asAt = '2021-01-04';
const catalogue = await loadCatalogue();
const missing = sharedDataMissing || originalMissing;
const published = new URL('../../../../shared/data/published/', import.meta.url);
/** Enough to see benchmarks in it; published-data.test.ts reads them all. */
const tables = ['c4_children_in_need_section_47s_and_icpcs_2013_to_2024.csv', 'sn_model_2025_wide.csv'];
const printedIn = new URL('../../../../shared/reference/pack/indicators.json', import.meta.url);

interface Printed {
  readonly id: string;
  readonly polarity: { readonly value: string };
  readonly target: { readonly value: number | null } | null;
}
const printed: readonly Printed[] = existsSync(printedIn)
  ? (JSON.parse(readFileSync(printedIn, 'utf8')) as readonly Printed[])
  : [];

/** The pack's own targets, each the way its polarity says. */
function targetsOfPack(): string {
  return printed
    .flatMap(({ id, polarity, target }) => {
      if (id === 'icpc-timeliness' || target === null || typeof target.value !== 'number') return [];
      const side = polarity.value === 'higher-is-better' ? 'atLeast' : 'atMost';
      return [`  ${id}: [ { ${side}: ${String(target.value)}, from: 2019-04-01 } ]`];
    })
    .join('\n');
}

function wordsCsv(): string {
  const columns = ['period', 'kind', 'subject', 'place', 'indicators', 'text', 'evidence'];
  const lines = originalWords().map((row) =>
    columns.map((column) => `"${(row[column] ?? '').replaceAll('"', '""')}"`).join(','),
  );
  return [columns.join(','), ...lines, ''].join('\n');
}

/** What stands in an HTML file, without its markup. */
function textOf(html: string): string {
  return html
    .replaceAll(/<(style|svg)\b.*?<\/\1>/gsu, ' ')
    .replaceAll(/<[^>]+>/gu, ' ')
    .replaceAll('&amp;', '&')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll(/&lt;/gu, '<')
    .replaceAll(/&gt;/gu, '>')
    .replaceAll(/\s+/gu, ' ');
}

/** The rows of its tables, as the texts of their cells. */
function rowsOf(html: string): readonly (readonly string[])[] {
  return [...html.matchAll(/<tr\b.*?<\/tr>/gsu)].map(([row]) =>
    [...row.matchAll(/<t[hd]\b.*?<\/t[hd]>/gsu)].map(([cell]) => textOf(cell).trim()),
  );
}

describe.skipIf(missing)(`the board pack of December 2020${whereSharedData}`, () => {
  let vigil: VigilUnderTest;
  let html = '';
  let wrote = '';
  beforeAll(async () => {
    const { population0to17 } = await expectedOf('southampton-2020', asAt);
    const config = configFor(population0to17, extractsOf('southampton-2020'))
      .replace(
        'services:',
        `  - id: board\n    connector: { kind: folder, path: ./board }\n    settleSeconds: 0\nbenchmarks: { connector: { kind: folder, path: ./published } }\nservices:`,
      )
      .replace('operators:', `${targetsOfPack()}\noperators:`);
    vigil = await newVigil({ config });
    vigil.env['VIGIL_NOW'] = '2021-01-18';
    await mkdir(join(vigil.directory, 'board', asAt), { recursive: true });
    await mkdir(join(vigil.directory, 'published'));
    for (const name of tables) await cp(new URL(name, published), join(vigil.directory, 'published', name));
    const figures = await reportedFigures(asAt);
    await writeFile(join(vigil.directory, 'board', asAt, 'reported_figures.csv'), figures.content);
    await writeFile(join(vigil.directory, 'words.csv'), wordsCsv());
    await done('run');
    await done('commentary', 'import', 'words.csv', '--reason', 'as they were printed');
    wrote = await done('pack', '--period', '2020-12', '--out', 'pack.html', 'pack.pdf', 'pack.pptx');
    html = await readFile(join(vigil.directory, 'pack.html'), 'utf8');
    // Two months of deliveries, a hundred pages in three formats.
  }, 240_000);
  afterAll(() => vigil.dispose());

  /** What it says on its way. */
  async function done(...args: readonly string[]): Promise<string> {
    const { code, err } = await vigil.vigil(...args);
    expect({ code, err }).toMatchObject({ code: 0 });
    return err;
  }

  it('has every indicator that the original has in its tables, with its figures, or says that there is none', async () => {
    const rows = rowsOf(html);
    const scorecard = await vigil.json<readonly Readonly<Record<string, unknown>>[]>(
      'scorecard',
      '--period',
      '2020-12',
    );
    const wrong = printed.flatMap(({ id }) => {
      const { heading, code } = catalogue.get(id);
      const name = code === null ? heading : `${heading} (${code})`;
      // Of the tables by service: title, four months, target, benchmark, change, colour, icons, source.
      const row = rows.find((cells) => cells.length === 11 && cells[0] === name);
      if (row === undefined) return [`${id}: no row called ${name}`];
      const told = scorecard.find(({ indicator }) => indicator === id);
      if (told === undefined) return row.at(-1) === 'no figure' ? [] : [`${id}: ${row.join(' | ')}`];
      return ['2020-09', '2020-10', '2020-11', '2020-12'].flatMap((period, month) =>
        sameFigure(told[period], row[1 + month]!)
          ? []
          : [`${id} ${period}: ${String(told[period])} as ${row[1 + month]!}`],
      );
    });
    expect(wrong).toEqual([]);
  });

  it('has every line that people wrote in the original', () => {
    const text = textOf(html);
    const lost = originalWords().flatMap(({ kind, text: said }) => {
      const line = said!.replaceAll(/\s+/gu, ' ').trim();
      // A long one goes on overleaf, whole sentences at a time.
      const parts = line.split(/(?<=\.) /u);
      return parts.every((part) => text.includes(part)) ? [] : [`${kind!}: ${line}`];
    });
    expect(lost).toEqual([]);
  });

  it('has each response of the original on the page of its indicator, beside the commentary', () => {
    const pages = new Map(html.split('<section ').map((page) => [/id="([^"]*)"/u.exec(page)?.[1], textOf(page)]));
    const responses = originalWords().filter(({ kind, subject }) => kind === 'response' && pages.has(subject));
    const overleaf = responses.filter(
      ({ subject, text }) => !pages.get(subject)!.includes(text!.replaceAll(/\s+/gu, ' ').trim()),
    );
    expect(responses.map(({ subject }) => subject)).toContain('icpc-timeliness');
    expect(overleaf.map(({ subject }) => subject)).toEqual([]);
  });

  it('has the published benchmarks beside its figures, with their years', () => {
    const row = rowsOf(html).find(([name]) => name?.startsWith(catalogue.get('icpc-timeliness').heading));
    expect(row?.join(' | ')).toMatch(/SN [\d.]+ %.*England [\d.]+ %.*South East [\d.]+ %.*20(18-19|19-20)/u);
  });

  it('has as many pages in each format, and is the same to the byte when it is made again', async () => {
    const counts = [...wrote.matchAll(/December 2020, (\d+) pages/gu)].map(([, pages]) => Number(pages));
    expect(counts).toHaveLength(3);
    expect(new Set(counts).size).toBe(1);
    expect(html.match(/<section\b/gu)).toHaveLength(counts[0]!);
    await done('pack', '--period', '2020-12', '--out', 'again.html', 'again.pdf', 'again.pptx');
    for (const ending of ['html', 'pdf', 'pptx']) {
      const [first, again] = await Promise.all(
        ['pack', 'again'].map((name) => readFile(join(vigil.directory, `${name}.${ending}`))),
      );
      expect(first!.equals(again!), ending).toBe(true);
    }
  });

  it('keeps back what may not leave: no exact count, no word that nobody released, and an audit that says so', async () => {
    const said = await done('pack', '--edition', 'public', '--out', 'public.html', '--audit', 'audit.csv');
    expect(said).toContain('audit.csv. Keep that inside.');
    const text = textOf(await readFile(join(vigil.directory, 'public.html'), 'utf8'));
    expect(textOf(html)).toContain('14 of 51');
    expect(text).not.toContain('14 of 51');
    for (const { text: line } of originalWords()) expect(text).not.toContain(line!.trim());
    expect(await readFile(join(vigil.directory, 'audit.csv'), 'utf8')).toContain('icpc-timeliness,2020-12');
  });
});

/** As far as it is shown; a text stands as it is, and where there is no figure a dash. */
function sameFigure(told: unknown, shown: string): boolean {
  if (told === null || told === undefined) return shown === '–';
  if (typeof told === 'string') return shown.startsWith(told);
  if (typeof told !== 'number') return false;
  const [number = ''] = /-?[\d,]+(\.\d+)?/u.exec(shown) ?? [];
  const decimals = number.split('.')[1]?.length ?? 0;
  return Math.abs(Number(number.replaceAll(',', '')) - told) <= 0.5 * 10 ** -decimals + 1e-9;
}
