import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { display, places } from '@vigil/indicators';
import { described, type Given } from '../../indicators/test/series-of.ts';
import { aContent, aRemark, atLeast84, conferences, months, packSeries } from '../test/a-content.ts';
import { linksIn, pageOf, tablesIn, textsOf } from '../test/pages.ts';
import type { PackContent } from './content.ts';
import { packOf } from './pack-of.ts';

const given: fc.Arbitrary<Given> = fc.oneof(
  fc.integer({ min: 1, max: 90 }).chain((of) => fc.tuple(fc.integer({ min: 0, max: of }), fc.constant(of))),
  fc.integer({ min: 0, max: 100 }),
  fc.constant('tbd'),
);
const some = fc.subarray([...described], { maxLength: 12 });

/** Contents with figures of some indicators and members, headlines, plan items and words. */
const contents: fc.Arbitrary<PackContent> = fc
  .record({
    own: some,
    values: fc.array(given, { minLength: 1, maxLength: 15 }),
    members: fc.subarray(['PACT', 'Assessment', 'Female', '5 to 9']),
    spoken: some,
    place: fc.constantFrom(...places),
    text: fc.lorem({ maxCount: 80 }),
    state: fc.constantFrom('accepted', 'draft'),
    forPublic: fc.boolean(),
  })
  .map(({ own, values, members, spoken, place, text, ...words }) =>
    aContent({
      series: own.flatMap((definition, index) =>
        [null, ...(index % 2 === 0 ? members : [])].map((member) =>
          packSeries(definition, months(...values), { ...(member !== null && { member }), targets: [atLeast84] }),
        ),
      ),
      remarks: [
        aRemark({ ...words, kind: 'headline', subject: 'one', indicators: spoken.map(({ id }) => id), place, text }),
        aRemark({ ...words, kind: 'plan', subject: 'two', indicators: spoken.map(({ id }) => id), place, text }),
        ...spoken.map(({ id }) => aRemark({ ...words, subject: id, text: text.repeat(3) })),
      ],
    }),
  );
const editions = fc.constantFrom('internal', 'public');

describe('a pack', () => {
  test('is the same for the same content', () => {
    expect(packOf(aContent(), 'internal')).toEqual(packOf(aContent(), 'internal'));
  });

  test('prints what is said of an indicator without figures, beside what stands by its own', () => {
    const remarks = [
      aRemark({ kind: 'commentary', subject: 'agency-staff-number', text: 'Approval was granted.' }),
      aRemark({ kind: 'response', subject: 'agency-staff-number', text: 'Posts are made permanent.', owner: 'HR' }),
    ];
    const page = pageOf(packOf(aContent({ remarks }), 'internal'), 'other-words');
    expect(tablesIn(page).flatMap(textsOf).flat()).toEqual(
      expect.arrayContaining(['Commentary', 'Approval was granted.', 'Response', 'Posts are made permanent.', 'HR']),
    );
    expect(packOf(aContent(), 'internal').pages.some(({ id }) => id === 'other-words')).toBe(false);
  });

  test('has its pages in the order of the contract', () => {
    const remarks = [
      aRemark({ kind: 'plan', subject: 'agency', place: 'do-better', text: 'Fewer agency workers', indicators: [] }),
    ];
    const kinds = packOf(aContent({ remarks }), 'internal').pages.map(({ id }) => id.replace(/(--)?-\d+$/, ''));
    expect([...new Set(kinds)]).toEqual([
      'overview',
      'plan',
      'icpc-timeliness',
      'tables',
      'quality',
      'definitions',
      'contradictions',
      'made-of',
    ]);
  });

  test('has pages unlike each other, links that lead somewhere, and rows as wide as their heads', () => {
    fc.assert(
      fc.property(contents, editions, (content, edition) => {
        const { pages } = packOf(content, edition);
        const ids = pages.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        expect(pages.flatMap(linksIn).filter((page) => !ids.includes(page))).toEqual([]);
        for (const { columns, rows } of pages.flatMap(tablesIn)) {
          for (const { cells } of rows) expect(cells).toHaveLength(columns.length);
        }
      }),
      { numRuns: 25 },
    );
  });

  test('has every indicator of the catalogue on some page, with a figure or without', () => {
    fc.assert(
      fc.property(contents, editions, (content, edition) => {
        const { pages } = packOf(content, edition);
        const rows = pages
          .filter(({ id }) => id.startsWith('tables-'))
          .flatMap(tablesIn)
          .flatMap(textsOf);
        for (const { heading, code, id } of content.definitions) {
          const row = rows.find(([title]) => title === (code === null ? heading : `${heading} (${code})`));
          expect(row).toBeDefined();
          const has = content.series.some((one) => one.definition.id === id && one.member === null);
          expect(row!.at(-1) === 'no figure' || has).toBe(true);
        }
      }),
      { numRuns: 10 },
    );
  });

  test('prints figures as they are displayed, wherever they stand', () => {
    const { pages } = packOf(aContent(), 'internal');
    const shown = conferences.judged.map(({ figure, target }) =>
      display(conferences.definition, (100 * figure.numerator!) / figure.denominator!, { target }),
    );
    const body = pageOf({ pages } as never, 'icpc-timeliness').body;
    if (body.kind !== 'indicator') throw new Error('expected the page of an indicator');
    expect(body.now.value).toBe(shown.at(-1));
    expect(body.months.rows[0]!.cells.slice(1).map(({ text }) => text)).toEqual(shown);
    expect(body.chart!.points.map(({ label }) => label)).toEqual(shown);
    const row = pages
      .flatMap(tablesIn)
      .flatMap(({ rows }) => rows)
      .find(({ cells }) => cells[0]!.page === 'icpc-timeliness')!;
    const marked = ['', '', '', ' (p)'];
    marked[0] = ' (r)';
    expect(row.cells.slice(1, 5).map(({ text }) => text)).toEqual(
      shown.slice(-4).map((value, index) => `${value}${marked[index]!}`),
    );
  });

  test('says nothing in the public edition that is for inside', () => {
    const remarks = [
      aRemark({ text: 'Held back until somebody read it.' }),
      aRemark({ kind: 'response', text: 'Released.', forPublic: true, owner: 'QA Unit manager' }),
      aRemark({ subject: 'lac-rate', text: 'A draft.', state: 'draft', carriedFrom: '2020-11', forPublic: true }),
    ];
    const ruling = {
      indicator: 'icpc-timeliness',
      period: '2020-12',
      place: 'watch',
      reason: 'One family of five.',
      actor: 'd.director',
    } as const;
    const content = aContent({ remarks, context: { rulings: [ruling] }, disclosedBy: 'Counts are rounded.' });
    const printed = JSON.stringify(packOf(content, 'public'));
    for (const inside of [
      'Held back',
      'A draft',
      'One family',
      'd.director',
      'a.analyst',
      '"900"',
      'quarantine',
      'HR',
    ]) {
      expect(printed).not.toContain(inside);
    }
    for (const outside of ['Released.', 'QA Unit manager', 'Counts are rounded', 'Summary']) {
      expect(printed).toContain(outside);
    }
    const internal = JSON.stringify(packOf(content, 'internal'));
    for (const inside of ['Held back', 'A draft', 'One family', 'd.director', '"900"'])
      expect(internal).toContain(inside);
  });
});
