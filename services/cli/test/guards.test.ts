import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openDatabase, openScheduledSlot, openSlots, type Database } from '@vigil/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withSession, type CommandContext } from '../src/session.ts';
import { workUntilTold } from '../src/work.ts';
import { enquiriesCsv, ownVigil, testshire, type OwnVigil } from './own-vigil.ts';

interface Notice {
  readonly kind: string;
  readonly list: string | null;
  readonly words: string;
}
interface Status {
  readonly notices: readonly Notice[];
  readonly lists: readonly {
    readonly list: string;
    readonly source: string | null;
    readonly asAt: string | null;
    readonly stale: boolean;
    readonly daysOld: number | null;
  }[];
}

const file = 'section_47_enquiries.csv';
const contacts = 'Child Unique ID,Date of Contact,Contact Source\r\nCHILD-1,12/11/2020,q) 6: Police\r\n';
const why = ['--reason', 'tried out'] as const;
const october = (held: number) => enquiriesCsv({ '2020-10': { held, inTime: held } });

describe('the guards of a source', () => {
  let own: OwnVigil;
  let database: Database;
  beforeAll(async () => {
    own = await ownVigil();
    database = openDatabase(own.env['DATABASE_URL']!, { connections: 1 });
    await own.deliver('2020-12-01', { [file]: october(60) });
    await own.vigil('run');
  });
  afterAll(async () => {
    await database.close();
    await own.drop();
  });

  const open = async () => (await own.json<Status>('status')).notices;
  const all = () =>
    database.acrossAuthorities(
      ({ sql }) => sql<{ kind: string; ended: boolean }[]>`
        select kind, until is not null as ended from vigil.notice order by since`,
    );

  it('notice nothing while all is well', async () => {
    expect(await open()).toEqual([]);
  });

  it('notice a list that has shrunken, once, until its delivery is put aside', async () => {
    await own.deliver('2020-12-02', { [file]: october(10) });
    await own.vigil('run');
    await own.vigil('run');
    expect(await open()).toMatchObject([
      {
        kind: 'shrunken',
        list: 'section_47_enquiries',
        words: expect.stringContaining('10 rows, the last one held 60'),
      },
    ]);
    expect((await own.vigil('status')).out).toMatch(/Noticed\n +section_47_enquiries, since 2\d{3}-/u);
    await own.vigil('reject', 'casework@2020-12-02', ...why);
    expect(await open()).toEqual([]);
  });

  it('notice a list that is empty, until one comes that is not', async () => {
    await own.deliver('2020-12-03', { [file]: october(0) });
    await own.vigil('run');
    expect(await open()).toMatchObject([{ kind: 'empty', list: 'section_47_enquiries' }]);
    await own.deliver('2020-12-04', { [file]: october(61) });
    await own.vigil('run');
    expect(await open()).toEqual([]);
  });

  it('notice a delivery that is held, until somebody accepts it', async () => {
    await own.deliver('2020-12-05', { [file]: october(38) });
    const { notices } = await own.json<Status>('run');
    expect(notices).toMatchObject([
      { kind: 'held', list: null, words: expect.stringContaining('would lose 23 of 61') },
    ]);
    expect(await own.vigil('accept', 'casework@2020-12-05', ...why)).toMatchObject({ exit: 0 });
    expect(await open()).toEqual([]);
  });

  it('notice that a source says the same as yesterday, until it says something else', async () => {
    await own.deliver('2020-12-06', { [file]: october(38) });
    await own.vigil('run');
    await own.deliver('2020-12-07', { [file]: october(38) });
    const { err } = await own.vigil('run', '--as-at', '2020-12-07');
    expect(err).toContain('as at 2020-12-05 said, to the letter');
    expect(await open()).toMatchObject([
      { kind: 'stale', words: expect.stringContaining('The delivery as at 2020-12-07') },
    ]);
    await own.deliver('2020-12-08', { [file]: october(39) });
    await own.vigil('run');
    expect(await open()).toEqual([]);
  });

  it('notice nothing that the source has them pass over', async () => {
    await own.configure(testshire('guards: { shrunken: 10 %, held: false, stale: false }'));
    await own.deliver('2020-12-09', { [file]: october(39) });
    await own.deliver('2020-12-10', { [file]: october(5) });
    await own.vigil('reject', 'casework@2020-12-03', ...why);
    expect((await own.vigil('run')).exit).toBe(0);
    expect(await open()).toEqual([]);
  });

  it('keep what they noticed on record', async () => {
    const kinds = await all();
    expect(kinds.map(({ kind }) => kind)).toEqual(['shrunken', 'empty', 'held', 'stale']);
    expect(kinds.every(({ ended }) => ended)).toBe(true);
  });

  it('say of a list that is not delivered any more how old it is; its records stay', async () => {
    const before = await own.json('snapshots', '--indicator', 's47-number');
    await own.deliver('2020-12-11', { 'contacts.csv': contacts });
    await own.vigil('run');
    const { lists } = await own.json<Status>('status');
    expect(lists.find(({ list }) => list === 'section_47_enquiries')).toMatchObject({
      source: 'casework',
      asAt: '2020-12-10',
      daysOld: 25,
      stale: true,
    });
    expect(lists.find(({ list }) => list === 'contacts')).toMatchObject({ asAt: '2020-12-11', stale: false });
    expect(lists.find(({ list }) => list === 'assessments')).toMatchObject({ source: null, asAt: null, stale: false });
    expect((await own.vigil('status')).out).toMatch(/section_47_enquiries +2020-12-10 .* STALE: .*25 days old/u);
    expect(await own.json('snapshots', '--indicator', 's47-number')).toEqual(before);
  });
});

describe('a slot of the schedule in which nothing arrives', () => {
  let own: OwnVigil;
  beforeAll(async () => {
    own = await ownVigil();
    await mkdir(join(own.directory, 'extracts'));
    await own.vigil('status');
  });
  afterAll(() => own.drop());

  /** Opens two slots and works until the first is closed, since the second does the looking from then on. */
  async function letSlotPass(): Promise<void> {
    const context: CommandContext = {
      env: own.env,
      cwd: own.directory,
      out: () => {},
      say: () => {},
      stopRequested: new Promise(() => {}),
    };
    await withSession(context, {}, async ({ installation, database }) => {
      const slots = await database.transaction(async (tx) => {
        for (const day of ['03', '05']) {
          const at = (time: string) => new Date(`2021-01-${day}T${time}Z`);
          await openScheduledSlot(tx, { source: 'casework', dueAt: at('02:15'), expectedBy: at('06:00'), late: false });
        }
        return openSlots(tx);
      });
      await workUntilTold(installation, [{ authority: '852', slot: slots[0]!.id }], context);
    });
  }

  it('is noticed, until a delivery is there', async () => {
    await letSlotPass();
    const { notices } = await own.json<Status>('status');
    expect(notices).toMatchObject([
      { kind: 'never-arrived', list: null, words: expect.stringContaining('slot of 2021-01-03 02:15') },
    ]);
    await own.deliver('2021-01-04', { [file]: october(4) });
    expect((await own.json<Status>('run')).notices).toEqual([]);
  });
});

describe('the retention of landed files', () => {
  let own: OwnVigil;
  let database: Database;
  beforeAll(async () => {
    own = await ownVigil();
    database = openDatabase(own.env['DATABASE_URL']!, { connections: 1 });
    const wrong = 'CHILD-A,31/11/2020,b) No,10/12/2020';
    const [older, newer] = [{ '2020-10': { held: 4, inTime: 4 } }, { '2020-10': { held: 5, inTime: 4 } }];
    await own.deliver('2020-12-01', { [file]: enquiriesCsv(older, [wrong]), 'contacts.csv': contacts });
    await own.deliver('2020-12-02', { [file]: enquiriesCsv(newer, [wrong]), 'contacts.csv': contacts });
    await own.deliver('2020-12-03', { [file]: enquiriesCsv(newer), 'contacts.csv': contacts });
    await own.vigil('run');
  });
  afterAll(async () => {
    await database.close();
    await own.drop();
  });

  const landed = async () => (await readdir(join(own.env['VIGIL_DATA_DIR']!, 'landing'))).length;
  const landedDaysAgo = (days: number) =>
    database.acrossAuthorities(
      ({ sql }) => sql`update vigil.delivery set created_at = now() - make_interval(days => ${days})`,
    );
  const purged = () =>
    database.acrossAuthorities(
      ({ sql }) => sql<{ purged: string }[]>`
        select delivery.as_at || ' ' || file.list as purged from vigil.file
        join vigil.delivery on delivery.id = file.delivery
        where purged_at is not null order by 1`,
    );
  const sweep = () => own.vigil('run');

  it('keeps everything where nothing is said', async () => {
    await landedDaysAgo(4000);
    await sweep();
    expect(await purged()).toEqual([]);
    expect(await landed()).toBe(4);
  });

  it('keeps what is younger than it says', async () => {
    await own.configure(testshire('retention: { landedFiles: 13 months, lists: { contacts: 10 days } }'));
    await landedDaysAgo(9);
    await sweep();
    expect(await purged()).toEqual([]);
  });

  it('purges a list that is kept for less, though not content that its newest delivery shares', async () => {
    await landedDaysAgo(11);
    await sweep();
    expect((await purged()).map((row) => row.purged)).toEqual(['2020-12-01 contacts', '2020-12-02 contacts']);
    expect(await landed()).toBe(4);
  });

  it('purges by hand what is due, counted first, and puts it on record', async () => {
    await own.configure(
      testshire('retention: { landedFiles: 13 months, lists: { contacts: 10 days }, quarantine: 10 days }'),
    );
    expect(await own.vigil('purge')).toMatchObject({ exit: 2, err: expect.stringContaining('--reason') });
    const due = await own.json<readonly object[]>('purge', '--dry-run');
    expect(due).toMatchObject([{ what: 'quarantine', source: 'casework', list: 'section_47_enquiries', rows: 2 }]);
    expect(await own.json('purge', ...why)).toEqual(due);
    expect(await own.json('purge', ...why)).toEqual([]);
    const audited = await database.acrossAuthorities(
      ({ sql }) => sql`
        select subject, detail ->> 'what' as what, detail ->> 'rows' as rows, detail ->> 'files' as files
        from vigil.audit where action = 'purge' order by id`,
    );
    expect([...audited]).toEqual([
      { subject: 'contacts of casework', what: 'landed files', rows: null, files: '2' },
      { subject: 'section_47_enquiries of casework', what: 'quarantine', rows: '2', files: null },
    ]);
  });

  it('purges the content with what was in quarantine, and says so', async () => {
    await landedDaysAgo(400);
    await sweep();
    expect((await purged()).map((row) => row.purged)).toEqual([
      '2020-12-01 contacts',
      '2020-12-01 section_47_enquiries',
      '2020-12-02 contacts',
      '2020-12-02 section_47_enquiries',
    ]);
    expect(await landed()).toBe(2);
    const rows = await database.acrossAuthorities(({ sql }) => sql`select from vigil.quarantine`);
    expect(rows).toHaveLength(0);
    expect((await own.vigil('quarantine', 'export', '--out', 'rows.csv', ...why)).err).toContain('retention');
    expect(await own.vigil('quarantine', 'replay', ...why)).toMatchObject({
      exit: 1,
      err: expect.stringContaining('as its retention says'),
    });
    expect(await own.json('snapshots', '--indicator', 's47-number')).not.toEqual([]);
  });

  it('never purges what a run still needs', async () => {
    await own.deliver('2020-12-04', { [file]: october(0), 'contacts.csv': contacts });
    await own.deliver('2020-12-05', { [file]: october(60).replace('Child Unique ID', 'Person') });
    await sweep();
    await landedDaysAgo(4000);
    await sweep();
    expect((await purged()).map((row) => row.purged)).not.toContain('2020-12-05 section_47_enquiries');
    await own.vigil('reject', 'casework@2020-12-05', ...why);
    await sweep();
    expect((await purged()).map((row) => row.purged)).toContain('2020-12-05 section_47_enquiries');
  });
});
