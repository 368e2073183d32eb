import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linesOf, pieces, rowHeight, textHeight } from './heights.ts';

const words = 'The panel to review plans of more than twelve months will begin in January. ';

describe('lines', () => {
  test('are as many as words need', () => {
    expect(linesOf('One line', 100, 'body')).toBe(1);
    expect(linesOf(words.repeat(4), 100, 'body')).toBeGreaterThan(3);
    expect(linesOf('Supercalifragilistic'.repeat(10), 30, 'body')).toBeGreaterThan(5);
  });

  test('are no fewer in a narrower column', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), fc.integer({ min: 10, max: 200 }), (text, width) => {
        expect(linesOf(text, width / 2, 'table')).toBeGreaterThanOrEqual(linesOf(text, width, 'table'));
      }),
    );
  });
});

describe('a row', () => {
  const columns = [
    { title: 'One', width: 1, align: 'left' },
    { title: 'Two', width: 9, align: 'left' },
  ] as const;
  const row = (text: string, notes: readonly string[] = []) =>
    rowHeight({ cells: [{ text }, { text: '27 %' }], notes }, columns);

  test('is as high as its highest cell and its notes', () => {
    expect(row('Short')).toBeLessThan(row(words));
    expect(row('Short', [words])).toBeGreaterThan(row('Short'));
  });
});

describe('a text cut into pieces', () => {
  const room = { width: 100, type: 'body', further: 60 } as const;

  test('is one piece where it fits', () => {
    expect(pieces(words.trim(), { ...room, first: 60 })).toEqual([words.trim()]);
  });

  test('is cut where sentences end', () => {
    const found = pieces(words.repeat(12), { ...room, first: 20 });
    expect(found.length).toBeGreaterThan(1);
    for (const piece of found) expect(piece).toMatch(/January\.$/);
  });

  test('begins with nothing where there is no room', () => {
    expect(pieces(words, { ...room, first: 0 })[0]).toBe('');
  });

  test('loses no word, and no piece is higher than its room', () => {
    const text = fc.array(fc.stringMatching(/^[a-z]{1,12}[.,]?$/), { minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(text, fc.integer({ min: 0, max: 80 }), (parts, first) => {
        const found = pieces(parts.join(' '), { ...room, first });
        expect(found.filter((piece) => piece !== '').join(' ')).toBe(parts.join(' '));
        const high = found.map((piece) => (piece === '' ? 0 : textHeight(piece, 100, 'body')));
        expect(high[0]).toBeLessThanOrEqual(first);
        expect(Math.max(0, ...high.slice(1))).toBeLessThanOrEqual(60);
      }),
    );
  });
});
