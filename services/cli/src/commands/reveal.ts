import { readIdentities, recordReveal } from '@vigil/database';
import { openIdentities } from '@vigil/database/sealed-identities';
import type { AuthorityConfig } from '@vigil/runtime';
import type { Session } from '../session.ts';
import { CommandFailed } from '../wrong-use.ts';
import { currentActor, currentUser } from './actor.ts';

/**
 * Whether whoever is at the keyboard may see identifiers: those whom the vigil.yaml of the authority names.
 *
 * @throws {CommandFailed} saying what to write
 */
export function mayReveal({ name, reveal, file }: AuthorityConfig): void {
  const user = currentUser();
  if (reveal.includes(user)) return;
  const named = reveal.length === 0 ? 'names nobody' : `does not name ${user}`;
  throw new CommandFailed(
    `You are ${user}, and the vigil.yaml of ${name} ${named} who may see identifiers. Nothing was read. ` +
      `Whoever answers for this data can write reveal: [ ${[...reveal, user].map((one) => `"${one}"`).join(', ')} ] in ${file}.`,
  );
}

/** Whether restricted records are shown to whoever is at the keyboard, where identifiers are. */
export function readsRestricted({ restricted }: AuthorityConfig): boolean {
  return restricted.readers.includes(currentUser());
}

/**
 * The identifiers behind pseudonyms, as the case system has them. That they are looked at is on record, by whom and why,
 * before one of them is read; which they are is nowhere written down.
 *
 * @returns by pseudonym; one that is not known is not among them
 */
export async function revealIdentifiers(
  { installation, authority, database }: Session,
  pseudonyms: readonly string[],
  what: Parameters<typeof recordReveal>[1],
  reason: string,
): Promise<ReadonlyMap<string, string>> {
  mayReveal(authority);
  await database.transaction((tx) => recordReveal(tx, what, { actor: currentActor(), reason }));
  const blocks = await database.transaction((tx) => readIdentities(tx, pseudonyms));
  const key = installation.configuration.secret.key('way back', authority.code);
  return new Map(
    blocks.flatMap((block) => {
      const opened = openIdentities(key, block.identities);
      return block.pseudonyms.map((pseudonym) => [pseudonym, identifierIn(opened, pseudonym)] as const);
    }),
  );
}

function identifierIn(opened: ReadonlyMap<string, string>, pseudonym: string): string {
  const identifier = opened.get(pseudonym);
  if (identifier !== undefined) return identifier;
  throw new CommandFailed('Encrypted identifiers do not stand where they were put: somebody changed identity.block.');
}
