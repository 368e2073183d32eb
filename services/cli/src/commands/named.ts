import { Argument } from 'commander';
import { distance } from 'fastest-levenshtein';
import { isIsoDate } from '@vigil/calendar';
import { idsBeginningWith, newestDeliveryFor, type Named, type Transaction } from '@vigil/database';
import { contracts, type ListContract } from '@vigil/extracts';
import type { Catalogue, IndicatorDefinition } from '@vigil/indicators';
import type { AuthorityConfig, ServiceConfig } from '@vigil/runtime';
import { WrongUse } from '../wrong-use.ts';

/** Where to look up the ids of each kind. */
const listedBy: Readonly<Record<Named, string>> = {
  delivery: 'vigil status',
  run: 'vigil run --format json',
  notification: 'vigil notifications',
  job: 'vigil failed',
  alert: 'vigil alerts --all',
  mute: 'vigil mute --list',
  replay: 'vigil replay --list',
  backfill: 'vigil backfill --list',
};

const fewestLetters = 4;

/**
 * The id that is meant, from as much of it as tells it apart.
 *
 * @throws {WrongUse} when there is none, or several
 */
export async function idMeant(tx: Transaction, kind: Named, typed: string): Promise<string> {
  if (typed.length < fewestLetters) {
    throw new WrongUse(`"${typed}" is too short for the id of a ${kind}; give at least ${fewestLetters} characters.`);
  }
  const [id, ...others] = await idsBeginningWith(tx, kind, typed);
  if (id === undefined)
    throw new WrongUse(`There is no ${kind} ${typed} for authority ${tx.authority}; see ${listedBy[kind]}.`);
  if (others.length > 0) {
    throw new WrongUse(`"${typed}" could be any of ${[id, ...others].join(', ')}; give more of the id.`);
  }
  return id;
}

export const deliveryArgument = (): Argument =>
  new Argument('<delivery>', 'its id, as much of it as tells it apart, or SOURCE@YYYY-MM-DD');

/**
 * The delivery that is meant: by its id, the beginning of it, or `SOURCE@YYYY-MM-DD`, the newest of that date.
 *
 * @throws {WrongUse} when there is none, or several
 */
export async function deliveryMeant(tx: Transaction, typed: string): Promise<string> {
  const at = typed.lastIndexOf('@');
  if (at === -1) return idMeant(tx, 'delivery', typed);
  const [source, asAt] = [typed.slice(0, at), typed.slice(at + 1)];
  if (!isIsoDate(asAt))
    throw new WrongUse(`"${asAt}" is no date; expected SOURCE@YYYY-MM-DD, such as casework@2021-01-04.`);
  const id = await newestDeliveryFor(tx, { source, asAt });
  if (id === null) throw new WrongUse(`${source} has no delivery as at ${asAt}; see vigil status.`);
  return id;
}

/**
 * The indicator that is meant, by id or code.
 *
 * @throws {WrongUse} naming the nearest ones
 */
export function indicatorMeant(catalogue: Catalogue, typed: string): IndicatorDefinition {
  const found = catalogue.find(typed);
  if (found) return found;
  const near = nearest(
    catalogue.all().map(({ id }) => id),
    typed,
  );
  throw new WrongUse(`There is no indicator "${typed}". The nearest are ${near.join(', ')}.`);
}

/**
 * The service that is meant, by its id.
 *
 * @throws {WrongUse} naming those there are
 */
export function serviceMeant({ services }: AuthorityConfig, typed: string): ServiceConfig {
  const found = services.find(({ id }) => id === typed);
  if (found) return found;
  throw new WrongUse(`There is no service "${typed}". There are ${services.map(({ id }) => id).join(', ')}.`);
}

export const listArgument = (meaning = 'the name of a list, such as contacts'): Argument =>
  new Argument('<list>', meaning);

/**
 * The list that is meant, by its name.
 *
 * @throws {WrongUse} naming the nearest ones
 */
export function listMeant(typed: string): ListContract {
  const contract = contracts.get(typed);
  if (contract) return contract;
  const near = nearest([...contracts.keys()], typed);
  throw new WrongUse(`There is no list "${typed}". The nearest are ${near.join(', ')}; vigil lists names them all.`);
}

/** Those among some ids that are most like what was typed. */
export function nearest(ids: readonly string[], typed: string): readonly string[] {
  const wanted = typed.toLowerCase();
  const far = (id: string): number => (id.includes(wanted) ? 0 : distance(id, wanted));
  return ids.toSorted((a, b) => far(a) - far(b)).slice(0, 5);
}
