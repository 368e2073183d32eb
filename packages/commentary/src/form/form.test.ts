import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aJudgement, anyWords, aRemark, indicators } from '../../test/any-word.ts';
import { remarksFor } from '../in-pack.ts';
import { outcomeOf } from '../outcome.ts';
import type { Word } from '../word.ts';
import { columnMeant, type FormColumn, formColumns } from './columns.ts';
import { type FormRead, readForm } from './read-form.ts';
import { type FigureInForm, formRows } from './rows.ts';

const figures: readonly FigureInForm[] = [
  figure('icpc-rate', 'watch', 'Rose from 8.5 to 12.'),
  figure('icpc-timeliness', 'do-better', 'Fell from 57 % to 27 % of 51 children.'),
  figure('lac-rate', null, ''),
];

function figure(indicator: string, place: FigureInForm['place'], suggestion: string): FigureInForm {
  const heading = `About ${indicator}`;
  return { indicator, heading, place, value: '27 %', target: 'at least 84 %', change: 'Decrease, worse', suggestion };
}

const exported = (words: readonly Word[], period = '2020-12') =>
  formRows(remarksFor(words, period), figures, period, (at) => at.toISOString());

const handedBack = (rows: readonly Partial<Record<FormColumn, string>>[], period: string | null = null): FormRead =>
  readForm(
    rows.map((cells, index) => ({ line: index + 2, cells })),
    {
      period,
      indicator: (typed) => {
        const id = indicators.find((one) => one === typed.toLowerCase());
        return id === undefined ? { nearest: [...indicators] } : { id };
      },
    },
  );

describe('the form for a month', () => {
  it('has a row for what is to be said of indicators in a list: a commentary, and a response where to do better', () => {
    const rows = exported([]);
    expect(rows.map(({ kind, subject, list, text, state }) => [kind, subject, list, text, state])).toEqual([
      ['commentary', 'icpc-rate', 'Ones to watch', '', ''],
      ['commentary', 'icpc-timeliness', 'Things to do better', '', ''],
      ['response', 'icpc-timeliness', 'Things to do better', '', ''],
    ]);
    expect(rows[1]).toMatchObject({
      period: '2020-12',
      heading: 'About icpc-timeliness',
      value: '27 %',
      target: 'at least 84 %',
      change: 'Decrease, worse',
      suggestion: 'Fell from 57 % to 27 % of 51 children.',
    });
  });

  it('has headlines first, then indicator by indicator what is said, the plan and the notices', () => {
    const named = (kind: Word['kind'], subject: string, place: Word['place']): Word => ({
      ...aRemark({ subject, indicators: [], place }),
      kind,
    });
    const words = [
      named('notice', 'not-complete', null),
      named('plan', 'supervision', 'do-better'),
      named('plan', 'panels', 'going-well'),
      named('headline', 'caseloads', 'do-better'),
      aRemark({ subject: 'staff-turnover' }),
      aRemark({ subject: 'lac-rate' }),
      aJudgement({ subject: 'icpc-rate' }),
    ];
    expect(exported(words).map(({ kind, subject }) => `${kind} ${subject}`)).toEqual([
      'headline caseloads',
      'judgement icpc-rate',
      'commentary icpc-rate',
      'commentary icpc-timeliness',
      'response icpc-timeliness',
      'commentary lac-rate',
      'commentary staff-turnover',
      'plan panels',
      'plan supervision',
      'notice not-complete',
    ]);
  });

  it('says who said something and when, and suggests nothing in its place', () => {
    const [, row] = exported([aRemark({ forPublic: true })]);
    expect(row).toMatchObject({
      text: aRemark().text,
      state: 'accepted',
      public: 'yes',
      author: 'alice@office',
      at: '2021-01-18T09:30:00.000Z',
      'carried from': '',
      suggestion: '',
    });
  });

  it('has what is carried over as a draft of its own month, with the sentence that could take its place', () => {
    const [, row] = exported([aRemark({ period: '2020-11', forPublic: true })]);
    expect(row).toMatchObject({
      period: '2020-12',
      state: 'draft',
      public: 'no',
      'carried from': 'November 2020',
      suggestion: 'Fell from 57 % to 27 % of 51 children.',
    });
  });

  it('handed back as it was says nothing new, whatever people have said', () => {
    fc.assert(
      fc.property(anyWords, fc.constantFrom('2020-12', '2021-01'), (words, period) => {
        const read = handedBack(exported(words, period));
        expect(read.findings).toEqual([]);
        expect(read.words).toHaveLength(words.length);
        expect(read.words.filter(({ said }) => outcomeOf(said, words) !== 'unchanged')).toEqual([]);
      }),
    );
  });
});

describe('a form that is handed back', () => {
  const row = { period: '2020-12', kind: 'commentary', subject: 'icpc-timeliness' };
  const saidIn = (cells: Partial<Record<FormColumn, string>>) => {
    const { words, findings } = handedBack([cells]);
    expect(findings).toEqual([]);
    return words[0]!.said;
  };

  it('says what stands in its text, by whoever filled it in', () => {
    expect(saidIn({ ...row, subject: 'ICPC-timeliness', text: ' Fell.\r\nAgain. ' })).toEqual({
      period: '2020-12',
      kind: 'commentary',
      subject: 'icpc-timeliness',
      indicators: ['icpc-timeliness'],
      place: null,
      text: 'Fell.\nAgain.',
      evidence: null,
      owner: null,
      due: null,
      state: 'accepted',
      forPublic: false,
    });
    expect(
      saidIn({
        period: 'Dec-20',
        kind: 'Plan',
        subject: 'Life story work',
        place: 'Ones to watch',
        text: 'It grows.',
        indicators: 'lac-rate; icpc-rate,lac-rate',
        owner: 'QA Unit',
        due: '31/01/2021',
        public: 'TRUE',
        evidence: 'audit',
        state: 'Draft',
      }),
    ).toMatchObject({
      subject: 'life-story-work',
      place: 'watch',
      indicators: ['lac-rate', 'icpc-rate'],
      owner: 'QA Unit',
      due: '2021-01-31',
      evidence: 'audit',
      forPublic: true,
      state: 'draft',
    });
  });

  it('takes the suggestion where it is accepted without other words, and nowhere else', () => {
    expect(saidIn({ ...row, state: 'accepted', suggestion: 'Fell.' }).text).toBe('Fell.');
    expect(saidIn({ ...row, state: 'accepted', suggestion: 'Fell.', text: 'Rose.' }).text).toBe('Rose.');
    expect(handedBack([{ ...row, suggestion: 'Fell.' }])).toMatchObject({ words: [], leftEmpty: 1, findings: [] });
    expect(handedBack([{ ...row, state: 'draft', suggestion: 'Fell.' }]).findings).toMatchObject([{ column: 'text' }]);
  });

  it('may be withdrawn without a word', () => {
    expect(saidIn({ ...row, kind: 'plan', subject: 'panels', state: 'withdrawn' })).toMatchObject({
      subject: 'panels',
      state: 'withdrawn',
    });
  });

  it('is of the month that is asked for, where it says none itself', () => {
    const { period, ...rest } = { ...row, text: 'Fell.' };
    expect(handedBack([rest], period).words[0]!.said.period).toBe('2020-12');
    expect(handedBack([rest]).findings).toMatchObject([{ line: 2, column: 'period', value: '' }]);
    expect(handedBack([{ ...rest, period: '2020-11' }], period).findings).toMatchObject([
      { column: 'period', value: '2020-11', expected: '2020-12: a form is of one month' },
    ]);
    expect(
      handedBack([
        { ...rest, period },
        { ...rest, subject: 'lac-rate', period: '2021-01' },
      ]).findings,
    ).toHaveLength(1);
  });

  const filled = { ...row, text: 'Fell.' };
  const plan = { ...filled, kind: 'plan', subject: 'panels', place: 'watch' };
  it.each<[Partial<Record<FormColumn, string>>, string, string, string]>([
    [
      { ...filled, kind: 'comment' },
      'kind',
      'comment',
      'one of headline, commentary, response, plan, notice, judgement',
    ],
    [
      { ...filled, subject: 'icpc-time' },
      'subject',
      'icpc-time',
      'the id or code of an indicator; the nearest are icpc-timeliness, icpc-rate, lac-rate',
    ],
    [{ ...plan, subject: '–' }, 'subject', '–', 'a name of your own to know it by, such as caseloads'],
    [{ ...plan, subject: 'x'.repeat(101) }, 'subject', `${'x'.repeat(60)}…`, 'at most 100 characters'],
    [{ ...filled, state: 'agreed' }, 'state', 'agreed', 'one of draft, accepted, withdrawn; empty is accepted'],
    [
      { ...plan, place: 'elsewhere' },
      'place',
      'elsewhere',
      'one of going-well (Going well or better), watch (Ones to watch), do-better (Things to do better)',
    ],
    [{ ...plan, place: '' }, 'place', '', expect.stringContaining('one of going-well') as string],
    [
      { ...filled, place: 'watch' },
      'place',
      'watch',
      'nothing: a commentary has none; a row of kind judgement puts an indicator in a list',
    ],
    [{ ...filled, owner: 'QA Unit' }, 'owner', 'QA Unit', 'nothing: a commentary has none'],
    [
      { ...plan, indicators: 'lac-rate; icpc' },
      'indicators',
      'lac-rate; icpc',
      'ids or codes of indicators; nearest to icpc are icpc-timeliness, icpc-rate, lac-rate',
    ],
    [
      { ...plan, due: 'January' },
      'due',
      'January',
      'a day, such as 31/01/2021 or 2021-01-31; what is no day stands in the text',
    ],
    [{ ...plan, public: 'soon' }, 'public', 'soon', expect.stringContaining('yes or no') as string],
    [{ ...row, public: 'yes' }, 'text', '', 'what is to be said; state withdrawn takes it back'],
    [{ ...row, kind: 'judgement', place: 'watch' }, 'text', '', 'the reason'],
    [{ ...filled, text: 'x'.repeat(4001) }, 'text', `${'x'.repeat(60)}…`, 'at most 4,000 characters; there are 4,001'],
  ])('is wrong with %j', (cells, column, value, expected) => {
    expect(handedBack([cells])).toMatchObject({ words: [], findings: [{ line: 2, column, value, expected }] });
  });

  it('is told of everything that is wrong with it, and keeps what is right', () => {
    const { words, findings } = handedBack([
      { ...filled, state: 'agreed', public: 'soon' },
      { ...filled, subject: 'lac-rate' },
      { ...filled, subject: 'LAC-RATE' },
      { ...plan, place: '', due: 'January' },
    ]);
    expect(words.map(({ line }) => line)).toEqual([3]);
    expect(findings.map(({ line, column }) => `${line} ${column}`)).toEqual([
      '2 state',
      '2 public',
      '4 subject',
      '5 place',
      '5 due',
    ]);
    expect(findings[2]!.expected).toBe('one row for each kind and subject; line 3 has it already');
  });
});

describe('a column', () => {
  it('is known however its header is written', () => {
    expect(['Carried From', ' carried_from', 'CARRIED-FROM'].map(columnMeant)).toEqual(
      Array.from({ length: 3 }, () => 'carried from'),
    );
    expect(formColumns.map(columnMeant)).toEqual(formColumns);
    expect(columnMeant('remarks')).toBeNull();
  });
});
