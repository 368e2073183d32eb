import { writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { englandAndWales } from '@vigil/calendar';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enquiriesCsv, ownVigil, type OwnVigil } from './own-vigil.ts';

type Holidays = readonly (readonly [date: string, title: string])[];

/** As GOV.UK publishes it: our own days from a year on, some changed. */
function published(change: (holidays: Holidays) => Holidays = (same) => same): string {
  const events = change(englandAndWales.holidays.filter(([date]) => date >= '2019')).map(([date, title]) => ({
    title,
    date,
    notes: '',
    bunting: true,
  }));
  return JSON.stringify({ 'england-and-wales': { division: 'england-and-wales', events } });
}

const proclaimed = (holidays: Holidays): Holidays => [...holidays, ['2020-12-10', 'A day of thanks']];

describe('vigil calendar', () => {
  let own: OwnVigil;
  let server: Server;
  let address: string;
  let served = published();
  beforeAll(async () => {
    server = createServer((_, response) => response.end(served)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/bank-holidays.json`;
    own = await ownVigil();
    await own.deliver('2021-01-04', {
      // Held on the fifteenth working day after the 1st of December, and one on the sixteenth.
      'section_47_enquiries.csv': enquiriesCsv({ '2020-11': { held: 2, inTime: 2 } }, [
        'CHILD-A,01/12/2020,b) No,22/12/2020',
        'CHILD-B,01/12/2020,b) No,23/12/2020',
      ]),
    });
    await own.vigil('run');
  });
  afterAll(async () => {
    server.close();
    await own.drop();
  });

  const refresh = (...args: readonly string[]) =>
    own.vigil('calendar', 'refresh', '--from', address, '--reason', 'to see', ...args);
  const december = async () => {
    const [figure] = await own.json<readonly Record<string, unknown>[]>(
      'snapshots',
      '--indicator',
      'icpc-timeliness',
      '--period',
      '2020-12',
    );
    return figure;
  };

  it('says which version is in use, where it is from, and what comes next', async () => {
    const { out } = await own.vigil('calendar');
    expect(out).toContain(
      'Bank holidays of England and Wales, 1 January 1990 to 31 December 2028: version england-and-wales/2026-11\n',
    );
    expect(out).toMatch(/Next\n {2}2 April 2021 +Good Friday\n {2}5 April 2021 +Easter Monday\n/u);
    expect(out).toContain('GOV.UK bank holidays from 2012');
  });

  it('takes nothing in where no day is another', async () => {
    expect(await refresh()).toMatchObject({ exit: 0, out: expect.stringContaining('nothing was taken in') });
  });

  it.each([
    ['<html>', /is no file of bank holidays that can be used:\n.*JSON/u],
    ['{}', /is no file of bank holidays that can be used:\nengland-and-wales: /u],
  ])('refuses %s', async (text, complaint) => {
    served = text;
    const { exit, err } = await refresh();
    expect({ exit, err }).toMatchObject({ exit: 1, err: expect.stringMatching(complaint) });
  });

  it('refuses a file in which holidays are gone, until somebody has looked', async () => {
    served = published((holidays) => holidays.filter(([date]) => date !== '2028-12-26'));
    const { exit, err } = await refresh();
    expect(exit).toBe(1);
    expect(err).toContain('2028-12-26 (Boxing Day) is gone.');
    expect(err).toContain('2028 has 7 bank holidays, where there are 8 or more.');
    expect((await own.vigil('calendar')).out).toContain(': version england-and-wales/2026-11\n');
    expect((await refresh('--accept-losses')).exit).toBe(0);
    served = published();
    expect((await refresh()).out).toContain('more: 26 December 2028 (Boxing Day)');
  });

  it('computes again what a new day touches, and shows the difference', async () => {
    expect(await december()).toMatchObject({ numerator: 1, denominator: 2, version: 1 });
    served = published(proclaimed);
    const { exit, out } = await refresh();
    expect(exit).toBe(0);
    expect(out).toContain('more: 10 December 2020 (A day of thanks)');
    expect(out).toMatch(/852\s+icpc-timeliness\s+2020-12\s+50\s+100\s+calendar/u);
    expect(await december()).toMatchObject({ numerator: 2, denominator: 2, version: 2, reason: 'calendar' });
    const { out: explained } = await own.vigil('explain', 'icpc-timeliness', '2020-12');
    expect(explained.replaceAll(/\s+/gu, ' ')).toContain('the calendar of working days changed, to england-and-wales/');
  });

  it('keeps every version, with who took it in and what differs', async () => {
    const facts = await own.json<{ version: string; versions: readonly Record<string, unknown>[] }>('calendar');
    expect(facts.versions.map(({ version }) => version)).toHaveLength(4);
    expect(facts.versions[0]).toMatchObject({
      version: facts.version,
      source: address,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/u),
      reason: 'to see',
      difference: { added: [['2020-12-10', 'A day of thanks']], removed: [] },
    });
    expect(facts.versions.at(-1)).toMatchObject({
      version: 'england-and-wales/2026-11',
      sha256: null,
      difference: null,
    });
  });

  it('is used by the next night', async () => {
    await own.deliver('2021-01-05', {
      'section_47_enquiries.csv': enquiriesCsv({}, ['CHILD-B,01/12/2020,b) No,23/12/2020']),
    });
    await own.vigil('run');
    expect(await december()).toMatchObject({ numerator: 1, denominator: 1 });
  });

  it('reads a file that was carried over by hand', async () => {
    await writeFile(join(own.directory, 'bank-holidays.json'), published());
    const { exit, out } = await own.vigil(
      'calendar',
      'refresh',
      '--from',
      'bank-holidays.json',
      '--reason',
      'no way out',
      '--accept-losses',
    );
    expect({ exit, out }).toMatchObject({ exit: 0, out: expect.stringContaining('gone: 10 December 2020') });
    expect(await own.vigil('calendar', 'refresh', '--from', 'nowhere.json', '--reason', 'x')).toMatchObject({
      exit: 1,
      err: expect.stringContaining('nowhere.json cannot be read (ENOENT)'),
    });
  });
});
