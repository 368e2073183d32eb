import { Option } from 'commander';
import type { Person } from '@vigil/database';
import type { Identified } from '@vigil/extracts';
import { identifierKeys, pseudonymWith } from '@vigil/validator';
import type { CommandContext, Session } from '../session.ts';
import { WrongUse } from '../wrong-use.ts';

/** What an identifier can be of. */
const kinds = ['child', 'adopter', 'household', 'worker', 'audit'] as const satisfies readonly Identified[];

export const kindOption = (): Option =>
  new Option('--kind <kind>', 'what the identifier is of').choices(kinds).default('child');

/** An identifier of the case system, and its pseudonym. */
export interface MeantPerson {
  readonly identifier: string;
  readonly person: Person;
}

/**
 * Whom an identifier means, as validation would tell them.
 *
 * @param typed `-`: read from standard input, so that it comes into no shell's history and no list of processes
 * @throws {WrongUse} where there is none, or the reason names it: the reason stays on record
 */
export async function personMeant(
  { installation, authority }: Session,
  context: CommandContext,
  { typed, kind, reason }: { readonly typed: string; readonly kind: Identified; readonly reason?: string | undefined },
): Promise<MeantPerson> {
  const identifier = (typed === '-' ? await readInput(context) : typed).trim();
  if (identifier === '') throw new WrongUse('No identifier was given; expected one as the case system writes it.');
  if (/[\r\n]/u.test(identifier)) throw new WrongUse('More than one line was given; expected one identifier.');
  if (reason?.toLowerCase().includes(identifier.toLowerCase())) {
    throw new WrongUse('The reason names the identifier, and it stays on record for ever: say it without.');
  }
  const keys = identifierKeys((purpose) => installation.configuration.secret.key(purpose, authority.code));
  return { identifier, person: { purpose: kind, pseudonym: pseudonymWith(keys[kind], identifier) } };
}

async function readInput({ input }: CommandContext): Promise<string> {
  if (!input) throw new WrongUse('There is no standard input here; give the identifier itself.');
  const parts: Buffer[] = [];
  for await (const part of input()) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString('utf8');
}
