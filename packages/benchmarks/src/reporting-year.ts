/** When the year of a table ends, or the day that it counts on. */
export type YearEnd = '31 March' | '30 June' | '30 September';

/**
 * The year in which a reporting period ends: `2024`, `202324`, `2023/24` and `2023-24` are 2024.
 * Null where it is none of these.
 */
export function readReportingYear(written: string): number | null {
  const text = written.trim();
  if (/^(19|20)\d\d$/.test(text)) return Number(text);
  const [, first, second] = /^((?:19|20)\d\d)[-/]?(\d\d)$/.exec(text) ?? [];
  if (first === undefined || second === undefined) return null;
  const end = Number(first) + 1;
  return end % 100 === Number(second) ? end : null;
}

/** '2018-19', 'mid-2019', 'September 2019': a reporting year as people name it. */
export function reportingYearName(year: number, ends: YearEnd): string {
  switch (ends) {
    case '31 March':
      return `${year - 1}-${String(year % 100).padStart(2, '0')}`;
    case '30 June':
      return `mid-${year}`;
    case '30 September':
      return `September ${year}`;
  }
}
