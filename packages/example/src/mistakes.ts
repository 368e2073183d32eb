/** What stands in the place of one row: the row itself, and what somebody got wrong. */
type Mistake = (row: readonly string[], withCell: (column: string, value: string) => string[]) => (readonly string[])[];

/**
 * What goes wrong in every extract, so that the demonstration has findings to show; by list, and by the row's place
 * counted from the end. No figure depends on it: rows that will be quarantined are extra ones, a duplicate counts once,
 * gender is no part of a figure, and the end of time is no end.
 */
const mistakes: Readonly<Record<string, ReadonlyMap<number, Mistake>>> = {
  contacts: new Map<number, Mistake>([
    [31, (row) => [row, row]],
    [57, (row, withCell) => [row, withCell('Child Unique ID', '')]],
    [83, (row, withCell) => [row, withCell('Date of Contact', '31/11/2020')]],
  ]),
  assessments: new Map<number, Mistake>([[19, (_, withCell) => [withCell('Gender', 'Femal')]]]),
  child_protection_plans: new Map<number, Mistake>([
    [7, (_, withCell) => [withCell('Child Protection Plan End Date', '31/12/9999')]],
  ]),
};

/** The rows of a list with its handful of mistakes among the recent ones. */
export function withMistakes(
  list: string,
  header: readonly string[],
  rows: readonly string[][],
): (readonly string[])[] {
  return rows.flatMap((row, index) => {
    const mistake = mistakes[list]?.get(rows.length - index);
    return mistake?.(row, (column, value) => row.with(header.indexOf(column), value)) ?? [row];
  });
}
