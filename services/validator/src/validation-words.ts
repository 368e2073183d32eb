import type { Repetition } from '@vigil/database';
import { UnusableMapping, type Finding, type ListContract } from '@vigil/extracts';
import { StageFailure } from '@vigil/pipeline';

/** The finding of a row that repeats an earlier one. */
export function repeated({ rule, record, line, of }: Repetition, contract: ListContract): Finding {
  const message = repeats(rule, of, contract);
  return { record, line, column: null, rule, severity: 'warning', value: null, message };
}

function repeats(rule: 'duplicate-row' | 'conflicting-duplicate', of: number, contract: ListContract): string {
  if (rule === 'duplicate-row') return `The same as record ${of}, cell for cell; it is used once.`;
  const key = contract.key.map((field) => contract.columns.find((column) => column.field === field)?.name ?? field);
  return `Has the same ${key.join(', ')} as record ${of} but says something else; the last one counts. Expected one row for each.`;
}

/** The failure of the stage, for the operator, when a file is refused as a whole. */
export function rejection(fileName: string, findings: readonly Finding[]): StageFailure {
  const [first] = findings;
  const more = findings.length > 1 ? ` (and ${findings.length - 1} more, see vigil findings)` : '';
  const advice: Partial<Record<Finding['rule'], string>> = {
    'missing-column':
      'Have the file sent again with the column, or name it in the source’s mapping.headers in vigil.yaml, then replay; vigil replay --with-mapping FILE --dry-run tries a mapping first.',
    'ambiguous-column': 'Say in the source’s mapping.headers in vigil.yaml which one is meant, then replay.',
    'empty-file': 'Have the file sent again, or accept the delivery with vigil accept if it is right.',
    'shrunken-file': 'Have the file sent again, or accept the delivery with vigil accept if it is right.',
  };
  return new StageFailure(
    first?.rule ?? 'rejected-file',
    `${fileName}: ${first?.message ?? 'It is rejected.'}${more}`,
    {
      advice: (first && advice[first.rule]) ?? 'Have the file sent again: what is there now cannot be read as it is.',
    },
  );
}

/** By its name: one that was thrown in a thread is another object here. */
export function isUnusableMapping(error: unknown): error is Error {
  return error instanceof Error && error.name === UnusableMapping.name;
}

/** The failure of the stage when nothing is wrong with the file, but with what vigil.yaml says of its codes. */
export function unusableMapping(fileName: string, { message }: Error): StageFailure {
  return new StageFailure('unusable-mapping', `${fileName} cannot be read: ${message}`, {
    advice:
      'Put it right in the source’s mapping.codes in vigil.yaml, then replay; vigil replay --with-mapping FILE --dry-run tries a mapping first.',
  });
}
