import { readSeries, standingCalendar, type Series, type Transaction } from '@vigil/database';
import type { IndicatorDefinition } from '@vigil/indicators';
import type { Session } from '../session.ts';
import { WrongUse } from '../wrong-use.ts';
import type { State } from './asked-for.ts';

/**
 * The series of an indicator's whole, or of one member.
 *
 * @throws {WrongUse} naming the members there are
 */
export async function seriesMeant(
  tx: Transaction,
  { authority }: Session,
  definition: IndicatorDefinition,
  { asAt, knownAt }: State,
  member: string | undefined,
): Promise<Series> {
  const all = await readSeries(tx, [definition], {
    asAt,
    ...(knownAt && { knownAt }),
    calendar: await standingCalendar(tx),
    targets: authority.targets,
  });
  const found = all.find((one) => one.member === (member ?? null));
  if (found) return found;
  if (member === undefined && all.length === 0) throw new WrongUse(`${definition.id} has no figures as at ${asAt}.`);
  const members = all.flatMap((one) => one.member ?? []).join(', ');
  const given = members === '' ? 'it is not given by member' : `it is given for ${members}`;
  throw new WrongUse(
    `${definition.id} has no figures ${member === undefined ? 'of the whole' : `for ${member}`}; ${given}.`,
  );
}
