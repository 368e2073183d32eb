import { eq } from 'drizzle-orm';
import { remarksFor, type Said } from '@vigil/commentary';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  audit,
  readRemarks,
  readWords,
  recordJudgement,
  recordRemarks,
  recordWords,
  Refused,
  remark,
  type RemarkToRecord,
  type Transaction,
} from '../src/index.ts';
import { ownDatabase, type OwnDatabase } from './own-database.ts';

const alice = { actor: 'alice@office', reason: 'the words for the December board' };
const bob = { actor: 'bob@office', reason: 'put right' };

const commentary: RemarkToRecord = {
  period: '2020-12',
  kind: 'commentary',
  subject: 'icpc-timeliness',
  indicators: ['icpc-timeliness'],
  place: null,
  text: 'Bank holidays are not taken into account.',
  evidence: null,
  owner: null,
  due: null,
  state: 'accepted',
  forPublic: false,
};
const plan: RemarkToRecord = {
  ...commentary,
  kind: 'plan',
  subject: 'supervision-in-lac',
  indicators: [],
  place: 'going-well',
  text: 'Supervision in LAC',
  evidence: 'audit return',
  owner: 'QA Unit manager',
  due: '2021-01-31',
  forPublic: true,
};

describe('what people say of a month', () => {
  let own: OwnDatabase;
  beforeAll(async () => {
    own = await ownDatabase();
  });
  afterAll(() => own.drop());

  const inTransaction = <T>(work: (tx: Transaction) => Promise<T>, authority = '852'): Promise<T> =>
    own.database.forAuthority(authority).transaction(work);
  const record = (remarks: readonly RemarkToRecord[], word = alice) =>
    inTransaction((tx) => recordRemarks(tx, remarks, word));
  const standing = (period = '2020-12', authority = '852', knownAt?: Date) =>
    inTransaction((tx) => readRemarks(tx, period, knownAt), authority);
  const refusal = (work: (tx: Transaction) => Promise<unknown>) =>
    inTransaction(work).then(
      () => 'not refused',
      (error: unknown) => (error instanceof Refused ? error.message : String(error)),
    );

  it('stands as it was said, with who and when, for its authority alone', async () => {
    expect(await record([commentary, plan])).toEqual(['new', 'new']);
    const at = expect.any(Date) as Date;
    expect(await standing()).toEqual([
      { ...commentary, author: 'alice@office', at },
      { ...plan, author: 'alice@office', at },
    ]);
    expect(await standing('2020-12', '999')).toEqual([]);
    expect(await standing('2020-11')).toEqual([]);
  });

  it('is on record once, however often it is handed in', async () => {
    expect(await record([commentary, plan], bob)).toEqual(['unchanged', 'unchanged']);
    expect(await inTransaction((tx) => tx.orm.select().from(remark))).toHaveLength(2);
  });

  it('is changed by a later word, and can still be read as it was known before', async () => {
    const before = new Date();
    const changed = { ...commentary, text: 'The report now knows bank holidays.' };
    expect(await record([changed, plan], bob)).toEqual(['changed', 'unchanged']);
    expect((await standing())[0]).toMatchObject({ text: changed.text, author: 'bob@office' });
    expect((await standing('2020-12', '852', before))[0]).toMatchObject({
      text: commentary.text,
      author: 'alice@office',
    });
  });

  it('is carried over as a draft until somebody confirms it, which is new', async () => {
    const january = await standing('2021-01');
    const drafts = remarksFor(january, '2021-01');
    expect(drafts.map(({ kind, state, carriedFrom, forPublic }) => ({ kind, state, carriedFrom, forPublic }))).toEqual([
      { kind: 'commentary', state: 'draft', carriedFrom: '2020-12', forPublic: false },
      { kind: 'plan', state: 'draft', carriedFrom: '2020-12', forPublic: false },
    ]);
    const asCarried: RemarkToRecord = { ...plan, period: '2021-01', state: 'draft', forPublic: false };
    expect(await record([asCarried])).toEqual(['unchanged']);
    expect(await record([{ ...asCarried, state: 'accepted' }])).toEqual(['new']);
  });

  it('is withdrawn with its words kept, and is then not carried over', async () => {
    const withdrawn: RemarkToRecord = { ...plan, period: '2021-01', state: 'withdrawn', text: '', place: null };
    expect(await record([withdrawn], bob)).toEqual(['withdrawn']);
    expect(await record([withdrawn], bob)).toEqual(['unchanged']);
    const february = await standing('2021-02');
    expect(february.find(({ period, kind }) => period === '2021-01' && kind === 'plan')).toMatchObject({
      state: 'withdrawn',
      text: plan.text,
      owner: plan.owner,
    });
    expect(remarksFor(february, '2021-02').map(({ kind }) => kind)).toEqual(['commentary']);
  });

  it('cannot be withdrawn where nobody has said it, and then nothing else is put on record', async () => {
    const before = (await standing('2021-06')).length;
    const said: RemarkToRecord = { ...plan, subject: 'something-new' };
    const nobody: RemarkToRecord = { ...plan, subject: 'nothing', state: 'withdrawn' };
    expect(await refusal((tx) => recordRemarks(tx, [said, nobody], alice))).toBe(
      'Nobody has said anything of 2020-12 as plan nothing: there is nothing to withdraw.',
    );
    expect(await standing('2021-06')).toHaveLength(before);
  });

  it('is audited: an entry an import, where something changed', async () => {
    const entries = await inTransaction((tx) =>
      tx.orm.select().from(audit).where(eq(audit.authority, '852')).orderBy(audit.id),
    );
    expect(entries.map(({ action, subject, actor, detail }) => ({ action, subject, actor, detail }))).toMatchObject([
      {
        action: 'record remarks',
        subject: '2020-12',
        actor: 'alice@office',
        detail: {
          new: ['commentary icpc-timeliness 2020-12', 'plan supervision-in-lac 2020-12'],
          changed: [],
          withdrawn: [],
        },
      },
      { detail: { new: [], changed: ['commentary icpc-timeliness 2020-12'] } },
      { detail: { new: ['plan supervision-in-lac 2021-01'] } },
      { detail: { withdrawn: ['plan supervision-in-lac 2021-01'] } },
    ]);
  });

  it.each(['update vigil.remark set text = $$$$', 'delete from vigil.remark', 'truncate vigil.remark'])(
    'is only ever added to, whoever asks: %s',
    async (statement) => {
      await expect(inTransaction(({ sql }) => sql.unsafe(statement))).rejects.toThrow(
        /vigil\.remark is only ever added to/u,
      );
    },
  );

  describe('with judgements beside the remarks', () => {
    const judged: Said = {
      ...commentary,
      kind: 'judgement',
      subject: 're-referrals-percent',
      indicators: ['re-referrals-percent'],
      place: 'watch',
      text: 'up four months running',
    };
    const say = (said: Said, word = alice) => inTransaction((tx) => recordWords(tx, [said], word));
    const rulings = async (period: string) => {
      const words = await inTransaction((tx) => readWords(tx, period));
      return words.filter(({ kind }) => kind === 'judgement');
    };

    it('puts one on record for its own reason, once', async () => {
      expect(await say(judged)).toEqual(['new']);
      expect(await say(judged)).toEqual(['unchanged']);
      expect(await rulings('2020-12')).toEqual([{ ...judged, author: 'alice@office', at: expect.any(Date) }]);
      expect(await say({ ...judged, text: 'five months running' })).toEqual(['changed']);
    });

    it('knows those of vigil judge, and withdraws one for the reason of whoever does', async () => {
      const january = { indicator: 're-referrals-percent', period: '2021-01' };
      await inTransaction((tx) => recordJudgement(tx, january, 'do-better', bob));
      const said: Said = { ...judged, period: '2021-01', place: 'do-better', text: bob.reason };
      expect(await say(said)).toEqual(['unchanged']);
      expect(await say({ ...said, state: 'withdrawn', text: '' })).toEqual(['withdrawn']);
      expect(await say({ ...said, state: 'withdrawn', text: '' })).toEqual(['unchanged']);
      expect((await rulings('2021-01')).find(({ period }) => period === '2021-01')).toMatchObject({
        state: 'withdrawn',
        text: alice.reason,
      });
    });

    it('offers that of the month before as a draft, and keeps no draft', async () => {
      const november: Said = { ...judged, period: '2020-11' };
      await say(november);
      const march: Said = { ...judged, subject: 'icpc-rate', indicators: ['icpc-rate'], period: '2020-03' };
      await say(march);
      const asCarried: Said = { ...march, period: '2020-04', state: 'draft' };
      expect(remarksFor(await rulings('2020-04'), '2020-04')).toMatchObject([
        { kind: 'judgement', state: 'draft', carriedFrom: '2020-03' },
      ]);
      expect(await say(asCarried)).toEqual(['unchanged']);
      expect(await refusal((tx) => recordWords(tx, [{ ...asCarried, text: 'still' }], alice))).toBe(
        'A judgement is on record or it is not: that on icpc-rate of 2020-04 cannot be kept as a draft.',
      );
      expect(await refusal((tx) => recordWords(tx, [{ ...asCarried, state: 'withdrawn' }], alice))).toBe(
        'Nobody has put icpc-rate of 2020-04 in a list.',
      );
      expect(await rulings('2020-05')).toEqual([]);
    });
  });
});
