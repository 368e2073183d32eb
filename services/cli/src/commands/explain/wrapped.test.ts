import { expect, test } from 'vitest';
import { wrapped } from './wrapped.ts';

const words = Array.from({ length: 40 }, () => 'word').join(' ');

test('a long sentence is broken between words, further in below a dash', () => {
  const [first, second] = wrapped(`- ${words}`, '  ').split('\n');
  expect(first).toBe(`  - ${Array.from({ length: 19 }, () => 'word').join(' ')}`);
  expect(second).toMatch(/^ {4}word/u);
});

test('a number stays with its unit', () => {
  expect(wrapped(`${'x'.repeat(97)} 27\u00A0% of`)).toBe(`${'x'.repeat(97)}\n27\u00A0% of`);
});
