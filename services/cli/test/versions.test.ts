import { afterAll, beforeAll, expect, it } from 'vitest';
import { ownVigil, testshire, type OwnVigil } from './own-vigil.ts';

const reported = (figures: Readonly<Record<string, number>>): string =>
  [
    'indicator,period,value',
    ...Object.entries(figures).map(([period, value]) => `adoptions-number,${period},${value}`),
    '',
  ].join('\r\n');

let own: OwnVigil;
beforeAll(async () => {
  own = await ownVigil();
  await own.configure(
    testshire().replace(
      'targets:',
      'targets:\n  adoptions-number: [ { atLeast: 3, cumulative: true, from: 2020-04-01 } ]',
    ),
  );
  await own.deliver('2020-12-15', { 'reported_figures.csv': reported({ '2020-10': 5, '2020-11': 1 }) });
  await own.deliver('2021-01-18', { 'reported_figures.csv': reported({ '2020-10': 4, '2020-11': 1, '2020-12': 2 }) });
  own.env['VIGIL_NOW'] = '2021-01-18';
  await own.vigil('run');
});
afterAll(() => own.drop());

it('judges every version under a cumulative target by the year to date as it stood with that version', async () => {
  const versions = await own.json('snapshots', '--indicator', 'adoptions-number', '--all-versions');
  expect(versions).toMatchObject([
    { period: '2020-10', version: 1, value: 5, target: 3, rag: 'green' },
    { period: '2020-10', version: 2, value: 4, target: 3, rag: 'green' },
    // 5 and 1 of twice 3; October was restated only later.
    { period: '2020-11', version: 1, value: 1, target: 6, rag: 'green' },
    { period: '2020-12', version: 1, value: 2, target: 9, rag: 'red' },
  ]);
});
