import type { Table, TableRow } from '@vigil/connectors';
import { formWords, misplacedForm, type Finding } from '@vigil/extracts';
import { FileRejected } from './file-rejected.ts';
import type { ReadingTask } from './reading-task.ts';

type Indicators = ((text: string) => string | null) | undefined;

/** What is said of a form's rows in the form's own words. */
export interface FormReading {
  /** Those that its contributor reports. */
  readonly indicators: Indicators;
  /** A finding that names the heading of the month instead of the column of the list. */
  inItsWords(finding: Finding, row: TableRow): Finding;
}

/**
 * How the rows of a contributor's form are read; null where the table is none.
 *
 * @throws FileRejected where the form is another's or of another month, is not signed off, or has lost a column
 */
export function formReading(
  { form }: Pick<Table, 'form'>,
  { asAt, contributor = null }: Pick<ReadingTask, 'asAt' | 'contributor'>,
  indicatorId: Indicators,
): FormReading | null {
  if (form === undefined) return null;
  const misplaced = misplacedForm(form, { contributor: contributor?.id ?? null, asAt });
  const findings = misplaced === null ? form.findings : [misplaced];
  if (findings.some(({ severity }) => severity === 'file')) throw new FileRejected(findings);
  const own = new Set(contributor?.indicators);
  return {
    indicators: (text) => {
      const id = indicatorId === undefined ? text : indicatorId(text);
      return id !== null && own.has(id) ? id : null;
    },
    inItsWords: (finding, { column }) => {
      if (finding.column === 'Value') return { ...finding, column: column ?? finding.column };
      if (finding.column !== 'Indicator') return finding;
      const message = `It is no figure that ${form.contributor} reports. Expected the id of one that contributors in vigil.yaml names for ${form.contributor}.`;
      return { ...finding, column: formWords.id, ...(finding.rule === 'unknown-code' && { message }) };
    },
  };
}

/** What is wrong with a cell that is no figure; null where it is one. */
export function doubtIn({ record, line, column = 'Value', doubt, cells }: TableRow, typed: number): Finding | null {
  if (doubt === undefined) return null;
  const value = (cells[typed] ?? '').slice(0, 60);
  return { record, line, column, rule: 'invalid-number', severity: 'row', value, message: doubt };
}
