import { addMonths } from '@vigil/calendar';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aTarget } from '../../indicators/test/examples.ts';
import type { Given } from '../../indicators/test/series-of.ts';
import { afterwards, evaluated, factsOf } from '../test/facts.ts';
import { alertsSchema, type Facts, type RuleDecision, type RuleName, rulesFor, type StandingAlert } from './index.ts';

const months = 15;
const first = '2020-01';
const config = alertsSchema.parse({
  defaults: { extreme: 'on', constant: { periods: 2 } },
  escalation: { afterPeriods: 3 },
});
const rules = rulesFor(config, 'any');

/** Red, amber and green, too few cases, none, and no value. */
const anyMonth = fc.oneof(
  { weight: 8, arbitrary: fc.nat({ max: 60 }).map((late): Given => [60 - late, 60]) },
  fc.constantFrom<Given>([3, 5], 'no cases', 'not delivered'),
);
const anyYear = fc.array(anyMonth, { minLength: months, maxLength: months });

interface Night {
  readonly facts: Facts;
  /** Somebody is told, and so knows. */
  readonly mailed: boolean;
  readonly acknowledged: boolean;
}

/** Some nights of a year, in order: each sees the months up to one of them, which may still be provisional. */
const anyNights = fc
  .tuple(
    anyYear,
    fc.array(
      fc.record({
        upTo: fc.integer({ min: 1, max: months }),
        provisional: fc.boolean(),
        restated: fc.option(anyMonth),
        overdue: fc.nat({ max: 30 }),
        quarantined: fc.constantFrom(0, 0.045, 0.2),
        arrived: fc.boolean(),
        turned: fc.boolean(),
        mailed: fc.boolean(),
        acknowledged: fc.boolean(),
      }),
      { maxLength: 20 },
    ),
  )
  .map(([year, nights]) =>
    nights
      .toSorted((a, b) => a.upTo - b.upTo)
      .map(({ upTo, provisional, restated, overdue, quarantined, turned, ...night }): Night => {
        const values = restated === null ? year.slice(0, upTo) : [...year.slice(0, upTo - 1), restated];
        const last = addMonths(first, upTo - 1);
        const running = addMonths(last, 1);
        const facts = factsOf(Object.fromEntries(values.map((value, index) => [addMonths(first, index), value])), {
          targets: [aTarget({ atLeast: 84 })],
          ...(provisional && { provisional: last }),
          quarantinedShare: quarantined,
          open: { overdue, due: 2, dueBy: `${running}-20` },
          running: { period: running, numerator: 10, denominator: 12 },
          turned: turned ? [{ period: first, from: 'green', to: 'red', reason: 'late recording' }] : [],
          arrived: night.arrived,
        });
        return { facts, ...night };
      }),
  );

type OnRecord = ReadonlyMap<RuleName, StandingAlert>;

const decide = (facts: Facts, record: OnRecord): readonly RuleDecision[] =>
  evaluated(facts, { rules, standing: [...record.values()], policy: config });

function changed(record: OnRecord, change: (alert: StandingAlert) => StandingAlert): OnRecord {
  return new Map([...record].map(([rule, alert]) => [rule, change(alert)]));
}

/** One night after the other: what stands at the end, and what happened. */
function played(nights: readonly Night[], times: number): { record: OnRecord; events: RuleDecision[] } {
  let record: OnRecord = new Map();
  const events: RuleDecision[] = [];
  for (const { facts, mailed, acknowledged } of nights) {
    for (let time = 0; time < times; time += 1) {
      const decisions = decide(facts, record);
      record = afterwards(record, decisions);
      events.push(...decisions.filter(({ event }) => event !== null));
    }
    if (mailed) record = changed(record, (alert) => ({ ...alert, toldPeriod: alert.lastPeriod }));
    if (acknowledged) {
      record = changed(record, (alert) => (alert.state === 'open' ? { ...alert, state: 'acknowledged' } : alert));
    }
  }
  return { record, events };
}

describe('whatever the nights', () => {
  test('deciding again what is on record gives no event', () => {
    fc.assert(
      fc.property(anyNights, (nights) => {
        let record: OnRecord = new Map();
        for (const { facts, mailed } of nights) {
          record = afterwards(record, decide(facts, record));
          expect(decide(facts, record).filter(({ event }) => event !== null)).toEqual([]);
          // Nor once the mail has gone out.
          if (mailed) record = changed(record, (alert) => ({ ...alert, toldPeriod: alert.lastPeriod }));
          expect(decide(facts, record).filter(({ event }) => event !== null)).toEqual([]);
        }
      }),
    );
  });

  test('running each of them twice changes nothing', () => {
    fc.assert(
      fc.property(anyNights, (nights) => {
        expect(played(nights, 2)).toEqual(played(nights, 1));
      }),
    );
  });

  test('a delivery of an older date, whenever it arrives, changes nothing of what was decided since', () => {
    fc.assert(
      fc.property(anyNights, anyNights, (nights, late) => {
        const { record } = played(nights, 1);
        const turned = late.flatMap(({ facts }) =>
          decide(facts, record).filter(({ rule, event }) => {
            const standing = record.get(rule);
            const known = standing !== undefined && standing.openedPeriod !== null && rule !== 'restated';
            // The month that is running then is the newest that anything is said of.
            return known && event !== null && facts.running!.period < standing.lastPeriod;
          }),
        );
        expect(turned).toEqual([]);
      }),
    );
  });

  test('nothing ends, goes on or is escalated that was not opened', () => {
    fc.assert(
      fc.property(anyNights, (nights) => {
        const open = new Set<RuleName>();
        for (const { rule, state, event } of played(nights, 1).events) {
          const begins = ['opened', 'corrected', 'pending'].includes(event!.kind) || state === null;
          expect(begins || open.has(rule), `${rule} ${event!.kind}`).toBe(true);
          if (state === null || state === 'recovered' || state === 'pending') open.delete(rule);
          else open.add(rule);
        }
      }),
    );
  });

  test('nobody is told of the same month twice, but for a correction', () => {
    fc.assert(
      fc.property(anyNights, (nights) => {
        const told = played(nights, 1).events.flatMap(({ rule, event }) =>
          event!.tell && event!.kind !== 'corrected' && rule !== 'restated'
            ? [`${rule} ${event!.period} ${event!.kind}`]
            : [],
        );
        // What was opened and taken back unheard may be opened again.
        const heard = told.filter((one) => !one.endsWith('opened'));
        expect(new Set(heard).size).toBe(heard.length);
      }),
    );
  });

  test('what is pending, goes quiet or is taken back is never mailed', () => {
    fc.assert(
      fc.property(anyNights, (nights) => {
        const { events } = played(nights, 1);
        const quiet = events.filter(({ event }) => ['pending', 'no-data'].includes(event!.kind));
        expect(quiet.filter(({ event }) => event!.tell)).toEqual([]);
      }),
    );
  });
});
