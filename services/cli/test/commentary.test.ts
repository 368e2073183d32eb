import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { reportedFigures } from '../../../packages/example/src/reported-figures.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCsvForm } from '../src/commands/commentary/csv-form.ts';
import { readYamlForm } from '../src/commands/commentary/yaml-form.ts';
import { originalMissing, originalWords } from './original-pack.ts';
import { ownVigil, testshire, type OwnVigil } from './own-vigil.ts';

type Cells = Readonly<Record<string, string | undefined>>;
type Row = Readonly<Record<string, unknown>> & { readonly kind: string; readonly subject: string };

const reason = ['--reason', 'the words for the board'];

let own: OwnVigil;
beforeAll(async () => {
  own = await ownVigil();
  await own.configure(
    testshire().replace('targets:', 'targets:\n  re-referrals-percent: [ { atMost: 25, from: 2019-04-01 } ]'),
  );
  await own.deliver('2021-01-18', { 'reported_figures.csv': (await reportedFigures('2021-01-18')).content });
  own.env['VIGIL_NOW'] = '2021-01-18';
  await own.vigil('run');
});
afterAll(() => own.drop());

const path = (name: string): string => join(own.directory, name);
const said = (period: string) => own.json<readonly Row[]>('commentary', '--period', period);

/** Writes rows as a person would hand them back. */
async function writeForm(name: string, rows: readonly Cells[], saved: { delimiter?: string } = {}): Promise<string> {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  await writeFile(path(name), stringify([...rows], { header: true, columns, ...saved }));
  return name;
}

describe('vigil commentary export', () => {
  it('writes a form that Excel opens, with a row for each indicator in a list and nothing said of it', async () => {
    const { exit, out, err } = await own.vigil('commentary', 'export', '--period', '2020-12', '--out', 'december.csv');
    expect({ exit, out }).toEqual({ exit: 0, out: '' });
    expect(err).toMatch(/^Words on December 2020: 0 said, 0 carried over as drafts, \d+ to be filled in: /u);
    const text = await readFile(path('december.csv'), 'utf8');
    expect(text).toMatch(/^\uFEFFperiod,kind,subject,place,indicators,text,/u);
    const { rows, findings } = await readCsvForm(path('december.csv'));
    expect(findings).toEqual([]);
    const scorecard = await own.json<readonly Record<string, unknown>[]>('scorecard', '--period', '2020-12');
    const listed = scorecard.filter(({ place }) => place !== null).map(({ indicator }) => indicator);
    const commentaries = rows.filter(({ cells }) => cells.kind === 'commentary');
    expect(new Set(commentaries.map(({ cells }) => cells.subject))).toEqual(new Set(listed));
    expect(commentaries).toHaveLength(listed.length);
    expect(commentaries.find(({ cells }) => cells.subject === 'icpc-timeliness')!.cells).toMatchObject({
      period: '2020-12',
      text: '',
      state: '',
      heading: 'Initial child protection conferences held within 15 working days',
      list: 'Things to do better',
      value: '27\u00A0%',
      target: 'at least 70\u00A0%',
      change: 'Decrease, worse',
      suggestion: expect.stringMatching(/^Fell from 57\s% to 27\s%.*\.$/u) as string,
    });
    expect(rows.filter(({ cells }) => cells.kind === 'response' && cells.list !== 'Things to do better')).toEqual([]);
  });

  it('writes the newest complete month where none is named, on standard output where no file is', async () => {
    const { out } = await own.vigil('commentary', 'export');
    expect(out.split('\r\n')[1]).toMatch(/^2020-12,/u);
  });

  it('keeps a file that is there, unless it is told otherwise', async () => {
    await writeFile(path('kept.yaml'), 'words of hours');
    const kept = await own.vigil('commentary', 'export', '--out', 'kept.yaml');
    expect(kept).toMatchObject({ exit: 2, err: expect.stringContaining('is there already') });
    expect(await readFile(path('kept.yaml'), 'utf8')).toBe('words of hours');
    expect(await own.vigil('commentary', 'export', '--out', 'kept.yaml', '--force')).toMatchObject({ exit: 0 });
    expect(await own.vigil('commentary', 'export', '--out', 'words.xlsx')).toMatchObject({
      exit: 2,
      err: expect.stringContaining('ends in .csv, .yaml or .yml'),
    });
  });
});

describe('vigil commentary import', () => {
  const icpc = { period: '2020-12', kind: 'commentary', subject: 'CP3-QL' };
  const plan = {
    period: '2020-12',
    kind: 'plan',
    subject: 'Supervision in LAC',
    place: 'going-well',
    text: '=SUM(A1): "quoted", – two\nlines',
    evidence: 'audit return',
    owner: 'QA Unit',
    due: '31/01/2021',
    indicators: 'lac-rate; icpc-timeliness',
    public: 'yes',
  };

  it('puts on record what is filled in, with who and when, and says what came of it', async () => {
    const rows = [{ ...icpc, text: 'Bank holidays.' }, plan, { ...icpc, subject: 'icpc-rate' }];
    const file = await writeForm('filled.csv', rows);
    const dry = await own.vigil('commentary', 'import', file, '--dry-run');
    expect(dry).toMatchObject({ exit: 0, err: 'Would go on record for December 2020: 2 new (1 left empty).\n' });
    expect(await said('2020-12')).toEqual([]);

    const done = await own.vigil('commentary', 'import', file, ...reason);
    expect(done).toMatchObject({ exit: 0, err: 'On record for December 2020: 2 new (1 left empty).\n' });
    expect(done.out).toMatch(/^ +3 {2}plan +supervision-in-lac +accepted +new$/mu);
    expect(await said('2020-12')).toEqual([
      {
        period: '2020-12',
        kind: 'commentary',
        subject: 'icpc-timeliness',
        place: null,
        indicators: ['icpc-timeliness'],
        text: 'Bank holidays.',
        evidence: null,
        owner: null,
        due: null,
        state: 'accepted',
        public: false,
        carriedFrom: null,
        author: expect.stringContaining('@') as string,
        at: expect.stringMatching(/Z$/u) as string,
      },
      expect.objectContaining({
        subject: 'supervision-in-lac',
        indicators: ['lac-rate', 'icpc-timeliness'],
        text: plan.text,
        due: '2021-01-31',
        public: true,
      }),
    ]);
    const { out } = await own.vigil('commentary', '--period', '2020-12');
    expect(out).toMatch(
      /^plan +supervision-in-lac +going-well +=SUM\(A1\): "quoted", – two lines +QA Unit +2021-01-31 +accepted +yes +\S+@/mu,
    );
  });

  it.each(['again.csv', 'again.yaml', 'again.yml'])(
    'takes back what it wrote, %s, and finds nothing new',
    async (name) => {
      await own.vigil('commentary', 'export', '--period', '2020-12', '--out', name);
      const again = await own.vigil('commentary', 'import', name, ...reason);
      expect({ exit: again.exit, out: again.out }).toEqual({ exit: 0, out: '' });
      expect(again.err).toMatch(
        new RegExp(
          `^Nothing of ${name} is new for December 2020; nothing was put on record \\(2 unchanged, \\d+ left empty\\)\\.\n$`,
          'u',
        ),
      );
    },
  );

  it('has in CSV no cell that a spreadsheet takes for a formula', async () => {
    const text = await readFile(path('again.csv'), 'utf8');
    expect(text).toContain(`"'=SUM(A1): ""quoted"", – two\nlines"`);
  });

  it('has in YAML what people read and write, and the figures by themselves', async () => {
    const text = await readFile(path('again.yaml'), 'utf8');
    expect(text).toMatch(/^period: 2020-12\nwords:\n/mu);
    expect(text).toMatch(
      /^ {2}- kind: plan\n {4}subject: supervision-in-lac\n {4}place: going-well\n {4}indicators:\n {6}- lac-rate\n/mu,
    );
    expect(text).toMatch(/^ {4}text:\n {4}state:\n {4}figures:\n {6}heading: /mu);
    const { rows } = await readYamlForm(path('again.yaml'));
    expect(rows.find(({ cells }) => cells.kind === 'plan')!.cells).toMatchObject({ text: plan.text, public: 'yes' });
  });

  it('reads what Excel made of it: other delimiters, months, days, capitals and encoding', async () => {
    const file = await writeForm(
      'excel.csv',
      [
        {
          Period: 'Dec-20',
          Kind: 'Response',
          Subject: 'icpc-timeliness',
          Text: 'Workshops – “soon”',
          Owner: 'QA',
          Due: '1/2/2021',
          Public: 'TRUE',
        },
        { Period: '', Kind: '', Subject: '', Text: '', Owner: '', Due: '', Public: '' },
      ],
      { delimiter: ';' },
    );
    const text = await readFile(path(file), 'utf8');
    await writeFile(
      path(file),
      Buffer.from(text.replace('–', '\u0096').replace('“', '\u0093').replace('”', '\u0094'), 'latin1'),
    );
    expect(await own.vigil('commentary', 'import', file, ...reason)).toMatchObject({ exit: 0 });
    expect((await said('2020-12')).find(({ kind }) => kind === 'response')).toMatchObject({
      text: 'Workshops – “soon”',
      owner: 'QA',
      due: '2021-02-01',
      public: true,
    });
  });

  it('takes the suggested sentence where somebody accepts it, and changes and withdraws what was said', async () => {
    await own.vigil('commentary', 'export', '--period', '2020-12', '--out', 'accept.csv');
    const { rows } = await readCsvForm(path('accept.csv'));
    const cellsOf = (subject: string) => rows.find(({ cells }) => cells.subject === subject)!.cells;
    const suggestion = cellsOf('uasc-number').suggestion!;
    expect(suggestion).not.toBe('');
    const file = await writeForm('accepted.csv', [
      { ...cellsOf('uasc-number'), state: 'accepted' },
      { ...cellsOf('icpc-timeliness'), text: 'Bank holidays, mostly.' },
      { ...cellsOf('supervision-in-lac'), state: 'withdrawn' },
    ]);
    const { err } = await own.vigil('commentary', 'import', file, ...reason);
    expect(err).toBe('On record for December 2020: 1 new, 1 changed, 1 withdrawn.\n');
    const texts = (await said('2020-12')).map(({ kind, subject, text }) => [kind, subject, text]);
    expect(texts).toEqual([
      ['commentary', 'icpc-timeliness', 'Bank holidays, mostly.'],
      ['commentary', 'uasc-number', suggestion],
      ['response', 'icpc-timeliness', 'Workshops – “soon”'],
    ]);
  });

  it('carries over what an earlier month said as a draft, until somebody stands by it', async () => {
    const { period: _, ...november } = { ...plan, subject: 'Panels', text: 'Panels maintained' };
    const judgement = { kind: 'judgement', subject: 're-referrals-percent', place: 'Ones to watch', text: 'up' };
    const file = await writeForm('november.csv', [november, judgement]);
    expect(await own.vigil('commentary', 'import', file, '--period', '2020-11', ...reason)).toMatchObject({ exit: 0 });

    await own.vigil('commentary', 'export', '--period', '2020-12', '--out', 'drafts.csv');
    const { rows } = await readCsvForm(path('drafts.csv'));
    const drafts = rows.filter(({ cells }) => cells['carried from'] === 'November 2020').map(({ cells }) => cells);
    expect(drafts.map(({ kind, state, public: isPublic }) => [kind, state, isPublic])).toEqual([
      ['judgement', 'draft', ''],
      ['plan', 'draft', 'no'],
    ]);
    const left = await own.vigil('commentary', 'import', 'drafts.csv', ...reason);
    expect(left.err).toMatch(
      /^Nothing of drafts\.csv is new .*\n2 are drafts: nobody stands by them until they are accepted\.\n$/u,
    );
    expect((await own.vigil('commentary', '--period', '2020-12')).out).toMatch(
      /^plan +panels .* draft, carried over from November 2020 /mu,
    );

    const confirmed = await writeForm(
      'confirmed.csv',
      drafts.map((row) => ({ ...row, state: 'accepted' })),
    );
    expect((await own.vigil('commentary', 'import', confirmed, ...reason)).err).toBe(
      'On record for December 2020: 2 new.\n',
    );
    const scorecard = await own.json<readonly Record<string, unknown>[]>('scorecard', '--period', '2020-12');
    expect(scorecard.find(({ indicator }) => indicator === 're-referrals-percent')).toMatchObject({
      place: 'watch',
      placeReason: 'up',
    });
  });

  it('says all that is wrong with a form, where and what was expected, and puts nothing of it on record', async () => {
    const before = await said('2020-12');
    const file = await writeForm('wrong.csv', [
      { ...icpc, text: 'Right.', due: '', remark: 'lost?' },
      { ...icpc, subject: 'icpc-timelines', text: 'Fell.' },
      { ...plan, subject: 'nobody', state: 'withdrawn' },
      { ...plan, subject: 'Panels', due: 'January', place: 'nowhere' },
    ]);
    const { exit, out, err } = await own.vigil('commentary', 'import', file, ...reason, '--format', 'json');
    expect({ exit, err }).toEqual({ exit: 1, err: 'Nothing of wrong.csv was put on record: 5 things are wrong.\n' });
    expect(JSON.parse(out)).toMatchObject([
      {
        line: 1,
        column: 'remark',
        value: 'remark',
        expected: expect.stringContaining('one of the columns period, kind'),
      },
      {
        line: 3,
        column: 'subject',
        value: 'icpc-timelines',
        expected: expect.stringContaining('nearest are icpc-timeliness'),
      },
      {
        line: 4,
        column: 'state',
        value: 'withdrawn',
        expected: expect.stringContaining('nothing of December 2020 stands there'),
      },
      { line: 6, subject: 'Panels', column: 'place', value: 'nowhere' },
      { line: 6, subject: 'Panels', column: 'due', value: 'January' },
    ]);
    expect(await said('2020-12')).toEqual(before);
  });

  it('loses no cell that stands where no column is', async () => {
    await writeFile(
      path('commas.csv'),
      'period,kind,subject,text\r\n2020-12,notice,incomplete,Not complete, for March\r\n',
    );
    const { exit, out } = await own.vigil('commentary', 'import', 'commas.csv', ...reason, '--format', 'json');
    expect(exit).toBe(1);
    expect(JSON.parse(out)).toMatchObject([
      { line: 2, value: ' for March', expected: expect.stringContaining('in quotes') },
    ]);
  });

  it('says of YAML which entry is wrong', async () => {
    const words = [
      'period: 2020-12',
      'words:',
      '  - kind: notice',
      '    subject: incomplete',
      '    txt: Not complete',
      '  - notice',
    ];
    await writeFile(path('wrong.yaml'), `${words.join('\n')}\n`);
    const { exit, out } = await own.vigil('commentary', 'import', 'wrong.yaml', ...reason, '--format', 'json');
    expect(exit).toBe(1);
    expect(JSON.parse(out)).toMatchObject([
      { line: 3, column: 'txt' },
      { line: 6, value: 'notice' },
    ]);
  });

  it.each([
    ['none.csv', null, 'There is no file none.csv.'],
    ['words.xlsx', 'PK', 'save its sheet as "CSV UTF-8"'],
    ['empty.csv', '', 'empty.csv cannot be read: The file is empty'],
    ['broken.yaml', 'words: [', 'broken.yaml cannot be read: It is not YAML: '],
    ['other.yaml', 'targets: 1', 'It has no list called words'],
    [
      'future.csv',
      'period,kind,subject,text\n2021-01,notice,incomplete,Not complete\n',
      'January 2021 is not over yet.',
    ],
  ])('refuses %s', async (name, content, complaint) => {
    if (content !== null) await writeFile(path(name), content);
    const refused = await own.vigil('commentary', 'import', name, ...reason);
    expect(refused).toMatchObject({ exit: 2, out: '', err: expect.stringContaining(complaint) });
  });

  it('does nothing without a reason', async () => {
    const { exit, err } = await own.vigil('commentary', 'import', 'filled.csv');
    expect({ exit, err }).toEqual({ exit: 2, err: expect.stringContaining('Say why with --reason') });
  });
});

describe.skipIf(originalMissing)("the original pack's words (skipped where the pack is not there)", () => {
  let original: OwnVigil;
  beforeAll(async () => {
    original = await ownVigil();
    original.env['VIGIL_NOW'] = '2021-01-18';
  });
  afterAll(() => original.drop());

  it('are all taken in for December 2020, and all are read back', async () => {
    const words = originalWords();
    const count = (kind: string) => words.filter((row) => row['kind'] === kind).length;
    expect(['headline', 'commentary', 'response', 'plan'].map(count)).toEqual([21, 27, 15, 43]);
    const columns = ['period', 'kind', 'subject', 'place', 'indicators', 'text', 'evidence'];
    await writeFile(join(original.directory, 'pack.csv'), stringify([...words], { header: true, columns }));
    const done = await original.vigil('commentary', 'import', 'pack.csv', ...reason);
    expect(done).toMatchObject({ exit: 0, err: 'On record for December 2020: 106 new.\n' });

    const back = await original.json<readonly Row[]>('commentary', '--period', '2020-12');
    const inShort = (row: Cells | Row) =>
      JSON.stringify([row['kind'], row['place'] || null, row['text'], row['evidence'] || null]);
    expect(back.map(inShort).toSorted()).toEqual(words.map(inShort).toSorted());
    expect(back.flatMap(({ indicators }) => indicators as readonly string[])).toHaveLength(
      words.flatMap(({ kind, indicators }) =>
        kind === 'commentary' || kind === 'response' ? [''] : indicators!.split('; ').filter((id) => id !== ''),
      ).length,
    );
    const again = await original.vigil('commentary', 'import', 'pack.csv', ...reason);
    expect(again.err).toBe(
      'Nothing of pack.csv is new for December 2020; nothing was put on record (106 unchanged).\n',
    );
  });
});
