import { sql } from 'drizzle-orm';
import { bigint, boolean, date, index, integer, jsonb, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { StageName } from '@vigil/pipeline';
import { authorityColumn, createdAt, idColumn, instant, vigil } from './vigil.ts';

/**
 * What ends a state: `waiting` when the run before it in its slot has ended; `running` when its last stage
 * is done or one fails; `held` when an operator accepts or rejects the delivery; `failed` may be replayed.
 */
export type RunState = 'waiting' | 'running' | 'done' | 'failed' | 'held' | 'rejected' | 'unchanged';

/** One source's delivery for one as-at date on its way through the stages. */
export const run = vigil.table(
  'run',
  {
    id: idColumn(),
    authority: authorityColumn(),
    source: text('source').notNull(),
    slot: uuid('slot').notNull(),
    delivery: uuid('delivery').notNull(),
    asAt: date('as_at', { mode: 'string' }).notNull(),
    late: boolean('late').notNull().default(false),
    state: text('state').$type<RunState>().notNull().default('waiting'),
    newFigures: integer('new_figures').notNull().default(0),
    restatedFigures: integer('restated_figures').notNull().default(0),
    unchangedFigures: integer('unchanged_figures').notNull().default(0),
    /** How many indicators were computed for it, and of how many nothing that they rest on had changed. */
    computedIndicators: integer('computed_indicators').notNull().default(0),
    reusedIndicators: integer('reused_indicators').notNull().default(0),
    alertsOpened: integer('alerts_opened').notNull().default(0),
    alertsContinuing: integer('alerts_continuing').notNull().default(0),
    alertsRecovered: integer('alerts_recovered').notNull().default(0),
    /** When its figures were judged; until then nobody is written to because of it. */
    evaluatedAt: instant('evaluated_at'),
    createdAt: createdAt(),
    finishedAt: instant('finished_at'),
  },
  (table) => [index('run_slot').on(table.slot), index('run_authority').on(table.authority, table.createdAt)],
);

/**
 * What ends a state: `due` when a worker claims it; `running` when its worker finishes, fails or dies;
 * `failed`, `dead` and `held` when an operator says so; `done` and `cancelled` are ends. `dead` is a failure that took
 * its workers with it, again and again: no sweep replays it.
 */
export type StageState = 'due' | 'running' | 'done' | 'failed' | 'dead' | 'held' | 'cancelled';

/** The states of a stage that waits for an operator because it failed. */
export const failedStates = ['failed', 'dead'] as const satisfies readonly StageState[];
export type FailedState = (typeof failedStates)[number];

export function hasFailed(state: StageState): state is FailedState {
  return state === 'failed' || state === 'dead';
}

export const stage = vigil.table(
  'stage',
  {
    id: idColumn(),
    authority: authorityColumn(),
    slot: uuid('slot').notNull(),
    run: uuid('run'),
    name: text('name').$type<StageName>().notNull(),
    /** What it is about where a run has several of a kind: the file of a `validate`. */
    subject: text('subject').notNull().default(''),
    payload: jsonb('payload').notNull(),
    state: text('state').$type<StageState>().notNull().default('due'),
    dueAt: instant('due_at')
      .notNull()
      .default(sql`now()`),
    /** Attempts since it was last made due by an operator. */
    attempt: integer('attempt').notNull().default(0),
    /** Number of the job that may claim it; older jobs find nothing to do. */
    dispatch: integer('dispatch').notNull().default(1),
    dispatchedAt: instant('dispatched_at'),
    /** Grows with every claim: who holds an older one cannot write any more. */
    fence: integer('fence').notNull().default(0),
    /** The fence when it was last made due with a fresh start: workers it cost before are forgiven. */
    budgetFrom: integer('budget_from').notNull().default(0),
    worker: integer('worker'),
    leaseUntil: instant('lease_until'),
    createdAt: createdAt(),
    startedAt: instant('started_at'),
    finishedAt: instant('finished_at'),
  },
  (table) => [
    unique('stage_once').on(table.slot, table.run, table.name, table.subject).nullsNotDistinct(),
    index('stage_open')
      .on(table.state, table.dueAt)
      .where(sql`${table.state} in ('due', 'running')`),
    index('stage_failed')
      .on(table.authority)
      .where(sql`${table.state} in ('failed', 'dead')`),
  ],
);

/**
 * How an attempt ended: `lost` is a worker that died or was cut off before it could say, `given-back` one that was told
 * to stop and could not wait for the end.
 */
export type AttemptOutcome = 'done' | 'failed' | 'postponed' | 'held' | 'lost' | 'given-back';

export const attempt = vigil.table(
  'attempt',
  {
    stage: uuid('stage').notNull(),
    fence: integer('fence').notNull(),
    authority: authorityColumn(),
    worker: text('worker').notNull(),
    startedAt: instant('started_at').notNull(),
    finishedAt: instant('finished_at')
      .notNull()
      .default(sql`now()`),
    outcome: text('outcome').$type<AttemptOutcome>().notNull(),
    kind: text('kind'),
    message: text('message'),
    advice: text('advice'),
    /** The same cause has the same print. */
    fingerprint: text('fingerprint'),
  },
  (table) => [
    primaryKey({ columns: [table.stage, table.fence] }),
    index('attempt_lost')
      .on(table.authority, table.stage)
      .where(sql`${table.outcome} = 'lost'`),
  ],
);

/** Hand-offs to the queue, written in the transaction of their cause and relayed afterwards. */
export const outbox = vigil.table(
  'outbox',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    authority: authorityColumn(),
    stage: uuid('stage').notNull(),
    name: text('name').$type<StageName>().notNull(),
    dispatch: integer('dispatch').notNull(),
    dueAt: instant('due_at')
      .notNull()
      .default(sql`now()`),
  },
  (table) => [unique('outbox_once').on(table.stage, table.dispatch), index('outbox_due').on(table.dueAt)],
);
