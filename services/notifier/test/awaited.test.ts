import { closeSlot, openScheduledSlot, openSlots, stage, type Transaction } from '@vigil/database';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ownDatabase, type OwnDatabase } from '../../../packages/database/test/own-database.ts';
import { awaitedSources } from '../src/awaited.ts';

let own: OwnDatabase;
beforeAll(async () => {
  own = await ownDatabase();
});
afterAll(() => own.drop());

const inTransaction = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> =>
  own.database.forAuthority('852').transaction(work);

const source = (id: string, schedule: string | null) => ({ id, schedule, timeZone: 'Europe/London' });
const authority = {
  sources: [source('casework', '15 2 * * *'), source('front-door', '30 6 * * *'), source('by-hand', null)],
  mail: { by: '07:00' },
} as unknown as Parameters<typeof awaitedSources>[1];
const awaited = (now: string) => inTransaction((tx) => awaitedSources(tx, authority, new Date(now)));

const open = (id: string, dueAt: string) =>
  inTransaction((tx) => openScheduledSlot(tx, { source: id, dueAt: new Date(dueAt), expectedBy: null, late: false }));
const closeAll = () =>
  inTransaction(async (tx) => {
    await tx.orm.update(stage).set({ state: 'done' });
    for (const { id } of await openSlots(tx)) await closeSlot(tx, id);
  });

it('are none where no schedule is followed', async () => {
  expect(await awaited('2021-01-04T02:00:00Z')).toEqual([]);
});

it('are never the forms of contributors, whose slot is open until one is there', async () => {
  const forms = { ...source('hr', '0 6 * * *'), contributor: { id: 'hr' } };
  const withForms = { ...authority, sources: [forms] } as unknown as typeof authority;
  await open('hr', '2021-01-03T06:00:00Z');
  expect(await inTransaction((tx) => awaitedSources(tx, withForms, new Date('2021-01-04T02:00:00Z')))).toEqual([]);
  await closeAll();
});

it('are those whose slot is open, or is still to open before the hour', async () => {
  await open('casework', '2021-01-03T02:15:00Z');
  await open('front-door', '2021-01-03T06:30:00Z');
  await closeAll();
  expect(await awaited('2021-01-04T01:00:00Z')).toEqual(['casework', 'front-door']);
  await open('casework', '2021-01-04T02:15:00Z');
  expect(await awaited('2021-01-04T02:16:00Z')).toEqual(['casework', 'front-door']);
  await closeAll();
  expect(await awaited('2021-01-04T02:20:00Z')).toEqual(['front-door']);
  await open('front-door', '2021-01-04T06:30:00Z');
  await closeAll();
  expect(await awaited('2021-01-04T06:31:00Z')).toEqual([]);
});
