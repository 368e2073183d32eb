import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSlots } from '@vigil/database';
import { createLogger, loadCatalogue, readAuthorities } from '@vigil/runtime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownDatabase, type OwnDatabase } from '../../../packages/database/test/own-database.ts';
import { createApp, type SchedulerConfig } from '../src/app.ts';

const yaml = `
authority: { code: "852", name: Testshire, population0to17: { 2020: 50900 } }
sources:
  - { id: casework, connector: { kind: folder, path: ./extracts }, schedule: "15 2 * * *" }
`;

describe('of two schedulers', () => {
  let own: OwnDatabase;
  let config: SchedulerConfig;
  beforeAll(async () => {
    own = await ownDatabase();
    const directory = await mkdtemp(join(tmpdir(), 'vigil-scheduler-'));
    const file = join(directory, 'vigil.yaml');
    await writeFile(file, yaml);
    config = { authorities: await readAuthorities(file, await loadCatalogue(null), directory) };
    await rm(directory, { recursive: true });
  });
  afterAll(() => own.drop());

  const said: string[] = [];
  const log = createLogger({
    service: 'test',
    level: 'info',
    destination: { write: (line: string) => void said.push((JSON.parse(line) as { msg: string }).msg) },
  });
  let now = new Date('2021-01-03T12:00:00Z');
  const scheduler = () =>
    createApp(config, {
      database: own.database,
      log,
      now: () => now,
      proxy: { url: null, except: '' },
      clock: () => now,
    });
  const dueTimes = async () => {
    const slots = await own.database.forAuthority('852').transaction((tx) => openSlots(tx));
    return slots.map(({ dueAt }) => dueAt.toISOString()).toSorted();
  };
  const night = (day: string) => `2021-01-${day}T02:15:00.000Z`;

  it('one opens slots; the other stands by, and opens them when the first is gone', async () => {
    const [first, second, third] = [scheduler(), scheduler(), scheduler()];
    await first.start();
    now = new Date('2021-01-04T02:20:00Z');
    await first.tick();
    expect(await dueTimes()).toEqual([night('04')]);
    now = new Date('2021-01-05T02:20:00Z');
    await second.start();
    expect(await dueTimes()).toEqual([night('04')]);
    await first.stop();
    await third.start();
    expect(await dueTimes()).toEqual([night('04'), night('05')]);
    await second.stop();
    await third.stop();
    expect(said.filter((line) => /^(leads|stands by)/u.test(line))).toEqual([
      'leads: opens slots',
      'stands by: another scheduler leads',
      'leads: opens slots',
    ]);
  });

  it('that tick at the same moment, each slot is opened once', async () => {
    now = new Date('2021-01-06T02:20:00Z');
    await Promise.all([scheduler().tick(), scheduler().tick()]);
    expect(await dueTimes()).toEqual([night('04'), night('05'), night('06')]);
  });
});
