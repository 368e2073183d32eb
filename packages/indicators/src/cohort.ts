/**
 * A cohort is one SELECT with `:as_at` as its only parameter. It reads a list through the function of that name,
 * `contacts(:as_at)`, which gives the records as they stood at that date.
 */
export function cohortProblems(cohort: string): string[] {
  const sql = withoutCommentsAndLiterals(cohort);
  const problems: string[] = [];
  if (sql.includes(';')) problems.push('has a semicolon; expected one SELECT that other SQL can be wrapped around.');
  if (!/^\s*(select|with)\b/i.test(sql)) problems.push('does not begin with SELECT or WITH; expected one SELECT.');
  for (const [, name] of sql.matchAll(/(?<!:):([a-z_]\w*)/gi)) {
    if (name !== 'as_at') problems.push(`has the parameter :${name}; expected :as_at alone.`);
  }
  return problems;
}

/** The lists that a cohort reads, each once. */
export function listsRead(cohort: string): string[] {
  const calls = withoutCommentsAndLiterals(cohort).matchAll(/\b([a-z][a-z0-9_]*)\s*\(\s*:as_at\s*\)/g);
  return [...new Set([...calls].map(([, list]) => list as string))];
}

/**
 * Whether each row of a cohort rests on one record alone, as far as its SQL shows: a single SELECT that joins one list,
 * read once and not as the optional side of a join, with months and days of the calendar, and brings no rows together.
 * False where it cannot be told.
 */
export function readsRecordsOneByOne(cohort: string): boolean {
  const sql = withoutCommentsAndLiterals(cohort).toLowerCase();
  const reads = [...sql.matchAll(/(\w+\s+)?(?:from|join)\s+[a-z]\w*\s*\(\s*:as_at\s*\)/g)];
  return (
    reads.length === 1 &&
    !/^(?:left|outer)\b/.test(reads[0]?.[1] ?? '') &&
    sql.split(':as_at').length === 2 &&
    sql.split(/\bselect\b/).length === 2 &&
    !/\b(?:right|full|distinct(?!\s+from)|group|having|over|union|intersect|except|limit|offset|fetch)\b|\bjoin\s*\(/.test(
      sql,
    )
  );
}

function withoutCommentsAndLiterals(sql: string): string {
  return sql.replaceAll(/--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'/g, (found) => (found.startsWith("'") ? "''" : ' '));
}
