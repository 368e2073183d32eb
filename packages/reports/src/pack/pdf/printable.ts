/** What stands for a sign that the typeface has no glyph for. */
const unknown = '\u25A1';

const signs = new Intl.Segmenter('en-GB', { granularity: 'grapheme' });
/** With the letter before them, which an accent may belong to. */
const beyondAscii = /[ -~]?[^ -~]+/gu;

/** Text as the typeface can set it: letters composed, an emoji or a letter of another script one box each. */
export function printable(text: string, has: ReadonlySet<number>): string {
  return text
    .normalize('NFC')
    .replaceAll(beyondAscii, (run) =>
      Array.from(signs.segment(run), ({ segment }) => printableSign(segment, has)).join(''),
    );
}

function printableSign(sign: string, has: ReadonlySet<number>): string {
  if (/^(?:\r\n|[\n\r\u2028\u2029])$/u.test(sign)) return '\n';
  if (/^\p{Cc}$/u.test(sign)) return ' ';
  // What only joins or chooses a variant has no glyph of its own.
  const seen = sign.replaceAll(/\p{Default_Ignorable_Code_Point}/gu, '');
  return Array.from(seen).every((character) => has.has(character.codePointAt(0)!)) ? seen : unknown;
}
