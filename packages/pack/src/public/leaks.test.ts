import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addMonths, type Period } from '@vigil/calendar';
import { type DisclosureRule, disclosureRules } from '@vigil/disclosure';
import type { Figure } from '@vigil/indicators';
import { describedAs } from '../../../indicators/test/series-of.ts';
import { aContent, packSeries } from '../../test/a-content.ts';
import { type KnownPart, possibleOf } from '../../test/attacker.ts';
import type { PackContent, PackSeries } from '../content.ts';
import { packOf } from '../pack-of.ts';
import type { AuditEntry } from './audit.ts';
import { publicEdition } from './public-edition.ts';

/** The same children twice: how many each team has, and how many of them were visited. */
const children = describedAs('lac-total');
const visits = describedAs('lac-visits-timeliness');

/** A month of a team: visited, and not. */
type Visited = readonly [counted: number, rest: number];
type Month = readonly Visited[];

const few = fc.oneof({ weight: 3, arbitrary: fc.nat({ max: 4 }) }, { weight: 2, arbitrary: fc.nat({ max: 9 }) });
const monthOf = (teams: number) => fc.array(fc.tuple(few, few), { minLength: teams, maxLength: teams });
const team = (at: number) => `Team ${String(at)}`;

function sum(month: Month): Visited {
  return month.reduce<Visited>((all, one) => [all[0] + one[0], all[1] + one[1]], [0, 0]);
}

/** Of months from the last one backwards. */
function contentOf(months: readonly Month[], period: Period): PackContent {
  const byMonth = (of: (month: Month) => Visited) =>
    months.map((month, at) => [addMonths(period, at + 1 - months.length), of(month)] as const);
  const both = (of: (month: Month) => Visited, member?: string): readonly PackSeries[] => {
    const told = byMonth(of);
    const options = member === undefined ? {} : { member };
    return [
      packSeries(children, Object.fromEntries(told.map(([month, [a, b]]) => [month, a + b])), options),
      packSeries(
        visits,
        Object.fromEntries(told.map(([month, [a, b]]) => [month, a + b === 0 ? 'no cases' : [a, a + b]])),
        options,
      ),
    ];
  };
  return aContent({
    period,
    series: [...both(sum), ...months[0]!.flatMap((_, at) => both((month) => month[at]!, team(at)))],
    targets: new Map(),
  });
}

type Shown = (indicator: string, member: string | null, period: Period) => Figure | undefined;

function shownBy(...editions: readonly PackContent[]): Shown {
  const found = (indicator: string, member: string | null, period: Period) =>
    editions.flatMap(({ series }) =>
      series
        .filter((one) => one.definition.id === indicator && one.member === member)
        .flatMap(({ judged }) => judged.map(({ figure }) => figure).filter((figure) => figure.period === period)),
    );
  // Whatever any of them tells is known.
  return (indicator, member, period) => {
    const figures = found(indicator, member, period);
    return figures.find(({ value }) => value !== null) ?? figures[0];
  };
}

/** For every number from 1 to 5 of a team's month, whether each of 1 to 5 is possible for who reads all that is shown. */
function expectNothingFollows(month: Month, shown: Shown, period: Period): void {
  const all = shown(children.id, null, period)?.value ?? null;
  const whole = shown(visits.id, null, period);
  const ofTeams = month.map((_, at) => ({
    children: shown(children.id, team(at), period)?.value ?? null,
    visits: shown(visits.id, team(at), period),
  }));
  const isWithheld = (one: Figure | undefined) => one === undefined || one.numerator === null;
  const areSharesKnown = all !== null && whole !== undefined && whole.numerator !== null;
  const told = ofTeams.filter((one) => (all === null && one.children !== null) || !isWithheld(one.visits));
  expect(areSharesKnown ? [] : told, 'of a whole that is withheld').toEqual([]);
  if (all === null) return;
  const areSomeChildrenShown = ofTeams.some((one) => one.children !== null);
  const areSomeVisitsShown = ofTeams.some(({ visits: own }) => !isWithheld(own));
  const known = month.map(([counted, rest], at): KnownPart => {
    const own = ofTeams[at]!;
    const exactly = (number: number, isTold: boolean) => (isTold ? number > 0 : null);
    if (!areSharesKnown) {
      const isSome = { all: exactly(counted + rest, areSomeChildrenShown), counted: null, rest: false };
      return { all: own.children, counted: null, isSome };
    }
    return {
      all: own.children ?? own.visits?.denominator ?? null,
      counted: own.visits?.numerator ?? null,
      isSome: {
        all: exactly(counted + rest, areSomeChildrenShown),
        counted: exactly(counted, areSomeVisitsShown),
        rest: exactly(rest, areSomeVisitsShown),
      },
    };
  });
  const possible = possibleOf(known, { all, counted: areSharesKnown ? whole.numerator : all });
  for (const [at, [counted, rest]] of month.entries()) {
    const numbers = areSharesKnown ? { counted, rest, all: counted + rest } : { all: counted + rest };
    for (const [of, number] of Object.entries(numbers) as ['counted' | 'rest' | 'all', number][]) {
      if (number < 1 || number > 5) continue;
      expect([...possible[at]![of]], `${of} of ${team(at)}`).toEqual(expect.arrayContaining([1, 2, 3, 4, 5]));
    }
  }
}

const period = '2020-12';
const editionOf = (content: PackContent, rule: DisclosureRule, minimumMember: number) =>
  publicEdition(content, { rule, minimumMember });
const { rounded, suppressed } = disclosureRules;

describe('whoever knows the rule and all that is published', () => {
  test('cannot tell a suppressed number from 1 to 5 from any other of these', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 3 }).chain(monthOf), fc.nat({ max: 12 }), (month, minimumMember) => {
        const { content } = editionOf(contentOf([month], period), suppressed, minimumMember);
        expectNothingFollows(month, shownBy(content), period);
      }),
      { numRuns: 300 },
    );
  });

  test('cannot by two editions either, of which the later has one month more and one restated', () => {
    const editions = fc.integer({ min: 2, max: 3 }).chain((teams) =>
      fc.record({
        before: fc.array(monthOf(teams), { minLength: 2, maxLength: 3 }),
        restated: monthOf(teams),
        last: monthOf(teams),
        minimumMember: fc.nat({ max: 12 }),
      }),
    );
    fc.assert(
      fc.property(editions, ({ before, restated, last, minimumMember }) => {
        const later = [...before.with(0, restated), last];
        const first = editionOf(contentOf(before, addMonths(period, -1)), suppressed, minimumMember).content;
        const second = editionOf(contentOf(later, period), suppressed, minimumMember).content;
        for (const [at, month] of before.slice(1).entries()) {
          const which = addMonths(period, at + 1 - before.length);
          expectNothingFollows(month, shownBy(first, second), which);
        }
        expectNothingFollows(before[0]!, shownBy(first), addMonths(period, -before.length));
        expectNothingFollows(restated, shownBy(second), addMonths(period, -before.length));
      }),
      { numRuns: 60 },
    );
  });

  test('finds no count under rounding but multiples of 5, and no value but what follows from them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 4 }).chain(monthOf), fc.nat({ max: 12 }), (month, minimumMember) => {
        const { content } = editionOf(contentOf([month], period), rounded, minimumMember);
        for (const { figure, unit } of figuresOf(content)) {
          const counts = [figure.numerator, figure.denominator, unit === 'count' ? figure.value : null];
          expect(counts.filter((count) => count !== null && count % 5 !== 0)).toEqual([]);
          if (unit !== 'percent' || figure.value === null) continue;
          expect(figure.value).toBeCloseTo((100 * figure.numerator!) / figure.denominator!, 9);
        }
      }),
    );
  });
});

describe('exact numbers that nobody would write by chance', () => {
  const large = (counted: number, rest: number): Visited => [counted, rest];
  const month: Month = [large(1237, 3084), large(612, 1734), large(848, 2218)];
  const planted = month.flatMap(([counted, rest]) => [counted, rest, counted + rest]);
  const all = sum(month);
  const numbers = [...planted, ...all, all[0] + all[1]];

  test('are nowhere in a rounded pack, neither in words nor in drawings', () => {
    const { content } = editionOf(contentOf(thirteen(month), period), rounded, 10);
    const text = JSON.stringify(packOf(content, 'public'));
    expect(numbers.flatMap(spellings).filter((one) => text.includes(one))).toEqual([]);
    expect(text).toContain(`${(100 * 1235) / 4320}`.slice(0, 8));
  });

  test('are nowhere where they are withheld beside a small one', () => {
    const small: Month = [large(3, 40), large(1237, 3084), large(1999, 7001)];
    const { content } = editionOf(contentOf(thirteen(small), period), suppressed, 10);
    const text = JSON.stringify(packOf(content, 'public'));
    expect([1237, 3084].flatMap(spellings).filter((one) => text.includes(one))).toEqual([]);
  });

  function thirteen(one: Month): readonly Month[] {
    return Array.from({ length: 13 }, () => one);
  }

  function spellings(count: number): readonly string[] {
    return [String(count), count.toLocaleString('en-GB')];
  }
});

describe('the audit', () => {
  test('names every number and member that left otherwise than it was, and no other', () => {
    const rules = fc.constantFrom<DisclosureRule>(rounded, suppressed);
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 4 }).chain(monthOf),
        rules,
        fc.nat({ max: 12 }),
        (month, rule, minimumMember) => {
          const given = contentOf([month], period);
          const { content, audit } = editionOf(given, rule, minimumMember);
          const became = shownBy(content);
          const dropped = given.series.filter(
            ({ definition, member }) =>
              !content.series.some((one) => one.definition.id === definition.id && one.member === member),
          );
          const changed = figuresOf(given).flatMap(({ figure }) => {
            const left = became(figure.indicator, figure.member, period);
            if (left === undefined) return [];
            return (['numerator', 'denominator', 'value', 'text'] as const)
              .filter((of) => figure[of] !== null && !isSame(figure[of], left[of]))
              .map((of) => nameOf({ ...figure, of }));
          });
          const members = dropped.map(({ definition, member }) =>
            nameOf({ indicator: definition.id, member, of: 'member' }),
          );
          expect(audit.map(nameOf).toSorted()).toEqual([...changed, ...members].toSorted());
        },
      ),
    );
  });

  function nameOf({ indicator, member, of }: Pick<AuditEntry, 'indicator' | 'member' | 'of'>): string {
    return `${of} of ${indicator ?? ''} ${member ?? ''}`;
  }

  function isSame(was: number | string | null, became: number | string | null): boolean {
    return typeof was === 'number' && typeof became === 'number' ? Math.abs(was - became) < 1e-9 : was === became;
  }
});

function figuresOf({ series }: PackContent): readonly { readonly figure: Figure; readonly unit: string }[] {
  return series.flatMap(({ definition: { unit }, judged }) => judged.map(({ figure }) => ({ figure, unit })));
}
