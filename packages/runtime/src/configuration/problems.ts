import { closest, distance } from 'fastest-levenshtein';

/** What is wrong with environment or vigil.yaml, all of it at once: one sentence a problem. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

/** "did you mean 'schedule'?" where a known name is near, otherwise the names there are. */
export function suggestion(name: string, known: readonly string[]): string {
  const lowered = name.toLowerCase();
  const nearest = known.find((candidate) => candidate.toLowerCase() === lowered) ?? closest(name, known);
  const far = distance(lowered, nearest.toLowerCase()) > Math.max(2, nearest.length / 2);
  return far && known.length <= 20 ? `known there: ${known.join(', ')}` : `did you mean '${nearest}'?`;
}

/** Waits for all of them and throws what is wrong with any, together. */
export async function withProblems<T extends readonly unknown[] | []>(
  works: T,
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  const settled = await Promise.allSettled(works);
  const failures = settled.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
  const other = failures.find((failure) => !(failure instanceof ConfigurationError));
  if (other !== undefined) throw other;
  if (failures.length > 0) {
    throw new ConfigurationError((failures as ConfigurationError[]).flatMap((failure) => failure.problems));
  }
  return Promise.all(works);
}
