import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  byCause,
  carryOut,
  listFailedJobs,
  lossesAllowed,
  openMatters,
  planReplay,
  readJobs,
  readNight,
  readRun,
  reconcile,
  stage,
  type ReplayChoice,
  type Transaction,
} from '../src/index.ts';
import { ownDatabase, type OwnDatabase } from './own-database.ts';
import { nightByHand, type NightByHand } from './worked-by-hand.ts';

const word = { actor: 'alice@office', reason: 'it has more memory now' };

describe('a job that costs its workers', () => {
  let own: OwnDatabase;
  let night: NightByHand;
  beforeAll(async () => {
    own = await ownDatabase();
    night = await nightByHand(own.database, ['2021-01-04']);
    await night.land(night.runs[0]!, ['contacts']);
  });
  afterAll(async () => {
    await night.stop();
    await own.drop();
  });

  const inTransaction = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> =>
    own.database.forAuthority('852').transaction(work);
  const job = async () => {
    const [row] = await inTransaction((tx) => tx.orm.select().from(stage).where(eq(stage.name, 'validate')));
    return row!;
  };
  /** The stage is claimed by a process that dies. */
  const lose = async (times: number): Promise<void> => {
    for (let loss = 0; loss < times; loss += 1) {
      await own.database.acrossAuthorities(
        ({ sql }) => sql`
          update vigil.stage set state = 'running', worker = 2000000, fence = fence + 1, attempt = attempt + 1,
            started_at = now() - interval '3 seconds', lease_until = now() + interval '1 hour'
          where name = 'validate'`,
      );
      expect(await reconcile(own.database, { patienceSeconds: null })).toMatchObject({ lost: 1 });
    }
  };
  const replay = (choice: ReplayChoice) =>
    inTransaction(async (tx) => {
      const plan = await planReplay(tx, choice);
      await carryOut(tx, plan, word);
      return plan;
    });

  it('is tried again until its budget is used up', async () => {
    await lose(lossesAllowed - 1);
    expect(await job()).toMatchObject({ state: 'due', budgetFrom: 0 });
    await lose(1);
    expect(await job()).toMatchObject({ state: 'dead' });
  });

  it('fails its run, is listed with all its attempts, and matters to operators', async () => {
    const { id, slot, payload } = await job();
    const { causes, matters, jobs, run, problems } = await inTransaction(async (tx) => ({
      causes: byCause(await listFailedJobs(tx)),
      matters: await openMatters(tx),
      jobs: await readJobs(tx, [id]),
      run: await readRun(tx, night.runs[0]!),
      problems: (await readNight(tx, [slot])).runs.flatMap((one) => one.causes),
    }));
    expect(run).toMatchObject({ run: { state: 'failed' }, delivery: { state: 'failed' } });
    const words = {
      message: expect.stringContaining(`${lossesAllowed} processes`),
      advice: expect.stringContaining(`vigil failed --job ${id.slice(0, 8)}`),
    };
    expect(causes).toMatchObject([{ state: 'dead', stage: 'validate', kind: 'worker-lost', ...words }]);
    expect(problems).toMatchObject([words]);
    expect(matters).toMatchObject([{ kind: 'failed', words: words.message, advice: words.advice }]);
    const { attempts, ...rest } = jobs.get(id)!;
    expect(rest).toMatchObject({ state: 'dead', subject: 'contacts', asAt: '2021-01-04', payload });
    expect(attempts.map(({ outcome }) => outcome)).toEqual(Array(lossesAllowed).fill('lost'));
    for (const { startedAt, finishedAt } of attempts) {
      expect(finishedAt.getTime() - startedAt.getTime()).toBeGreaterThanOrEqual(3000);
    }
  });

  it('cannot be kept for ever by a worker that hangs in the middle of a transaction', async () => {
    const [setting] = await inTransaction(({ sql }) => sql`show idle_in_transaction_session_timeout`);
    expect(setting).toEqual({ idle_in_transaction_session_timeout: '2min' });
  });

  it('is replayed by no sweep, and by its id', async () => {
    const { id } = await job();
    expect(await replay({ by: 'stage', stage: 'validate' })).toMatchObject({ replayed: [] });
    expect(await job()).toMatchObject({ state: 'dead' });
    expect(await replay({ by: 'jobs', jobs: [id] })).toMatchObject({ replayed: [{ job: id }], left: [] });
  });

  it('has its whole budget again when an operator has replayed it: earlier losses are forgiven', async () => {
    expect(await job()).toMatchObject({ state: 'due', budgetFrom: lossesAllowed });
    await lose(lossesAllowed - 1);
    expect(await job()).toMatchObject({ state: 'due' });
    await lose(1);
    expect(await job()).toMatchObject({ state: 'dead' });
  });
});
