import { expect, test } from 'vitest';
import { readFile } from 'node:fs/promises';
import { charactersOf } from './characters.ts';
import { printable } from './printable.ts';
import { typefaceFiles } from './typeface.ts';

const [has, ...others] = await Promise.all(typefaceFiles().map(async (file) => charactersOf(await readFile(file))));

test('every style of the typeface has the same characters', () => {
  expect(has!.size).toBeGreaterThan(1600);
  for (const other of others) expect(other).toEqual(has);
});

test.each([
  ['what the typeface has stays', '27 % – “Fostering & adoption” <South> → §47, £5, ≥ 84', undefined],
  ['Welsh letters stay', 'Ŵyn y Môr, tŷ, Ysgol Gyfun Gŵyr', undefined],
  ['accents are put on their letters', 'Zoe\u0308 and W\u0302yn', 'Zoë and Ŵyn'],
  ['an emoji is one box', 'well done 👍🏽!', 'well done □!'],
  ['a family of four is one box', '👨‍👩‍👧‍👦', '□'],
  ['each letter of another script is a box', '漢字', '□□'],
  ['a variation selector goes', '£\uFE0F5', '£5'],
  ['lines stay apart', 'one\r\ntwo\u2028three\tfour', 'one\ntwo\nthree four'],
  ['no-break spaces stay', '84\u00A0%', undefined],
])('%s', (_, text, printed = text) => {
  expect(printable(text, has!)).toBe(printed);
});

test('a file that is no typeface is refused', () => {
  expect(() => charactersOf(new Uint8Array(64))).toThrow('no table cmap');
});
