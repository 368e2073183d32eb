import { eq } from 'drizzle-orm';
import { Catalogue } from '@vigil/indicators';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readScorecardContext } from '../src/figures/scorecard.ts';
import { audit, judgement, recordJudgement, Refused, type Transaction } from '../src/index.ts';
import { ownDatabase, type OwnDatabase } from './own-database.ts';

const word = { actor: 'alice@office', reason: 'up four months running' };
const december = { indicator: 're-referrals-percent', period: '2020-12' };

describe("people's words on the pack's lists", () => {
  let own: OwnDatabase;
  beforeAll(async () => {
    own = await ownDatabase();
  });
  afterAll(() => own.drop());

  const inTransaction = <T>(work: (tx: Transaction) => Promise<T>, authority = '852'): Promise<T> =>
    own.database.forAuthority(authority).transaction(work);
  const standing = (period = '2020-12', code = '852', knownAt?: Date) =>
    inTransaction(async (tx) => {
      const { rulings } = await readScorecardContext(tx, {
        period,
        asAt: '2021-01-04',
        ...(knownAt && { knownAt }),
        catalogue: new Catalogue([]),
        authority: { code, benchmarks: null, population0to17: new Map(), contributors: [] },
      });
      return rulings;
    }, code);
  const refusal = (work: (tx: Transaction) => Promise<unknown>) =>
    inTransaction(work).then(
      () => 'not refused',
      (error: unknown) => (error instanceof Refused ? error.message : String(error)),
    );

  it('stand with who and why, for their authority, indicator and month alone, the last one before others', async () => {
    await inTransaction((tx) => recordJudgement(tx, december, 'do-better', word));
    const before = new Date();
    await inTransaction((tx) => recordJudgement(tx, december, 'watch', word));
    expect(await standing()).toEqual([{ ...december, place: 'watch', ...word }]);
    expect(await standing('2020-12', '852', before)).toEqual([{ ...december, place: 'do-better', ...word }]);
    expect(await standing('2020-11')).toEqual([]);
    expect(await standing('2020-12', '999')).toEqual([]);
  });

  it('are not said twice, and can be withdrawn once', async () => {
    expect(await refusal((tx) => recordJudgement(tx, december, 'watch', word))).toBe(
      're-referrals-percent of 2020-12 is in that list already, for that reason (alice@office).',
    );
    await inTransaction((tx) => recordJudgement(tx, december, null, { ...word, reason: 'agreed at the board' }));
    expect(await standing()).toEqual([]);
    expect(await refusal((tx) => recordJudgement(tx, december, null, word))).toBe(
      'Nobody has put re-referrals-percent of 2020-12 in a list.',
    );
  });

  it('are all kept, and audited', async () => {
    const [said, audited] = await inTransaction(async (tx) => [
      await tx.orm.select().from(judgement).where(eq(judgement.authority, '852')).orderBy(judgement.id),
      await tx.orm.select().from(audit).where(eq(audit.authority, '852')).orderBy(audit.id),
    ]);
    expect(said.map(({ place }) => place)).toEqual(['do-better', 'watch', null]);
    expect(audited).toMatchObject([
      { action: 'judge', subject: 're-referrals-percent 2020-12', actor: 'alice@office' },
      { action: 'judge', detail: { place: 'watch', before: 'do-better' } },
      { action: 'withdraw judgement', detail: { place: null, before: 'watch' } },
    ]);
  });
});
