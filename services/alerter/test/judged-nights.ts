import { alertsSchema } from '@vigil/alerts';
import { addDays, englandAndWales, type IsoDate, type Period } from '@vigil/calendar';
import {
  alertEvents,
  listAlerts,
  markTold,
  readFacts,
  untoldEvents,
  type AuthorityDatabase,
  type Database,
  type Transaction,
} from '@vigil/database';
import type { Catalogue, Target } from '@vigil/indicators';
import type { StageJob } from '@vigil/queue';
import type { AuthorityConfig } from '@vigil/runtime';
import { randomUUID } from 'node:crypto';
import { aggregateHandler } from '../../aggregator/src/aggregate.ts';
import { aggregation, publishRecords, type Row } from '../../aggregator/test/delivered-records.ts';
import { evaluateHandler } from '../src/evaluate.ts';

/** How many conferences of a month were in time, of how many. */
export type Conferences = Readonly<Record<Period, readonly [inTime: number, all: number]>>;

/** What an authority asks of its conferences, as `alerts` and `targets` of vigil.yaml say it. */
export interface Asked {
  /** Of the timeliness of conferences. */
  readonly targets?: readonly Partial<Target>[];
  readonly others?: ReadonlyMap<string, readonly Target[]>;
  readonly alerts?: unknown;
  readonly indicators?: readonly string[];
}

const target: Target = { atLeast: 84, tolerance: 5, from: '2019-04-01', judge: 'settled' };

function authorityOf(asked: Asked): AuthorityConfig {
  const { targets = [{}], others = [], alerts = {}, indicators = ['icpc-timeliness'] } = asked;
  return {
    code: '852',
    benchmarks: null,
    historyMonths: 14,
    population0to17: new Map(),
    targets: new Map([
      ...(targets.length === 0 ? [] : [['icpc-timeliness', targets.map((one) => ({ ...target, ...one }))] as const]),
      ...others,
    ]),
    services: [{ id: 'quality-assurance', indicators }],
    alerts: alertsSchema.parse(alerts),
  } as unknown as AuthorityConfig;
}

/** Enquiries that led to these conferences: those in time five days after the discussion, the others after forty. */
export function enquiriesFor(conferences: Conferences): readonly Row[] {
  return Object.entries(conferences).flatMap(([period, [inTime, all]]) =>
    Array.from({ length: all }, (_, index) => {
      const held = `${period}-15`;
      return enquiry(`${period} ${index}`, addDays(held, index < inTime ? -5 : -40), held);
    }),
  );
}

export function enquiry(child: string, discussed: IsoDate, held: IsoDate | null, team: string | null = null): Row {
  return { key: child, child, strategy_discussion_date: discussed, conference_date: held, allocated_team: team };
}

/** A delivery of the lists that are there. */
export interface Night {
  readonly asAt: IsoDate;
  readonly enquiries?: readonly Row[];
  readonly plans?: readonly Row[];
  readonly visits?: readonly Row[];
  readonly source?: string;
}

/** An authority whose nights are published, computed and judged here and now, each as the stages of a run do it. */
export function judgedNights(database: Database, catalogue: Catalogue) {
  const own: AuthorityDatabase = database.forAuthority('852');
  const inTransaction = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> => own.transaction(work);

  const aggregated = async (night: Night, asked: Asked): Promise<{ run: string; slot: string }> => {
    const { asAt, source = 'casework' } = night;
    const delivered = {
      section_47_enquiries: night.enquiries,
      child_protection_plans: night.plans,
      child_protection_visits: night.visits,
    };
    const lists = Object.entries(delivered).flatMap(([list, rows]) =>
      rows ? [{ list, coverage: { kind: 'full' } as const, rows }] : [],
    );
    const published = await publishRecords(own, { asAt, source, lists });
    const deps = { catalogue, calendar: englandAndWales };
    await aggregateHandler({ authorities: [authorityOf(asked)] }, deps)(aggregation(own, published));
    return published;
  };
  const judge = async (published: { run: string; slot: string }, asked: Asked): Promise<void> => {
    const job = { ...aggregation(own, published), name: 'evaluate' } as unknown as StageJob<'evaluate'>;
    const now = () => new Date('2021-01-04T05:00:00Z');
    await evaluateHandler({ authorities: [authorityOf(asked)] }, { catalogue, now })(job);
  };
  return {
    inTransaction,
    aggregated,
    judge,
    /** What the rules look at, as at a date. */
    facts: (asAt: IsoDate, asked: Asked, run: string | null = null) =>
      inTransaction((tx) =>
        readFacts(tx, { catalogue, authority: authorityOf(asked), asAt, calendar: englandAndWales, run }),
      ),
    night: async (night: Night, asked: Asked = {}) => {
      const published = await aggregated(night, asked);
      await judge(published, asked);
      return published;
    },
    /** All that has happened, in order: `target-missed opened 2020-11: target missed`, in brackets what is not told. */
    story: () =>
      inTransaction(async (tx) => {
        const told = [];
        for (const alert of await listAlerts(tx)) {
          for (const event of await alertEvents(tx, alert.id)) told.push({ alert, event });
        }
        return told
          .toSorted((a, b) => a.event.number - b.event.number)
          .map(({ alert: { rule, member }, event: { kind, period, reason, tell } }) => {
            const words = `${rule}${member === null ? '' : ` (${member})`} ${kind} ${period}: ${reason}`;
            return tell ? words : `[${words}]`;
          });
      }),
    /** Of what happened last, as the mail says it. */
    words: () =>
      inTransaction(async (tx) => {
        const [alert] = await listAlerts(tx);
        return (await alertEvents(tx, alert!.id)).at(-1)!.words;
      }),
    /** As a digest does it. */
    tellAll: () =>
      inTransaction(async (tx) => {
        const untold = await untoldEvents(tx, { today: '2021-01-04', services: [] });
        await markTold(tx, untold.map(({ event }) => event.id), randomUUID()); // prettier-ignore
        return untold.map(({ event }) => `${event.kind} ${event.period}`);
      }),
  };
}
