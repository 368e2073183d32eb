import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wrapColumns, wrapText } from './wrapped.ts';

describe('wrapColumns', () => {
  it('leaves alone what fits', () => {
    expect(
      wrapColumns(
        [
          ['Indicator', 'Dec 2020'],
          ['Adoptions', '4'],
        ],
        { width: 80, right: [false, true] },
      ),
    ).toEqual(['Indicator  Dec 2020\n', 'Adoptions         4\n']);
  });

  it('wraps the widest column first, between words', () => {
    const lines = [['Children on a child protection plan', 'at least 90\u00A0%', 'Red']];
    expect(wrapColumns(lines, { width: 40 })).toEqual([
      'Children on a child   at least 90\u00A0%  Red\nprotection plan\n',
    ]);
  });

  it('keeps the lines that a cell has', () => {
    expect(wrapColumns([['27\u00A0%\n14 of 51', 'Red']], { width: 40, right: [true] })).toEqual([
      '    27\u00A0%  Red\n14 of 51\n',
    ]);
  });

  it('loses no word, and is no wider than asked where the words allow', () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,8}$/u), { minLength: 1, maxLength: 8 });
    const table = fc.array(fc.tuple(words, words, words), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(table, fc.integer({ min: 34, max: 120 }), (given, width) => {
        const text = wrapColumns(
          given.map((line) => line.map((cell) => cell.join(' '))),
          { width },
        ).join('');
        expect(text.split(/\s+/u).filter(Boolean).toSorted()).toEqual(given.flat(2).toSorted());
        for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(width);
      }),
    );
  });
});

it('wrapText keeps a word that is longer than the width', () => {
  expect(wrapText('a considerably long word', 6)).toEqual(['a', 'considerably', 'long', 'word']);
});
