import { eq, inArray } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  abortReplay,
  audit,
  dispatchReplays,
  listReplays,
  mappingOfReplay,
  onlyMappingFailures,
  planReplay,
  readRun,
  Refused,
  stage,
  startReplay,
  takeTurnsOnSource,
  type ReplayChoice,
  type ReplayPlan,
  type Transaction,
  type WantedReplay,
} from '../src/index.ts';
import { ownDatabase, type OwnDatabase } from './own-database.ts';
import { nightByHand, type NightByHand } from './worked-by-hand.ts';

const word = { actor: 'alice@office', reason: 'the disk has room again' };

let own: OwnDatabase;
beforeAll(async () => {
  own = await ownDatabase();
});
afterAll(() => own.drop());

const inTransaction = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> =>
  own.database.forAuthority('852').transaction(work);
const night = (...asAts: readonly string[]): Promise<NightByHand> => nightByHand(own.database, asAts);
const start = (choice: ReplayChoice, wanted: Partial<WantedReplay> = {}) =>
  inTransaction(async (tx) => {
    const plan = await planReplay(tx, choice);
    return {
      plan,
      ...(await startReplay(
        tx,
        { choice, ratePerMinute: null, oneByOne: false, mapping: null, ...wanted },
        plan,
        word,
      )),
    };
  });
const onRecord = (id: string) => inTransaction(async (tx) => (await listReplays(tx)).find((one) => one.id === id)!);
/** As if the time that the rate asks for had passed. */
const nextTurn = async (id: string) => {
  await inTransaction((tx) => tx.sql`update vigil.replay set next_at = now() where id = ${id}`);
  return dispatchReplays(own.database);
};
const statesOf = (runs: readonly string[]) =>
  inTransaction(async (tx) => {
    const rows = await tx.orm
      .select()
      .from(stage)
      .where(inArray(stage.run, [...runs]));
    return runs.map((run) => rows.find((one) => one.run === run)!.state);
  });
const jobsOf = (runs: readonly string[]) =>
  inTransaction((tx) =>
    tx.orm
      .select({ id: stage.id, name: stage.name, subject: stage.subject, payload: stage.payload })
      .from(stage)
      .where(inArray(stage.run, [...runs])),
  );
const becauses = ({ left }: ReplayPlan) => left.map(({ because }) => because);

async function failedNight(...asAts: readonly string[]): Promise<NightByHand> {
  const failed = await night(...asAts);
  for (const run of failed.runs) await failed.fail(await failed.claim('land', run), 'disk-full');
  return failed;
}

describe('a replay with a rate', () => {
  it('makes due one run at a time, what was settled at its start and nothing else, until it is aborted', async () => {
    const { runs, stop } = await failedNight('2018-01-01', '2018-01-02', '2018-01-03');
    const { replay: id } = await start({ by: 'stage', stage: 'land' }, { ratePerMinute: 1 });
    expect(await statesOf(runs)).toEqual(['failed', 'failed', 'failed']);
    const later = await failedNight('2018-02-01');

    const first = await dispatchReplays(own.database);
    expect(first.dispatched).toBe(1);
    expect(first.nextInMilliseconds).toBeGreaterThan(50_000);
    expect(first.nextInMilliseconds).toBeLessThanOrEqual(60_000);
    expect(await dispatchReplays(own.database)).toMatchObject({ dispatched: 0 });
    expect(await statesOf(runs)).toEqual(['due', 'failed', 'failed']);

    await start({ by: 'run', run: runs[1]! });
    expect(await nextTurn(id)).toMatchObject({ dispatched: 0 });
    expect(await onRecord(id)).toMatchObject({ state: 'going', waiting: 1, dispatched: 1, left: 1 });

    expect(await inTransaction((tx) => abortReplay(tx, id, word))).toBe(1);
    expect(await nextTurn(id)).toEqual({ dispatched: 0, nextInMilliseconds: null });
    expect(await onRecord(id)).toMatchObject({ state: 'aborted', waiting: 0, dispatched: 1, left: 2, ...word });
    expect(await statesOf([...runs, ...later.runs])).toEqual(['due', 'due', 'failed', 'failed']);
    await expect(inTransaction((tx) => abortReplay(tx, id, word))).rejects.toThrow(Refused);
    await stop();
    await later.stop();
  });

  it('is done when no job waits; two that dispatch at once take no job twice', async () => {
    const { runs, stop } = await failedNight('2018-03-01', '2018-03-02');
    const { replay: id } = await start(
      { by: 'jobs', jobs: (await jobsOf(runs)).map((one) => one.id) },
      { ratePerMinute: 30 },
    );
    // Meanwhile a delivery of the source is published: who dispatches does not wait for that.
    await inTransaction(async (tx) => {
      await takeTurnsOnSource(tx, 'casework');
      expect(await dispatchReplays(own.database)).toEqual({ dispatched: 0, nextInMilliseconds: 250 });
    });
    const both = async () => {
      await inTransaction((tx) => tx.sql`update vigil.replay set next_at = now() where id = ${id}`);
      const [one, other] = await Promise.all([dispatchReplays(own.database), dispatchReplays(own.database)]);
      return one.dispatched + other.dispatched;
    };
    expect(await both()).toBe(1);
    expect(await both()).toBe(1);
    expect(await onRecord(id)).toMatchObject({
      state: 'done',
      waiting: 0,
      dispatched: 2,
      finishedAt: expect.any(Date),
    });
    const audited = await inTransaction((tx) => tx.orm.select().from(audit).where(eq(audit.action, 'replay')));
    expect(audited.filter(({ detail }) => (detail as { replay: string }).replay === id)).toMatchObject([word, word]);
    await stop();
  });
});

describe('which jobs', () => {
  it('are those that failed in a time', async () => {
    const { runs, stop } = await failedNight('2018-04-01', '2018-04-02');
    await inTransaction(
      (tx) => tx.sql`update vigil.stage set finished_at = '2018-04-01 03:00Z' where run = ${runs[0]!}`,
    );
    const meant = async (choice: ReplayChoice) =>
      (await inTransaction((tx) => planReplay(tx, choice))).replayed.flatMap(({ run }) => run ?? []);
    const [since, until] = [new Date('2018-04-01T03:00:00Z'), new Date('2018-04-01T04:00:00Z')];
    expect(await meant({ by: 'time', since, until })).toEqual([runs[0]]);
    expect(await meant({ by: 'stage', stage: 'land', until })).toEqual([runs[0]]);
    expect(await meant({ by: 'stage', stage: 'publish', until })).toEqual([]);
    expect(await meant({ by: 'run', run: runs[1]!, until })).toEqual([]);
    await start({ by: 'time' });
    await stop();
  });

  it('are no dead ones, nor what cannot go on without, unless they are named', async () => {
    const { runs, land, claim, fail, stop } = await night('2018-05-01');
    const [run] = runs as [string];
    await land(run, ['contacts', 'assessments']);
    await fail(await claim('validate', run, 'contacts'), 'disk-full');
    await fail(await claim('validate', run, 'assessments'), 'worker-lost');
    const jobs = await jobsOf([run]);
    const dead = jobs.find(({ subject }) => subject === 'assessments')!.id;
    const other = jobs.find(({ subject }) => subject === 'contacts')!.id;
    await inTransaction((tx) => tx.orm.update(stage).set({ state: 'dead' }).where(eq(stage.id, dead)));
    const plan = (choice: ReplayChoice) => inTransaction((tx) => planReplay(tx, choice));

    const sweep = await plan({ by: 'stage', stage: 'validate' });
    expect(sweep.replayed).toEqual([]);
    expect(sweep.left).toMatchObject([
      { job: dead, because: 'dead', reason: expect.stringContaining('by its own name alone') as string },
      { job: other, because: 'dead', reason: expect.stringContaining(dead.slice(0, 8)) as string },
    ]);
    expect(becauses(await plan({ by: 'time', since: new Date(0) }))).toEqual(['dead', 'dead']);
    expect(becauses(await plan({ by: 'jobs', jobs: [other] }))).toEqual(['dead']);
    expect((await plan({ by: 'run', run })).replayed).toHaveLength(2);
    expect((await plan({ by: 'jobs', jobs: [dead] })).replayed).toHaveLength(2);
    await start({ by: 'run', run });
    await stop();
  });
});

describe('a replay with a mapping', () => {
  const mapping = { headers: { Person: 'Child Unique ID' }, codes: {} };

  it('is of files that failed on their headers, and holds until they are replayed without', async () => {
    const { runs, land, reject, claim, fail, stop } = await night('2018-06-01', '2018-06-02');
    const [refused, other] = runs as [string, string];
    await land(refused, ['contacts']);
    await reject(refused, 'contacts', 'missing-column');
    await fail(await claim('land', other), 'disk-full');
    const choice = { by: 'time', since: new Date(0) } as const;
    const plan = await inTransaction(async (tx) => onlyMappingFailures(tx, await planReplay(tx, choice)));
    expect(plan.replayed).toMatchObject([{ run: refused, stage: 'validate' }]);
    expect(plan.left).toMatchObject([
      { because: 'no mapping', reason: expect.stringContaining('disk-full') as string },
    ]);

    const [, { payload }] = (await jobsOf([refused])) as [unknown, { payload: unknown }];
    const { file } = payload as { file: string };
    const mapped = () =>
      inTransaction(async (tx) => mappingOfReplay(tx, { run: (await readRun(tx, refused)).run, file }));
    expect(await mapped()).toBeNull();
    await start({ by: 'run', run: refused }, { mapping });
    expect(await mapped()).toEqual(mapping);
    await reject(refused, 'contacts', 'missing-column');
    expect(await mapped()).toEqual(mapping);
    await start({ by: 'run', run: refused });
    expect(await mapped()).toBeNull();
    await stop();
  });
});

describe('the record of who changed what', () => {
  it.each(['update vigil.audit set reason = $$another$$', 'delete from vigil.audit', 'truncate vigil.audit'])(
    'refuses even its owner: %s',
    async (statement) => {
      await start({ by: 'time' });
      const change = own.database.acrossAuthorities(({ sql }) => sql.unsafe(statement));
      await expect(change).rejects.toThrow('only ever added to');
    },
  );
});
