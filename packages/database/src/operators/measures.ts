import { openStates } from '@vigil/alerts';
import type { StageName } from '@vigil/pipeline';
import { countRuns } from '../console/runs.ts';
import { readSourceFreshness, type SourceFreshness } from '../console/sources.ts';
import type { Database, Transaction } from '../database.ts';
import type { NotificationState, RunState } from '../schema/index.ts';
import { locksHeld } from '../work/advisory-locks.ts';
import { byCause, listFailedJobs, type Cause } from './failed.ts';

/** What is to be done on the whole installation, and by how many. */
export interface WorkMeasures {
  /** Processes that hold a worker's lock. */
  readonly workers: number;
  /** Stages with none of a kind are left out. */
  readonly stages: ReadonlyMap<StageName, StageMeasure>;
}

export interface StageMeasure {
  /** Due now and not yet claimed. */
  readonly due: number;
  readonly running: number;
  /** 0 where none is due. */
  readonly oldestDueSeconds: number;
}

/** Counts what waits, of all authorities. */
export async function measureWork(database: Database): Promise<WorkMeasures> {
  return database.acrossAuthorities(async ({ sql }) => {
    const stages = await sql<{ name: StageName; due: number; running: number; oldest: number }[]>`
      select name,
        count(*) filter (where state = 'due' and due_at <= now())::int as due,
        count(*) filter (where state = 'running')::int as running,
        coalesce(extract(epoch from now() - min(due_at) filter (where state = 'due' and due_at <= now())), 0)::float8 as oldest
      from vigil.stage
      where state in ('due', 'running')
      group by name`;
    const workers = await sql`${locksHeld(sql, 'worker')}`;
    return {
      workers: workers.length,
      stages: new Map(
        stages.map(({ name, due, running, oldest }) => [name, { due, running, oldestDueSeconds: oldest }]),
      ),
    };
  });
}

/** How an authority's nights go. No child is in it, nor anything that a figure says. */
export interface AuthorityMeasures {
  readonly runs: ReadonlyMap<RunState, number>;
  readonly failed: readonly FailedMeasure[];
  readonly losses: readonly { readonly stage: StageName; readonly count: number }[];
  readonly freshness: readonly SourceFreshness[];
  readonly newestRuns: readonly RunMeasure[];
  readonly openAlerts: number;
  readonly mails: ReadonlyMap<NotificationState, number>;
}

/** Stages that wait for an operator for one cause. */
export interface FailedMeasure extends Pick<Cause, 'stage' | 'state' | 'kind' | 'fingerprint'> {
  readonly count: number;
}

/** What the newest finished run of a source came to. */
export interface RunMeasure {
  readonly source: string;
  readonly figures: { readonly new: number; readonly restated: number; readonly unchanged: number };
  readonly alerts: { readonly opened: number; readonly continuing: number; readonly recovered: number };
}

/** Measures an authority's runs, failures, sources, alerts and mails, as Prometheus is told. */
export async function measureAuthority(tx: Transaction): Promise<AuthorityMeasures> {
  const { sql, authority } = tx;
  const losses = await sql<{ stage: StageName; count: number }[]>`
    select stage.name as stage, count(*)::int as count
    from vigil.attempt join vigil.stage on stage.id = attempt.stage
    where attempt.authority = ${authority} and attempt.outcome = 'lost'
    group by 1`;
  const newest = await sql<NewestRun[]>`
    select distinct on (source) source, new_figures, restated_figures, unchanged_figures,
      alerts_opened, alerts_continuing, alerts_recovered
    from vigil.run
    where authority = ${authority} and state = 'done'
    order by source, created_at desc`;
  const [alerts] = await sql<[{ open: number }]>`
    select count(*)::int as open from vigil.alert where authority = ${authority} and state = any(${[...openStates]})`;
  const mails = await sql<{ state: NotificationState; count: number }[]>`
    select state, count(*)::int as count from vigil.notification where authority = ${authority} group by state`;
  return {
    runs: await countRuns(tx),
    failed: byCause(await listFailedJobs(tx)).map(({ stage, state, kind, fingerprint, jobs }) => {
      return { stage, state, kind, fingerprint, count: jobs.length };
    }),
    losses,
    freshness: await readSourceFreshness(tx),
    newestRuns: newest.map((run) => ({
      source: run.source,
      figures: { new: run.new_figures, restated: run.restated_figures, unchanged: run.unchanged_figures },
      alerts: { opened: run.alerts_opened, continuing: run.alerts_continuing, recovered: run.alerts_recovered },
    })),
    openAlerts: alerts.open,
    mails: new Map(mails.map(({ state, count }) => [state, count])),
  };
}

interface NewestRun {
  readonly source: string;
  readonly new_figures: number;
  readonly restated_figures: number;
  readonly unchanged_figures: number;
  readonly alerts_opened: number;
  readonly alerts_continuing: number;
  readonly alerts_recovered: number;
}
