import { expect, test } from 'vitest';

import { capitalised, counted, listed, ordinal, sentence, wrapped } from './wording.ts';

test.each([
  [1, 'first'],
  [6, 'sixth'],
  [12, 'twelfth'],
  [13, '13th'],
  [21, '21st'],
  [22, '22nd'],
  [23, '23rd'],
  [111, '111th'],
])('the ordinal of %i is %s', (count, word) => {
  expect(ordinal(count)).toBe(word);
});

test('one thing is singular, and thousands are separated', () => {
  expect([counted(1, 'figure'), counted(0, 'figure'), counted(1484, 'row')]).toEqual([
    '1 figure',
    '0 figures',
    '1,484 rows',
  ]);
});

test('a list ends with and', () => {
  expect([listed([]), listed(['a']), listed(['a', 'b']), listed(['a', 'b', 'c'])]).toEqual([
    '',
    'a',
    'a and b',
    'a, b and c',
  ]);
});

test('lines break at spaces, never at a no-break space nor within a word', () => {
  expect(wrapped('target at least 84\u00A0% extraordinarily', 12)).toEqual([
    'target at',
    'least 84\u00A0%',
    'extraordinarily',
  ]);
});

test('what people write becomes a sentence, unless it is one', () => {
  expect(['seen', 'Seen.', 'Why?'].map((text) => sentence(capitalised(text)))).toEqual(['Seen.', 'Seen.', 'Why?']);
});
