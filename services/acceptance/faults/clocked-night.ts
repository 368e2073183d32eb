import { addDays, type IsoDate } from '@vigil/calendar';
import { expect } from 'vitest';
import { keepTime } from '../test/clocked-vigil.ts';
import { config, inDatabase, type Night } from './night.ts';

/** Half past one in the night of one day alone. */
const configFor = (day: IsoDate): string =>
  config.replace(
    'settleSeconds: 0',
    `settleSeconds: 0
    schedule: "30 1 ${Number(day.slice(8))} ${Number(day.slice(5, 7))} *"
    timeZone: Europe/London
    expectedBy: "06:00"
    guards: { neverArrived: false }`,
  );

/**
 * A night by the schedule, half past one, with Vigil up since the day before and until people have been written to on
 * the next working day.
 *
 * @param times.at the times of the day, in UTC, at which the schedulers tick
 */
export async function clockedNight(
  { vigil }: Night,
  times: {
    readonly day: string;
    readonly schedulers: number;
    readonly at: readonly string[];
    readonly nextWorkingDay: string;
  },
): Promise<boolean> {
  const { day, schedulers } = times;
  await vigil.configure(configFor(day));
  const clock = await keepTime(vigil, { schedulers });
  try {
    await clock.at(`${addDays(day, -1)}T12:00:10Z`);
    for (const time of times.at) await clock.at(`${day}T${time}`);
    const [slots] = await inDatabase(
      vigil,
      (sql) => sql<[{ count: number }]>`
        select count(*)::int as count from vigil.slot
        where source = 'casework' and (due_at at time zone 'Europe/London')::date = ${day}`,
    );
    expect(slots?.count, 'slots of the day').toBe(1);
    await clock.at(`${times.nextWorkingDay}T07:00:10Z`);
    return true;
  } finally {
    await clock.stop();
    delete vigil.env['VIGIL_NOW'];
  }
}
