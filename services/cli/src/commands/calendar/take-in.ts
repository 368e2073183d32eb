import { createHash } from 'node:crypto';
import {
  calendarDifference,
  calendarOf,
  readPublishedHolidays,
  renewed,
  type CalendarDifference,
  type Holiday,
} from '@vigil/calendar';
import {
  addCalendar,
  calendarVersions,
  recordCalendar,
  standingCalendar,
  takeTurnsOnCalendar,
  type Database,
  type OperatorsWord,
} from '@vigil/database';
import { CommandFailed } from '../../wrong-use.ts';
import { movesDays } from './difference.ts';

/** A file of bank holidays, as it was got. */
export interface PublishedFile {
  /** An address, or a path as it was typed. */
  readonly source: string;
  readonly bytes: Buffer;
  readonly fetchedAt: Date;
}

/** What taking it in came to. `version` null: no day is another, and the version in use stays. */
export interface TakenIn {
  readonly version: string | null;
  readonly difference: CalendarDifference;
}

/**
 * Takes in what was published as a new version, unless no day is another.
 *
 * @param acceptLosses somebody has looked at what it no longer has
 * @throws {CommandFailed} where the file is not as it must be, or has losses that nobody accepted
 */
export async function takeIn(
  database: Database,
  file: PublishedFile,
  {
    acceptLosses,
    authorities,
  }: { readonly acceptLosses: boolean; readonly authorities: readonly { readonly code: string }[] },
  word: OperatorsWord,
): Promise<TakenIn> {
  const holidays = holidaysIn(file);
  return database.acrossAuthorities(async (tx) => {
    await takeTurnsOnCalendar(tx);
    const current = await standingCalendar(tx);
    const known = new Set((await calendarVersions(tx)).map(({ version }) => version));
    const next = renewedFrom(file, () => renewed(current, holidays, nameOf(current.division, file.fetchedAt, known)));
    const difference = calendarDifference(current, next.holidays);
    if (!movesDays(difference)) return { version: null, difference };
    if (next.losses.length > 0 && !acceptLosses) {
      throw new CommandFailed(
        [
          `${file.source} was not taken in, for it lacks what ${current.version} has:`,
          ...next.losses.map((loss) => `  ${loss}`),
          'Look whether that is true; --accept-losses takes it in nevertheless.',
        ].join('\n'),
      );
    }
    const { source, fetchedAt } = file;
    const { version } = next.holidays;
    const sha256 = createHash('sha256').update(file.bytes).digest('hex');
    await addCalendar(tx, calendarOf(next.holidays), { source, fetchedAt, sha256, ...word });
    for (const { code } of authorities) await recordCalendar(tx, code, { version, source, sha256 }, word);
    return { version, difference };
  });
}

function holidaysIn(file: PublishedFile): readonly Holiday[] {
  return renewedFrom(file, () => readPublishedHolidays(JSON.parse(file.bytes.toString('utf8'))));
}

function renewedFrom<T>({ source }: PublishedFile, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new CommandFailed(`${source} is no file of bank holidays that can be used:\n${(error as Error).message}`);
  }
}

/** Named by the day it was fetched, and by a number where there are several of a day. */
function nameOf(division: string, fetchedAt: Date, known: ReadonlySet<string>): string {
  const name = `${division}/${fetchedAt.toISOString().slice(0, 10)}`;
  for (let number = 1; ; number += 1) {
    const numbered = number === 1 ? name : `${name}.${number}`;
    if (!known.has(numbered)) return numbered;
  }
}
