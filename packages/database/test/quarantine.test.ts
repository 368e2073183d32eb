import { eq } from 'drizzle-orm';
import type { Coverage } from '@vigil/extracts';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import {
  audit,
  closeNotices,
  deliveredLists,
  keepCorrections,
  listStates,
  openNotice,
  overtakenList,
  planReplay,
  readCorrections,
  readOpenNotices,
  readRun,
  Refused,
  sameContentSince,
  standingFiles,
  startQuarantineReplay,
  type SetGoing,
  type Transaction,
} from '../src/index.ts';
import { ownDatabase, type OwnDatabase } from './own-database.ts';
import { nightByHand } from './worked-by-hand.ts';

const word = { actor: 'alice@office', reason: 'the codes are mapped now' };
const lists = ['contacts', 'assessments'];

let own: OwnDatabase;
const opened: OwnDatabase[] = [];
beforeEach(async () => {
  own = await ownDatabase();
  opened.push(own);
});
afterAll(async () => {
  for (const one of opened) await one.drop();
});

const inTransaction = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> =>
  own.database.forAuthority('852').transaction(work);

/** A night whose deliveries are published, each with one row of two in quarantine. */
async function published(asAts: readonly string[], content: string, coverage?: Coverage): Promise<readonly string[]> {
  const night = await nightByHand(own.database, asAts, content, coverage);
  for (const run of night.runs) {
    await night.land(run, lists);
    for (const list of lists) await night.validate(run, list);
    await night.publish(run);
    await night.judge(run);
  }
  // The newest is told of; history is not.
  await night.claim('notify', night.runs.at(-1)!).then(
    (claim) => night.finish(claim),
    () => {},
  );
  await night.stop();
  return night.runs;
}

const replayContacts = (asAt: string): Promise<SetGoing> =>
  inTransaction(async (tx) => {
    const standing = await standingFiles(tx, { list: 'contacts' });
    return startQuarantineReplay(
      tx,
      standing.filter(({ delivery }) => delivery.asAt === asAt),
      word,
    );
  });

describe('what stands', () => {
  it('is of each as-at date the list that was published last, newest first', async () => {
    await published(['2020-12-28', '2021-01-04'], 'first');
    const [corrected] = await published(['2020-12-28'], 'second');
    const standing = await inTransaction((tx) => standingFiles(tx));
    expect(standing.map(({ delivery, file }) => `${delivery.asAt} ${file.list} ${file.sha256}`)).toEqual([
      '2021-01-04 assessments first',
      '2021-01-04 contacts first',
      '2020-12-28 assessments second',
      '2020-12-28 contacts second',
    ]);
    expect(await inTransaction((tx) => standingFiles(tx, { run: corrected!, list: 'contacts' }))).toHaveLength(1);
  });
});

describe('parts of a date', () => {
  const autumn: Coverage = { kind: 'window', from: '2020-09-01', to: '2020-11-30' };
  const winter: Coverage = { kind: 'window', from: '2020-12-01', to: '2021-01-04' };
  const standingContacts = async () => {
    const standing = await inTransaction((tx) => standingFiles(tx, { list: 'contacts' }));
    return standing.map(({ file }) => file.sha256);
  };

  it('stand beside each other, rows and quarantine counted of all, until one covers them', async () => {
    await published(['2021-01-04'], 'autumn', autumn);
    await published(['2021-01-04'], 'winter', winter);
    expect(await standingContacts()).toEqual(['autumn', 'winter']);
    const [delivered] = await inTransaction(deliveredLists);
    expect(delivered).toMatchObject({ list: 'assessments', read: 4, quarantined: 2 });
    const states = await inTransaction((tx) => listStates(tx, '2021-01-04'));
    expect(states.get('contacts')).toMatchObject({ read: 4, quarantined: 2 });
    await published(['2021-01-04'], 'autumn corrected', autumn);
    expect(await standingContacts()).toEqual(['winter', 'autumn corrected']);
    await published(['2021-01-04'], 'all');
    expect(await standingContacts()).toEqual(['all']);
  });

  it('are replayed each for itself', async () => {
    await published(['2021-01-04'], 'autumn', autumn);
    const going = await inTransaction(async (tx) =>
      startQuarantineReplay(tx, await standingFiles(tx, { list: 'contacts' }), word),
    );
    const overtaken = () =>
      inTransaction(async (tx) => overtakenList(tx, (await readRun(tx, going.runs[0]!)).delivery.id));
    await published(['2021-01-04'], 'winter', winter);
    expect(await overtaken()).toBeNull();
    await published(['2021-01-04'], 'december', { ...winter, from: '2020-11-01' });
    expect(await overtaken()).toBe('contacts');
  });

  it('that failed go on when others are published already, and not when they are corrected', async () => {
    const night = await nightByHand(own.database, ['2021-01-04'], 'autumn', autumn);
    const [run] = night.runs as [string];
    await night.land(run, ['contacts']);
    await night.fail(await night.claim('validate', run, 'contacts'), 'mended since');
    await night.stop();
    const left = async () => (await inTransaction((tx) => planReplay(tx, { by: 'run', run }))).left;
    await published(['2021-01-04'], 'winter', winter);
    expect(await left()).toEqual([]);
    await published(['2021-01-04'], 'autumn corrected', autumn);
    expect(await left()).toMatchObject([{ stage: 'validate', because: 'corrected' }]);
  });
});

describe('a replay of the quarantine', () => {
  it('is a run of its own over the same landed file, on record, while what was published stays live', async () => {
    const [first] = await published(['2021-01-04'], 'first');
    const going = await replayContacts('2021-01-04');
    expect(going.runs).toHaveLength(1);
    await inTransaction(async (tx) => {
      const original = (await readRun(tx, first!)).delivery;
      const { run, delivery } = await readRun(tx, going.runs[0]!);
      expect(run).toMatchObject({ state: 'running', asAt: '2021-01-04' });
      expect(delivery).toMatchObject({ state: 'found', replayOf: original.id });
      const standing = await standingFiles(tx);
      expect(new Set(standing.map((one) => one.delivery.id))).toEqual(new Set([original.id]));
      const [entry] = await tx.orm
        .select()
        .from(audit)
        .where(eq(audit.subject, `delivery ${original.id}`));
      expect(entry).toMatchObject({
        ...word,
        action: 'replay quarantine',
        detail: { lists: ['contacts'], run: run.id },
      });
    });
  });

  it('is refused while a delivery of its date is under way, a replay included', async () => {
    await published(['2020-12-28', '2021-01-04'], 'first');
    await replayContacts('2021-01-04');
    await expect(replayContacts('2021-01-04')).rejects.toThrow(Refused);
    await expect(replayContacts('2021-01-04')).rejects.toThrow('as at 2021-01-04 is under way');
    expect((await replayContacts('2020-12-28')).runs).toHaveLength(1);
  });

  it('is overtaken when the source corrects its date before it is published', async () => {
    await published(['2021-01-04'], 'first');
    const going = await replayContacts('2021-01-04');
    const overtaken = () =>
      inTransaction(async (tx) => overtakenList(tx, (await readRun(tx, going.runs[0]!)).delivery.id));
    expect(await overtaken()).toBeNull();
    await published(['2021-01-04'], 'second');
    expect(await overtaken()).toBe('contacts');
  });
});

describe('a correction', () => {
  const content = { source: 'casework', asAt: '2021-01-04', list: 'contacts', sha256: 'first' };
  const keep = (of: typeof content, text: string) =>
    inTransaction((tx) => keepCorrections(tx, of, new Map([[7, Buffer.from(text)]]), word));
  const kept = (of: typeof content) =>
    inTransaction(async (tx) => [...(await readCorrections(tx, of))].map(([record, row]) => [record, String(row)]));

  it('belongs to its content at its date; the last one counts', async () => {
    await keep(content, 'sealed once');
    await keep(content, 'sealed twice');
    expect(await kept(content)).toEqual([[7, 'sealed twice']]);
    expect(await kept({ ...content, sha256: 'second' })).toEqual([]);
    expect(await kept({ ...content, asAt: '2021-01-05' })).toEqual([]);
    const entries = await inTransaction((tx) => tx.orm.select().from(audit).where(eq(audit.action, 'correct')));
    expect(entries).toMatchObject([
      { ...word, detail: { records: [7] } },
      { ...word, detail: { records: [7] } },
    ]);
  });
});

describe('a notice', () => {
  const notices = () =>
    inTransaction(async (tx) => (await readOpenNotices(tx)).map(({ kind, list, words }) => [kind, list, words]));

  it('is open once, with the newest words, until it is closed', async () => {
    for (const words of ['one row', 'two rows']) {
      await inTransaction((tx) => openNotice(tx, { source: 'casework', kind: 'shrunken', list: 'contacts', words }));
    }
    expect(await notices()).toEqual([['shrunken', 'contacts', 'two rows']]);
    const close = (list: string) =>
      inTransaction((tx) => closeNotices(tx, { source: 'casework', kinds: ['shrunken'], lists: [list] }));
    await close('assessments');
    expect(await notices()).toHaveLength(1);
    await close('contacts');
    expect(await notices()).toEqual([]);
  });

  it('that something is held ends with the last delivery that is', async () => {
    const night = await nightByHand(own.database, ['2021-01-04'], 'held');
    const [run] = night.runs;
    await night.land(run!, lists);
    for (const list of lists) await night.validate(run!, list);
    await night.hold(run!, 'contacts would lose 30 of 40 records');
    await night.stop();
    await inTransaction((tx) => openNotice(tx, { source: 'casework', kind: 'held', words: 'held' }));
    await inTransaction((tx) => closeNotices(tx, { source: 'casework', kinds: ['held'] }));
    expect(await notices()).toEqual([['held', '', 'held']]);
  });
});

describe('the same content', () => {
  const since = (asAt: string) => inTransaction((tx) => sameContentSince(tx, { source: 'casework', asAt }));

  it('is the same since the first delivery with it, without another in between', async () => {
    await published(['2020-12-01'], 'first');
    await published(['2020-12-02'], 'second');
    await published(['2020-12-03', '2020-12-04'], 'first');
    expect(await since('2020-12-04')).toBe('2020-12-03');
    await published(['2020-12-05'], 'third');
    expect(await since('2020-12-05')).toBe('2020-12-05');
  });

  it('says nothing of history', async () => {
    await published(['2020-12-03', '2020-12-04'], 'first');
    expect(await since('2020-12-03')).toBeNull();
  });
});
