import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audit, readRebases, recordRebase, Refused, type Transaction } from '../src/index.ts';
import { ownDatabase, type OwnDatabase } from './own-database.ts';

const word = { actor: 'alice@office', reason: 'a second conference chair since May' };
const whole = { indicator: 'icpc-timeliness', member: null };
const may = { period: '2020-05', withdraw: false };

describe('rebases', () => {
  let own: OwnDatabase;
  beforeAll(async () => {
    own = await ownDatabase();
  });
  afterAll(() => own.drop());

  const inTransaction = <T>(work: (tx: Transaction) => Promise<T>, authority = '852'): Promise<T> =>
    own.database.forAuthority(authority).transaction(work);
  const standing = (authority?: string) =>
    inTransaction(async (tx) => {
      const rebases = await readRebases(tx, ['icpc-timeliness', 'icpc-rate']);
      return rebases.map(({ indicator, member, period, why }) => [indicator, member, period, why].join(' | '));
    }, authority);
  const refusal = (work: (tx: Transaction) => Promise<unknown>) =>
    inTransaction(work).then(
      () => 'not refused',
      (error: unknown) => (error instanceof Refused ? error.message : String(error)),
    );

  it('stand with who, when and why, for their authority and series alone', async () => {
    await inTransaction((tx) => recordRebase(tx, whole, may, word));
    await inTransaction((tx) => recordRebase(tx, { ...whole, member: 'Female' }, { ...may, period: '2020-07' }, word));
    expect(await standing()).toEqual([
      'icpc-timeliness | Female | 2020-07 | a second conference chair since May',
      'icpc-timeliness |  | 2020-05 | a second conference chair since May',
    ]);
    const [first] = await inTransaction((tx) => readRebases(tx, ['icpc-timeliness']));
    expect(first).toMatchObject({ who: 'alice@office', when: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/) });
    expect(await standing('999')).toEqual([]);
    expect(await inTransaction((tx) => readRebases(tx, ['icpc-rate']))).toEqual([]);
  });

  it('are not recorded twice', async () => {
    expect(await refusal((tx) => recordRebase(tx, whole, may, word))).toMatch(
      /icpc-timeliness begin anew with 2020-05 already: a second conference chair since May \(alice@office, /,
    );
  });

  it('are withdrawn by another row, and what was known before still says so', async () => {
    const before = new Date();
    const bob = { actor: 'bob@office', reason: 'the chair left after a month' };
    await inTransaction((tx) => recordRebase(tx, whole, { ...may, withdraw: true }, bob));
    const known = (at?: Date) =>
      inTransaction(async (tx) => {
        const rebases = await readRebases(tx, ['icpc-timeliness'], at);
        return rebases.map(({ period }) => period);
      });
    expect(await known()).toEqual(['2020-07']);
    expect(await known(before)).toEqual(['2020-07', '2020-05']);
    expect(await refusal((tx) => recordRebase(tx, whole, { ...may, withdraw: true }, bob))).toBe(
      'The limits of icpc-timeliness do not begin anew with 2020-05.',
    );
  });

  it('can be decided again after that', async () => {
    await inTransaction((tx) => recordRebase(tx, whole, may, { ...word, reason: 'she is back' }));
    expect(await standing()).toContain('icpc-timeliness |  | 2020-05 | she is back');
  });

  it('are audited, each word of them', async () => {
    const said = await inTransaction((tx) =>
      tx.orm
        .select()
        .from(audit)
        .where(and(eq(audit.authority, '852'), eq(audit.subject, 'icpc-timeliness 2020-05'))),
    );
    expect(said.map(({ actor, action, reason }) => `${actor}: ${action}, ${reason}`)).toEqual([
      'alice@office: rebase, a second conference chair since May',
      'bob@office: withdraw rebase, the chair left after a month',
      'alice@office: rebase, she is back',
    ]);
  });
});
