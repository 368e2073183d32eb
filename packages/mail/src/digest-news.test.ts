import { type DigestNews, ruleTitles } from '@vigil/alerts';
import { expect, test } from 'vitest';

import { decemberConferences, withNews } from '../test/digests.ts';
import { labelsOf, said, share, wordsOf } from '../test/words.ts';

const met = share([[95, 100]]);
const off = share([[50, 100]]);

test.each<[label: string, news: Partial<DigestNews>, tone: string]>([
  ['Correction · Back on target', { kind: 'corrected', reason: 'target met' }, 'green'],
  [
    'Correction · Restated across its target',
    { rule: 'restated', kind: 'corrected', reason: 'restated across its target' },
    'grey',
  ],
  ['Changed for the worse', { rule: 'special-cause', reason: 'special cause for the worse' }, 'amber'],
  [
    'About to miss its target · January 2021',
    { rule: 'about-to-miss', reason: 'will miss its target', period: '2021-01' },
    'amber',
  ],
  [
    'Value missing · December 2020',
    { rule: 'value-missing', kind: 'continued', reason: 'no value for a complete period', period: '2020-12' },
    'grey',
  ],
  ['Value missing · no longer', { rule: 'value-missing', kind: 'recovered', reason: 'value is there' }, 'grey'],
  ['Target missed · target withdrawn', { kind: 'withdrawn', reason: 'target withdrawn' }, 'grey'],
  ['Target missed · no figure now', { kind: 'no-data', reason: 'no value' }, 'amber'],
  // Opened by a month that was told of late: the figure has moved on.
  ['Target missed · October 2020', { period: '2020-10' }, 'amber'],
])('%s', (label, news, tone) => {
  const words = wordsOf(withNews(met, { words: 'So it is.', ...news }));
  expect(words).toMatchObject({ label, tone });
  expect(words.facts[0]).toEqual({ label: 'Why', text: 'So it is.' });
});

test.each<[label: string, news: Partial<DigestNews>]>([
  ['Nobody has answered · Target missed', { kind: 'escalated', reason: 'not acknowledged for long' }],
  [
    'Target missed · worse than when it was acknowledged',
    { kind: 'continued', reason: 'worse than when it was acknowledged' },
  ],
])('%s, of which the figure says the rest', (label, news) => {
  expect(wordsOf(withNews(off, news))).toMatchObject({
    label: `${label} · first month`,
    facts: [{ label: 'How long' }],
  });
});

test('what is told beside a miss stands below it under its own name', () => {
  const words = 'The lowest of the last 12 months.';
  const item = withNews(off, {}, { rule: 'extreme', reason: 'worst of its months', words });
  expect(said(item, ruleTitles.extreme)).toBe(words);
});

test('open cases are not told twice where a miss can still be averted', () => {
  const item = withNews(decemberConferences, { rule: 'about-to-miss', reason: 'about to miss its target' });
  expect(labelsOf(item)).not.toContain('Overdue and due');
});

test('an answer is asked to what would be told again, and to no notice', () => {
  const restated: Partial<DigestNews> = { rule: 'restated', kind: 'corrected', reason: 'restated across its target' };
  const moved: Partial<DigestNews> = { rule: 'moved', reason: 'moved for the worse', alert: '77b0e5d1' };
  const early: Partial<DigestNews> = { rule: 'about-to-miss', reason: 'about to miss its target', alert: '5c00d1ef' };
  const commandOf = (...news: Partial<DigestNews>[]) => wordsOf(withNews(off, ...news)).notes.at(-1)?.command;
  expect(commandOf({}, moved)).toBe('vigil acknowledge 3f9a1c2e --comment "…"');
  expect(commandOf({}, early)).toBe('vigil acknowledge 3f9a1c2e 5c00d1ef --comment "…"');
  expect(commandOf(moved)).toBe('vigil acknowledge 77b0e5d1 --comment "…"');
  expect(commandOf(restated)).toBeUndefined();
});

test('a run of misses that goes on is told of as it is now, whichever month its news is of', () => {
  const run: Partial<DigestNews> = {
    rule: 'missed-running',
    reason: 'missed for several periods running',
    period: '2020-10',
  };
  expect(said(withNews(decemberConferences, {}, run), ruleTitles['missed-running'])).toBe(
    'Below target since July 2020. Last met in June 2020, at 93 %.',
  );
});
