/** Between two columns. */
const gap = 2;
/** Narrower than this, a column of words is hard to read. */
const narrowest = 10;

interface Layout {
  readonly width: number;
  /** Which columns stand at the right of their width. */
  readonly right?: readonly boolean[];
  /** How wide a column stays, whatever becomes of the others. */
  readonly least?: readonly number[];
}

/**
 * Lines of cells as text columns that fit a width: the widest columns are wrapped between words first, nothing is cut
 * off. A cell may have lines of its own; a no-break space is kept.
 *
 * @returns for each line of cells its lines of text, so that more can be put between them
 */
export function wrapColumns(
  lines: readonly (readonly string[])[],
  { width, right = [], least = [] }: Layout,
): readonly string[] {
  const widths = fitting(lines, width, least);
  return lines.map((line) => {
    const cells = line.map((text, index) => wrapText(text, widths[index]!));
    const height = Math.max(...cells.map(({ length }) => length));
    return Array.from({ length: height }, (_, row) => {
      const texts = cells.map((cell, index) => {
        const text = cell[row] ?? '';
        return right[index] ? text.padStart(widths[index]!) : text.padEnd(widths[index]!);
      });
      return `${texts.join(' '.repeat(gap)).trimEnd()}\n`;
    }).join('');
  });
}

/** A text in lines no longer than a width, unless a word is. */
export function wrapText(text: string, width: number): readonly string[] {
  return text.split('\n').flatMap((line) => {
    const wrapped: string[] = [];
    for (const word of line.split(' ')) {
      const last = wrapped.at(-1);
      if (last !== undefined && last.length + 1 + word.length <= width) wrapped[wrapped.length - 1] = `${last} ${word}`;
      else wrapped.push(word);
    }
    return wrapped;
  });
}

/** As wide as the widest cell, the widest made narrower until all fit; none narrower than its longest word. */
function fitting(lines: readonly (readonly string[])[], width: number, wanted: readonly number[]): readonly number[] {
  const columns = (lines[0] ?? []).map((_, index) => lines.flatMap((line) => (line[index] ?? '').split('\n')));
  const widths = columns.map((cells) => longest(cells));
  const least = columns.map((cells, index) =>
    Math.max(wanted[index] ?? narrowest, longest(cells.flatMap((cell) => cell.split(' ')))),
  );
  const spare = width - gap * (widths.length - 1);
  for (let excess = sum(widths) - spare; excess > 0; excess -= 1) {
    const widest = widths.reduce<number | null>((chosen, own, index) => {
      if (own <= least[index]!) return chosen;
      return chosen === null || own > widths[chosen]! ? index : chosen;
    }, null);
    if (widest === null) break;
    widths[widest]! -= 1;
  }
  return widths;
}

function longest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map(({ length }) => length));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
