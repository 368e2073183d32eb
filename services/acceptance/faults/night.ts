import { join } from 'node:path';
import type { IsoDate } from '@vigil/calendar';
import { openDatabase } from '@vigil/database';
import { expect } from 'vitest';
import { mailsTo, openInbox, type Inbox } from '../test/inbox.ts';
import { openCommitProxy, type OnTheWire } from '../test/commit-proxy.ts';
import { startNight } from '../test/night-process.ts';
import { smallConfig, writeSmallDelivery } from '../test/small-delivery.ts';
import { newVigil, type QueueKind, type VigilUnderTest } from '../test/vigil.ts';
import { ownPostgres, ownRedis, type OwnPostgres, type OwnRedis } from './own-servers.ts';

export const asAt: IsoDate = '2021-01-04';
/** Of nights in 2021 as well. */
export const config = smallConfig('./extracts').replace('2020: 50900', '2020: 50900, 2021: 51000');
const head = 'head.qa@example.gov.uk';
const operators = 'operators@example.gov.uk';

/** One small council's night, not begun yet, with what may befall it at hand. */
export interface Night {
  readonly queue: QueueKind;
  readonly vigil: VigilUnderTest;
  readonly inbox: Inbox;
  /** What is done from now on when the mail server has a mail and has not answered yet. */
  onMail(then: () => void): void;
  /** Null where the queue is on PostgreSQL. */
  readonly redis: OwnRedis | null;
  /** Null unless the fault asks for one. */
  readonly postgres: OwnPostgres | null;
  dispose(): Promise<void>;
}

export interface NightOptions {
  readonly queue: QueueKind;
  /** A PostgreSQL server of its own. */
  readonly ownPostgres?: boolean;
}

export async function newNight(options: NightOptions): Promise<Night> {
  const { queue } = options;
  let withMail: () => void = () => {};
  const inbox = await openInbox({ onMail: () => withMail() });
  const redis = queue === 'Redis' ? await ownRedis() : null;
  const postgres = options.ownPostgres === true ? await ownPostgres() : null;
  const vigil = await newVigil({
    config,
    queue,
    smtpUrl: inbox.url,
    ...(redis && { redisUrl: redis.url }),
    ...(postgres && { databaseUrl: postgres.databaseUrl }),
  });
  await writeSmallDelivery(join(vigil.directory, 'extracts'), asAt);
  if (postgres) await vigil.json('status'); // makes the tables: what is counted on the wire is the night's
  return {
    queue,
    vigil,
    inbox,
    onMail: (then) => {
      withMail = then;
    },
    redis,
    postgres,
    dispose: async () => {
      await vigil.dispose();
      await postgres?.stop();
      await redis?.stop();
      await inbox.close();
    },
  };
}

/** How a process ended: its code, or the signal that killed it. */
export type Ending = readonly [code: number | null, signal: NodeJS.Signals | null];

export interface RunningNight {
  signal(signal: NodeJS.Signals): void;
  /** Cuts all its connections to PostgreSQL. */
  cut(): void;
  readonly ended: Promise<Ending>;
}

type Noticed = (number: number, night: RunningNight) => void;

/** Does something the first time that a number reaches another, and tells whether it has. */
export function onceAt(at: number, strike: (night: RunningNight) => void): { notice: Noticed; struck(): boolean } {
  let struck = false;
  return {
    notice: (number, night) => {
      if (struck || number < at) return;
      struck = true;
      strike(night);
    },
    struck: () => struck,
  };
}

/** `vigil run` in a process of its own; what is seen on its wire to PostgreSQL is told before it hears of it. */
export async function startOnTheWire(
  { vigil }: Night,
  wire: { readonly onCommit?: Noticed; readonly onCopy?: Noticed; readonly onBytes?: Noticed },
  under?: readonly string[],
): Promise<RunningNight> {
  let running: RunningNight | null = null;
  const tell =
    (noticed: Noticed): ((number: number) => void) =>
    (number) =>
      running && noticed(number, running);
  const told: OnTheWire = {
    ...(wire.onCommit && { onCommit: tell(wire.onCommit) }),
    ...(wire.onCopy && { onCopy: tell(wire.onCopy) }),
    ...(wire.onBytes && { onBytes: tell(wire.onBytes) }),
    counts: (applicationName) => applicationName === 'vigil',
  };
  const proxy = await openCommitProxy(vigil.databaseUrl, told);
  const { child, ended } = startNight(vigil, proxy.url, under);
  const end = async (): Promise<Ending> => {
    const ending = (await ended) as unknown as Ending;
    await proxy.close();
    return ending;
  };
  running = { signal: (signal) => void child.kill(signal), cut: proxy.cut, ended: end() };
  return running;
}

/** Runs `vigil run` again, in this process, which must end well. */
export async function runAgain({ vigil }: Night): Promise<void> {
  const { code, err } = await vigil.vigil('run');
  expect(code, err).toBe(0);
}

/** Time by PostgreSQL's clock: whoever holds a stage, or a job for one, has had his time. */
export async function patienceRunsOut(vigil: VigilUnderTest): Promise<void> {
  await inDatabase(
    vigil,
    (sql) => sql`
      update vigil.stage set dispatched_at = dispatched_at - interval '1 hour'
      where state = 'due' and dispatched_at > now() - interval '1 hour'`,
  );
}

/** The same for the leases of what is under way. */
export async function leasesRunOut(vigil: VigilUnderTest): Promise<void> {
  await inDatabase(
    vigil,
    (sql) => sql`update vigil.stage set lease_until = now() - interval '1 second' where state = 'running'`,
  );
}

type Tables = Readonly<Record<string, readonly unknown[]>>;

/** What a night looks like to which nothing happens. */
export interface Undisturbed {
  readonly tables: Tables;
  /** How often it commits, and copies rows in; how much it says and hears. */
  readonly commits: number;
  readonly copies: number;
  readonly bytes: number;
}

export async function undisturbedNight(): Promise<Undisturbed> {
  const night = await newNight({ queue: 'PostgreSQL' });
  const seen = { commits: 0, copies: 0, bytes: 0 };
  try {
    const { ended } = await startOnTheWire(night, {
      onCommit: (number) => (seen.commits = number),
      onCopy: (number) => (seen.copies = number),
      onBytes: (number) => (seen.bytes = number),
    });
    expect(await ended).toEqual([0, null]);
    expect(mailsTo(night.inbox, head)).toHaveLength(1);
    return { ...seen, tables: await tablesOf(night.vigil) };
  } finally {
    await night.dispose();
  }
}

export interface Told {
  /** `surely`: exactly one mail; otherwise one, or one that is known to be uncertain. */
  readonly head: 'surely' | 'or uncertain';
  /** What operators hear of: what is uncertain alone, or the failure as well. */
  readonly operators: 'of what is uncertain' | 'of the failure';
}

/** The tables are those of an undisturbed night, and the ledger and the real inbox show each mail once. */
export async function expectAsUndisturbed(night: Night, undisturbed: Undisturbed, told: Told): Promise<void> {
  const { vigil, inbox } = night;
  const ledger = await vigil.json<{ kind: string; state: string }[]>('notifications');
  const digests = ledger.filter(({ kind }) => kind === 'digest').map(({ state }) => state);
  const uncertain = digests.filter((state) => state === 'uncertain').length;
  const sent = mailsTo(inbox, head).length;
  expect(digests, 'the ledger').toHaveLength(1);
  if (told.head === 'surely') expect(digests, 'the ledger').toEqual(['accepted']);
  // Never two; and none only where that is known to be uncertain. (Cut off while the mail server has it: both.)
  expect(sent, 'mails to the head of service').toBeLessThanOrEqual(1);
  expect(sent + uncertain, 'mails to the head of service').toBeGreaterThanOrEqual(1);
  // What is uncertain operators hear of, in the same run.
  if (told.operators === 'of what is uncertain') {
    expect(mailsTo(inbox, operators), 'mails to operators').toHaveLength(uncertain);
  }
  expect(await vigil.json('failed')).toEqual([]);
  const differences = differing(await tablesOf(vigil), undisturbed.tables);
  if (differences.length > 0) throw new Error(`the tables are others: ${differences.join('; ')}`);
}

/** What one night left behind and the other did not, a few rows of each table. */
function differing(found: Tables, expected: Tables): readonly string[] {
  return Object.keys(expected).flatMap((table) => {
    const [here, there] = [found, expected].map((tables) => (tables[table] ?? []).map((row) => JSON.stringify(row)));
    const added = here!.filter((row) => !there!.includes(row));
    const missing = there!.filter((row) => !here!.includes(row));
    const doubled = added.length + missing.length === 0 && here!.length !== there!.length;
    if (!doubled && added.length + missing.length === 0) return [];
    const shown = [...added.slice(0, 3).map((row) => `+ ${row}`), ...missing.slice(0, 3).map((row) => `- ${row}`)];
    return [`${table}: ${here!.length} rows for ${there!.length}: ${shown.join(' ')}`];
  });
}

type Sql = ReturnType<ReturnType<typeof openDatabase>['connectAlone']>;

export async function inDatabase<T>({ databaseUrl }: VigilUnderTest, work: (sql: Sql) => PromiseLike<T>): Promise<T> {
  const database = openDatabase(databaseUrl, { connections: 1 });
  const sql = database.connectAlone('test');
  try {
    return await work(sql);
  } finally {
    await sql.end();
    await database.close();
  }
}

/** Everything that a night leaves behind, without ids and times. */
async function tablesOf(vigil: VigilUnderTest): Promise<Tables> {
  return inDatabase(vigil, async (sql) => ({
    enquiries: await sql`select record, digest, valid_from, valid_to from records.section_47_enquiries order by record`,
    contacts: await sql`select record, digest, valid_from, valid_to from records.contacts order by record`,
    figures: await sql`
      select indicator, period, origin, member, as_at, version, numerator, denominator, value, text
      from vigil.snapshot order by indicator, period, member, version`,
    findings: await sql`select list, record, rule from vigil.finding order by list, record, rule`,
    files: await sql`select list, state, read, accepted, unchanged from vigil.file order by list`,
    alerts: await sql`select indicator, state, opened_period, last_period from vigil.alert order by indicator`,
    events: await sql`select kind, period, told_in is not null as told from vigil.alert_event order by period`,
    deliveries: await sql`select as_at, state from vigil.delivery order by as_at`,
    runs: await sql`select as_at, state, new_figures, alerts_opened from vigil.run order by as_at`,
    slots: await sql`select distinct state from vigil.slot`,
    stages: await sql`select name, subject, state from vigil.stage where run is not null order by name, subject`,
    staging: await sql`select tablename from pg_tables where schemaname = 'staging'`,
  }));
}

/** The queue's jobs are gone, whatever it lies on. */
export async function emptyQueue({ vigil, redis }: Night): Promise<void> {
  if (redis) return redis.empty();
  await inDatabase(vigil, async (sql) => {
    const tables = await sql<{ tablename: string }[]>`
      select tablename from pg_tables where schemaname = 'bullmq' and tablename !~ 'migration'`;
    await sql.unsafe(`truncate ${tables.map(({ tablename }) => `bullmq.${tablename}`).join(', ')}`);
  });
}
