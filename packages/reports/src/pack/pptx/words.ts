import type { PackTable } from '@vigil/pack';

/** What the marks of a table say that its cells do not, row by row: 'Conferences held in time: Concern; Hit and missed'. */
export function markedInWords({ rows }: PackTable): readonly string[] {
  return rows.flatMap(({ cells }) => {
    const words = cells.flatMap(({ text, marks = [] }) =>
      marks.map((mark) => mark.words).filter((said) => said !== text && !cells.some((cell) => cell.text === said)),
    );
    if (words.length === 0) return [];
    const name = cells[0]?.text ?? '';
    return [`${name === '' ? '' : `${name}: `}${words.join('; ')}`];
  });
}
