import { afterAll, beforeAll, expect, test } from 'vitest';
import { ownVigil, type OwnVigil } from './own-vigil.ts';

let own: OwnVigil;
let report: string;

beforeAll(async () => {
  own = await ownVigil();
  delete own.env['VIGIL_CONFIG'];
  delete own.env['VIGIL_NOW'];
  const { exit, out, err } = await own.vigil('start', '--once');
  if (exit !== 0) throw new Error(err);
  report = out;
});

afterAll(() => own.drop());

/** The lines under a heading of the report. */
function under(heading: string): readonly string[] {
  const lines = report.split('\n');
  const first = lines.findIndex((line) => line.startsWith(heading)) + 2;
  return lines.slice(first, lines.indexOf('', first));
}

test('the demonstration reports the last complete month, each indicator once', () => {
  const headings = under('Figures of December 2020').slice(1);
  expect(headings.filter((line) => line.includes('conferences held within 15 working days'))).toEqual([
    expect.stringMatching(/27.% +14 of 51 +at least 84.% +MISSED +decrease, worse$/u),
  ]);
  expect(headings.filter((line) => /overdue|due within|Adoptions/u.test(line))).toEqual([]);
});

test('the demonstration tells what is open apart, and each move once', () => {
  expect(under('Open cases as at 4 January 2021')).toContainEqual(
    expect.stringMatching(/^ {2}Section 47 enquiries still without a conference, overdue +\d+$/u),
  );
  const moves = under('What moved').map((line) => line.split('  ').find((part) => part !== ''));
  expect(moves).toEqual([...new Set(moves)]);
  expect(moves).not.toEqual([]);
});

test('the demonstration writes on both of its mornings to whoever has something to hear, once each', () => {
  const mails = under('Who was written to').filter((line) => line.endsWith('(accepted)'));
  const months = mails.filter((line) => line.includes('head.qa@')).map((line) => /\((\w+ 2020)\)/u.exec(line)?.[1]);
  expect(months).toEqual(['December 2020', 'November 2020']);
});
