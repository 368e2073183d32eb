import { createHmac, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { addDays } from '@vigil/calendar';
import { landedHolds, landingStore, type LandingStore } from '@vigil/connectors';
import { erase } from '@vigil/database';
import type { Coverage, SourceMapping } from '@vigil/extracts';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ownDatabase, type OwnDatabase } from '../../../packages/database/test/own-database.ts';
import { decryptRow } from '../src/app.ts';
import { identifierKeys, pseudonymWith } from '../src/digests.ts';
import { deliver } from './deliver.ts';

const header =
  'Child Unique ID,Strategy discussion initiating Section 47 Enquiry Start Date,Date of Initial Child Protection Conference';
const forgotten = 'A1';
const day = fc.integer({ min: 0, max: 40 }).map((days) => addDays('2020-12-01', days));
const line = fc
  .tuple(
    fc.constantFrom(forgotten, forgotten, 'B2', 'C3', ''),
    fc.oneof({ weight: 8, arbitrary: day }, { weight: 1, arbitrary: fc.constantFrom('', 'soon', '01/01/1900') }),
    fc.oneof(fc.constant(''), day),
  )
  .map((cells) => cells.join(','));
const lines = fc.array(line, { minLength: 3, maxLength: 15 });
const nights = fc.array(fc.record({ lines, days: fc.integer({ min: -2, max: 10 }) }), { minLength: 1, maxLength: 2 });
const coverages: readonly Coverage[] = [{ kind: 'full' }, { kind: 'rolling', months: 1 }];

let own: OwnDatabase;
let directory: string;
let landing: LandingStore;
let authorities = 0;
// As a secret derives them: one for each purpose and authority.
const key = (purpose: string): Buffer => createHmac('sha256', 'a secret').update(purpose).digest();
const quarantine = key('quarantine');

beforeAll(async () => {
  own = await ownDatabase();
  directory = await mkdtemp(join(tmpdir(), 'vigil-erased-'));
  landing = landingStore({ directory, key: randomBytes(32) });
});
afterAll(async () => {
  await own.drop();
  await rm(directory, { recursive: true });
});

interface Night {
  readonly lines: readonly string[];
  readonly days: number;
}

/** What is on record after some nights, somebody being erased between them. */
async function recorded(before: readonly Night[], forgets: boolean, after: readonly Night[], coverage: Coverage) {
  authorities += 1;
  const database = own.database.forAuthority(`F${authorities}`);
  let asAt = '2021-01-10';
  const mapping: SourceMapping = { headers: {}, codes: {} };
  const publish = async (night: Night): Promise<void> => {
    asAt = addDays(asAt, night.days);
    const text = `${[header, ...night.lines].join('\n')}\n`;
    const bytes = () => Readable.from([Buffer.from(text)]);
    await deliver(database, { landing, key }, 'casework', { asAt, text, coverage, mapping, bytes });
  };
  for (const night of before) await publish(night);
  if (forgets) {
    const marks = {
      wayBack: key('way back'),
      isOf: (row: Uint8Array) => decryptRow(quarantine, Buffer.from(row)).includes(forgotten),
      holds: (address: string) => landedHolds(landing, address, forgotten),
      remove: (address: string) => landing.remove(address),
    };
    const pseudonym = pseudonymWith(identifierKeys(key).child, forgotten);
    const person = { purpose: 'child', pseudonym } as const;
    await database.transaction((tx) => erase(tx, person, marks, { actor: 'test', reason: 'asked' }));
  }
  for (const night of after) await publish(night);
  return database.transaction(async (tx) => {
    const rows = await tx.sql<{ row: Buffer }[]>`select row from vigil.quarantine where authority = ${tx.authority}`;
    return {
      records: await tx.sql`
        select record, child, valid_from::text, valid_to::text, digest from records.section_47_enquiries
        where authority = ${tx.authority} order by record, valid_from`,
      known: await tx.sql`
        select distinct pseudonym from identity.block cross join unnest(pseudonyms) as pseudonym
        where authority = ${tx.authority} order by pseudonym`,
      naming: rows.filter(({ row }) => decryptRow(quarantine, row).includes(forgotten)).length,
    };
  });
}

const without = (some: readonly Night[]): readonly Night[] =>
  some.map((night) => ({ ...night, lines: night.lines.filter((one) => !one.startsWith(forgotten)) }));

it('deliveries that go on naming somebody erased leave what they would leave without', async () => {
  await fc.assert(
    fc.asyncProperty(nights, nights, fc.constantFrom(...coverages), async (before, after, coverage) => {
      const forgot = await recorded(before, true, after, coverage);
      const never = await recorded(without(before), false, without(after), coverage);
      expect(forgot).toEqual({ ...never, naming: 0 });
    }),
    { numRuns: 6, endOnFailure: true },
  );
});
