/** What is wrong with a published file: `file` refuses all of it, with `warning` it is loaded all the same. */
export interface BenchmarkFinding {
  readonly rule:
    | 'unreadable'
    | 'missing-column'
    | 'ambiguous-column'
    | 'unknown-year'
    | 'unknown-value'
    | 'unknown-symbol'
    | 'ragged-row'
    | 'missing-code'
    | 'doubled-row'
    | 'no-rows';
  readonly severity: 'file' | 'warning';
  /** 1-based. */
  readonly line: number | null;
  readonly column: string | null;
  readonly value: string | null;
  /** What was found, what was expected, what to do. */
  readonly message: string;
}

/** A finding for which the whole file is refused. */
export function refusal(
  rule: BenchmarkFinding['rule'],
  message: string,
  place: Partial<Pick<BenchmarkFinding, 'line' | 'column' | 'value'>> = {},
): BenchmarkFinding {
  return { rule, severity: 'file', line: null, column: null, value: null, ...place, message };
}
