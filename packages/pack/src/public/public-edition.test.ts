import { describe, expect, test } from 'vitest';
import { disclosureRules } from '@vigil/disclosure';
import type { Figure } from '@vigil/indicators';
import { anIndicator } from '../../../indicators/test/examples.ts';
import { describedAs } from '../../../indicators/test/series-of.ts';
import { aContent, aRemark, atLeast84, months, packSeries } from '../../test/a-content.ts';
import type { PackContent, PackSeries } from '../content.ts';
import { packOf } from '../pack-of.ts';
import { publicEdition } from './public-edition.ts';

const { rounded, suppressed } = disclosureRules;
const timeliness = describedAs('icpc-timeliness');
const total = describedAs('lac-total');
const share = (counts: readonly [number, number], member?: string) =>
  packSeries(timeliness, months(counts), { ...(member !== undefined && { member }), targets: [atLeast84] });
const count = (value: number, member?: string) =>
  packSeries(total, months(value), member === undefined ? {} : { member });

const edition = (series: readonly PackSeries[], rule: 'rounded' | 'suppressed' = 'suppressed', minimumMember = 0) =>
  publicEdition(aContent({ series }), { rule: disclosureRules[rule], minimumMember });
const shownIn = ({ content }: { readonly content: PackContent }, member: string | null, indicator = timeliness.id) =>
  content.series
    .find((one) => one.definition.id === indicator && one.member === member)
    ?.judged.map(({ figure: { numerator, denominator, value, text } }) => ({ numerator, denominator, value, text }))
    .at(-1);
const nothing = { numerator: null, denominator: null, value: null, text: 'withheld' };

describe('a figure of a public edition', () => {
  test('is made of rounded counts, and judged and compared as such', () => {
    const series = packSeries(timeliness, months([41, 50], [43, 51]), { targets: [atLeast84] });
    const [left] = edition([series], 'rounded').content.series;
    expect(series.judged.at(-1)!.rag).toBe('green');
    expect(left!.judged.at(-1)).toMatchObject({
      figure: { numerator: 45, denominator: 50, value: 90 },
      rag: 'green',
      change: { amount: 10 },
    });
  });

  test('has no colour where it is withheld', () => {
    const [left] = edition([share([2, 51])]).content.series;
    expect(left!.judged.at(-1)).toMatchObject({ rag: 'grey', figure: { value: null, text: 'fewer than 6 of 51' } });
  });

  test('is no sum that gives a month away', () => {
    const cumulative = { atMost: 3, cumulative: true, from: '2020-04-01', judge: 'provisional' } as const;
    const adoptions = describedAs('adoptions-number');
    const series = packSeries(adoptions, months(7, 2, 8), { targets: [cumulative] });
    const content = aContent({ series: [series], targets: new Map([[adoptions.id, [cumulative]]]) });
    const [left] = publicEdition(content, { rule: suppressed, minimumMember: 5 }).content.series;
    expect(left!.judged.at(-1)!.yearToDate).toMatchObject({ value: 15, months: 2 });
  });

  test.each([
    ['tbd', 'tbd'],
    ['data due Jan 2021', 'withheld'],
    ['two siblings', 'withheld'],
  ])('that was reported as "%s" says "%s"', (reported, said) => {
    const series = packSeries(timeliness, months(reported), { reported: 'all' });
    expect(shownIn(edition([series], 'rounded'), null)).toMatchObject({ value: null, text: said });
  });

  test('whose counts nobody gave leaves in whole points, and is looked at by a person', () => {
    const series = packSeries(timeliness, months(23.4), { reported: 'all' });
    const { content, audit } = edition([series], 'rounded');
    expect(content.series[0]!.judged[0]!.figure.value).toBe(23);
    expect(audit).toContainEqual(
      expect.objectContaining({ of: 'value', was: '23.4', became: '23', because: 'counts-unknown' }),
    );
  });

  describe('without its counts', () => {
    const reported = (id: string, value: number) => packSeries(describedAs(id), months(value), { reported: 'all' });

    test.each(['rounded', 'suppressed'] as const)('is withheld (%s) where everybody has its count from it', (rule) => {
      const left = edition([reported('yj-custodial-rate', 0.25), reported('lac-rate', 95.3)], rule);
      for (const id of ['yj-custodial-rate', 'lac-rate']) expect(shownIn(left, null, id)).toEqual(nothing);
      expect(left.audit).toEqual([
        expect.objectContaining({ of: 'value', was: '0.25', became: null, because: 'counts-unknown' }),
        expect.objectContaining({ of: 'value', was: '95.3', became: null, because: 'counts-unknown' }),
      ]);
      expect(JSON.stringify(packOf(left.content, 'public'))).not.toContain('0.25');
    });

    test.each(['rounded', 'suppressed'] as const)('is withheld (%s) where there are few by nature', (rule) => {
      const left = edition([reported('cspr-scr-timeliness', 50), reported('adoption-days-to-placement', 456)], rule);
      expect(shownIn(left, null, 'cspr-scr-timeliness')).toEqual(nothing);
      expect(shownIn(left, null, 'adoption-days-to-placement')).toEqual(nothing);
      expect(left.audit.map(({ was, because }) => [was, because])).toEqual([
        ['50', 'counts-unknown'],
        ['456', 'counts-unknown'],
      ]);
    });

    test('has them given by whoever wants it published: then it is like any other', () => {
      const custody = withCounts(reported('yj-custodial-rate', 0.25), { numerator: 5, denominator: 20_000 });
      const started = packSeries(describedAs('pre-proceedings-start-15wd'), months([12, 30]), { reported: 'all' });
      const left = edition([custody, started]);
      expect(shownIn(left, null, 'yj-custodial-rate')).toMatchObject({ value: null, text: 'fewer than 6' });
      expect(shownIn(left, null, 'pre-proceedings-start-15wd')).toMatchObject({ numerator: 12, value: 40 });
    });

    test('and without a value keeps its words', () => {
      const left = edition([packSeries(describedAs('cspr-scr-timeliness'), months('tbd'), { reported: 'all' })]);
      expect(shownIn(left, null, 'cspr-scr-timeliness')).toMatchObject({ value: null, text: 'tbd' });
    });
  });

  test('that is an average leaves in whole numbers, and is printed so', () => {
    const days = anIndicator({ id: 'days', unit: 'days', decimals: 1 });
    const series = withCounts(packSeries(days, months(11.2308)), { numerator: 146, denominator: 13 });
    const { content } = publicEdition(aContent({ series: [series], definitions: [days] }), {
      rule: rounded,
      minimumMember: 5,
    });
    expect(content.series[0]!.judged[0]!.figure).toMatchObject({ numerator: null, denominator: 15, value: 11 });
    expect(JSON.stringify(packOf(content, 'public'))).toMatch(/"11\u00A0days"/);
  });

  test('that is a rate without its count is made of the count that it tells', () => {
    const rate = packSeries(describedAs('s47-rate'), months(0.59), { reported: 'all' });
    const content = aContent({ series: [rate], context: { population: () => 50_900 } });
    const left = (rule: typeof rounded | typeof suppressed) =>
      publicEdition(content, { rule, minimumMember: 5 }).content.series[0]!.judged[0]!.figure;
    expect(left(suppressed)).toMatchObject({ value: null, text: 'fewer than 6' });
    expect(left(rounded).value).toBeCloseTo((10_000 * 5) / 50_900, 6);
  });
});

describe('parts beside their whole', () => {
  test('are withheld with the small one that would follow from them, and look like it', () => {
    const left = edition([share([60, 110]), share([2, 20], 'PACT'), share([28, 40], 'Court'), share([30, 50], 'LAC')]);
    expect(shownIn(left, 'PACT')).toEqual(nothing);
    expect(shownIn(left, 'Court')).toEqual(nothing);
    expect(shownIn(left, 'LAC')).toMatchObject({ numerator: 30, denominator: 50 });
    expect(shownIn(left, null)).toMatchObject({ numerator: 60, denominator: 110 });
  });

  test('are all withheld where the whole is', () => {
    const left = edition([share([2, 60]), share([0, 20], 'Female'), share([2, 40], 'Male')]);
    expect(shownIn(left, 'Female')).toEqual(nothing);
    expect(shownIn(left, 'Male')).toEqual(nothing);
  });

  test('are by age, gender and team each the whole again', () => {
    const left = edition([count(40), count(17, 'Female'), count(23, 'Male'), count(3, 'PACT'), count(37, 'Court')]);
    const value = (member: string) => shownIn(left, member, total.id)!.value;
    expect([value('Female'), value('Male')]).toEqual([17, 23]);
    expect([value('PACT'), value('Court')]).toEqual([null, null]);
  });

  test('hide the same children whether they are members or indicators of their own', () => {
    const ages = { 'Under 1': 3, '1 to 4': 12, '5 to 9': 12, '10 to 15': 30, '16 and over': 43 };
    const ids = ['lac-age-under-1', 'lac-age-1-4', 'lac-age-5-9', 'lac-age-10-15', 'lac-age-16-plus'];
    const counts = Object.values(ages);
    const left = edition([
      count(100),
      ...Object.entries(ages)
        .toReversed()
        .map(([member, value]) => count(value, member)),
      ...ids.map((id, at) => packSeries(describedAs(id), months(counts[at]!))),
    ]);
    const members = Object.keys(ages).map((member) => shownIn(left, member, total.id)?.value);
    const own = ids.map((id) => shownIn(left, null, id)!.value);
    expect(own).toEqual([null, null, 12, 30, 43]);
    expect(members).toEqual(own);
  });

  test('say nothing by a rate that their count does not', () => {
    const rate = withCounts(packSeries(describedAs('s47-rate'), months(0.6)), { numerator: 3, denominator: 50_900 });
    const left = edition([rate, packSeries(describedAs('s47-number'), months(3))]);
    expect([shownIn(left, null, 's47-rate')!.value, shownIn(left, null, 's47-number')!.value]).toEqual([null, null]);
  });

  test('that were rounded are withheld where they tell each other', () => {
    const teams = ['Court', 'LAC', 'MASH', 'PACT'].map((team) => count(2, team));
    const left = edition([count(8), ...teams], 'rounded', 0);
    expect(teams.map(({ member }) => shownIn(left, member, total.id)!.text)).toEqual(Array(4).fill('withheld'));
    expect(shownIn(left, null, total.id)!.value).toBe(10);
  });
});

describe('members of few cases', () => {
  const left = (...counts: readonly number[]) =>
    edition(
      [share([40, 100]), ...counts.map((all, at) => share([Math.floor(all / 2), all], `Team ${String(at)}`))],
      'rounded',
      10,
    );
  const members = ({ content }: { readonly content: PackContent }) =>
    content.series.flatMap(({ member }) => member ?? []);

  test('are left out, and one alone takes the next smallest with it', () => {
    expect(members(left(8, 30, 20))).toEqual(['Team 1']);
    expect(members(left(8, 9, 20, 30))).toEqual(['Team 2', 'Team 3']);
    expect(members(left(10, 30, 20))).toEqual(['Team 0', 'Team 1', 'Team 2']);
  });

  test('are counted over the months that are shown', () => {
    const team = packSeries(total, months(...Array<number>(12).fill(200), ...Array<number>(13).fill(9)), {
      member: 'PACT',
    });
    expect(members(edition([count(300), team], 'rounded', 10))).toEqual([]);
  });

  test('stand in the audit with what they had', () => {
    expect(left(8, 30, 20).audit.slice(0, 2)).toEqual([
      {
        indicator: timeliness.id,
        period: null,
        member: 'Team 0',
        of: 'member',
        was: '8 a month',
        became: null,
        because: 'few',
      },
      {
        indicator: timeliness.id,
        period: null,
        member: 'Team 2',
        of: 'member',
        was: '20 a month',
        became: null,
        because: 'protects',
      },
    ]);
  });
});

describe('words of a public edition', () => {
  test('are what somebody stands by and released', () => {
    const released = aRemark({ text: 'Better.', forPublic: true });
    const remarks = [released, aRemark({ kind: 'response' }), aRemark({ forPublic: true, state: 'draft' })];
    const { content, audit } = publicEdition(aContent({ remarks }), { rule: rounded, minimumMember: 10 });
    expect(content.remarks).toEqual([{ ...released, author: '' }]);
    expect(audit.filter(({ of }) => of === 'remark').map(({ because }) => because)).toEqual([
      'not-released',
      'not-released',
    ]);
  });

  test('that hold a number are for a person to look at', () => {
    const { audit } = publicEdition(aContent({ remarks: [aRemark({ text: '14 of 51.', forPublic: true })] }), {
      rule: rounded,
      minimumMember: 10,
    });
    expect(audit.at(-1)).toMatchObject({ of: 'remark', because: 'number-in-words' });
  });

  test('name no reason and nobody behind a place, a source or a figure that is owed', () => {
    const ruling = {
      indicator: timeliness.id,
      period: '2020-12',
      place: 'watch',
      reason: 'Known',
      actor: 'j.doe',
    } as const;
    const given = aContent({
      context: { rulings: [ruling], noteOn: () => 'of J Doe', rebases: () => [] },
      reportedFrom: new Map([[timeliness.id, 'J Doe by telephone']]),
    });
    const { content, audit } = publicEdition(given, { rule: rounded, minimumMember: 10 });
    expect(content.context.rulings).toEqual([{ ...ruling, reason: '', actor: '' }]);
    expect(content.context).not.toHaveProperty('noteOn');
    expect(content).not.toHaveProperty('reportedFrom');
    expect(content.quality).toMatchObject({
      lists: [{ read: 0 }, { quarantined: 0 }],
      owed: [{ who: null, due: null }],
    });
    expect(audit.map(({ of }) => of)).toEqual(expect.arrayContaining(['ruling', 'source']));
    expect(JSON.stringify(packOf(content, 'public'))).not.toMatch(/J Doe|j\.doe/);
  });
});

function withCounts(series: PackSeries, counts: Pick<Figure, 'numerator' | 'denominator'>): PackSeries {
  return { ...series, judged: series.judged.map((one) => ({ ...one, figure: { ...one.figure, ...counts } })) };
}
