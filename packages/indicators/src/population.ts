/**
 * What several cohorts count in, said once (`populations/<name>.sql`): one SELECT with the parameter `:as_at` and,
 * where it is asked about a day, `:day`. A cohort reads it as it reads a list, `looked_after_at(:as_at, period.last_day)`.
 */
export type Populations = ReadonlyMap<string, string>;

const codeOrNot = /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|\b([a-z][a-z0-9_]*)\s*\(([^()]*)\)/g;

/**
 * Puts the SELECT of a population where it is called, so that a cohort stands on its own and PostgreSQL plans it as one
 * query. A population may call others.
 *
 * @returns the SQL as it is run, and what is wrong with the calls
 */
export function writtenOut(
  sql: string,
  populations: Populations,
  within: readonly string[] = [],
): { sql: string; problems: string[] } {
  const problems: string[] = [];
  const written = sql.replaceAll(codeOrNot, (found, name?: string, args?: string) => {
    const population = name === undefined ? undefined : populations.get(name);
    if (name === undefined || args === undefined || population === undefined) return found;
    if (within.includes(name)) {
      problems.push(`the population ${name} calls itself; expected it to end in lists.`);
      return found;
    }
    const inner = writtenOut(population.replaceAll(/--[^\n]*/g, ''), populations, [...within, name]);
    problems.push(...inner.problems);
    const takesDay = /(?<!:):day\b/.test(inner.sql);
    const [asAt, day, ...more] = args.split(',').map((one) => one.trim());
    if (asAt !== ':as_at' || (day !== undefined) !== takesDay || more.length > 0) {
      problems.push(`calls ${found}; expected ${name}(${takesDay ? ':as_at, a day' : ':as_at'}).`);
      return found;
    }
    return `lateral (\n${inner.sql.trim().replaceAll(/(?<!:):day\b/g, day ?? '')}\n)`;
  });
  return { sql: written, problems };
}
