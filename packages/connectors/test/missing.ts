import { existsSync } from 'node:fs';

/** Null where all these programs are there, else a sentence on how to get them; on CI they must be there. */
export function missing(programs: readonly string[], debianPackage: string): string | null {
  const absent = programs.filter((program) => !existsSync(program));
  if (absent.length === 0) return null;
  const sentence = `${absent.join(', ')} is missing: apt-get install ${debianPackage}`;
  if (process.env['CI'] === 'true') throw new Error(sentence);
  return sentence;
}
