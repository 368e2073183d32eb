import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { addDays, englandAndWales, subtractMonthsFromDate, type IsoDate } from '@vigil/calendar';
import { openDatabase, prepareDatabase, standingFigures, type Database } from '@vigil/database';
import type { Coverage } from '@vigil/extracts';
import { loadCatalogue, type AuthorityConfig } from '@vigil/runtime';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { landingStore } from '../../../packages/connectors/src/index.ts';
import { Catalogue } from '../../../packages/indicators/src/index.ts';
import { emptyDatabase, testKey } from '../../../packages/database/test/own-database.ts';
import { aggregateHandler } from '../../aggregator/src/aggregate.ts';
import { deliver, type Validator } from '../../validator/test/deliver.ts';

const asAts: readonly IsoDate[] = ['2020-09-01', '2020-10-01', '2020-11-01', '2020-12-01'];
const indicators = ['icpc-timeliness', 's47-number'];
const header =
  'Child Unique ID,Strategy discussion initiating Section 47 Enquiry Start Date,Was an Initial Child Protection Conference deemed unnecessary?,Date of Initial Child Protection Conference';

interface Enquiry {
  readonly child: number;
  /** The enquiry and the conference, the second of which is corrected at times. */
  readonly discussed: IsoDate;
  readonly held: IsoDate;
}

interface Arrival {
  readonly asAt: IsoDate;
  readonly coverage: Coverage;
  readonly rows: readonly Enquiry[];
}

const enquiry = fc.record({ child: fc.nat(11), days: fc.constantFrom(18, 30) }).map(({ child, days }): Enquiry => {
  const discussed = addDays('2020-06-03', child * 14);
  return { child, discussed, held: addDays(discussed, days) };
});
const arrivals = fc
  .record({
    deliveries: fc.uniqueArray(
      fc.record({
        asAt: fc.constantFrom(...asAts),
        coverage: fc.constantFrom<Coverage>({ kind: 'full' }, { kind: 'rolling', months: 2 }),
        rows: fc.uniqueArray(enquiry, { selector: ({ child }) => child, minLength: 3 }),
      }),
      { selector: ({ asAt }) => asAt, minLength: 2 },
    ),
    seed: fc.nat(),
  })
  .chain(({ deliveries }) => {
    const inTheirWindows = deliveries.map((one): Arrival => ({
      ...one,
      rows: one.rows.filter((row) => shows(one, row)),
    }));
    return fc.shuffledSubarray(inTheirWindows, { minLength: deliveries.length });
  });

function shows({ asAt, coverage }: Arrival, { discussed, held }: Enquiry): boolean {
  const from = coverage.kind === 'rolling' ? subtractMonthsFromDate(asAt, coverage.months) : '2020-01-01';
  return discussed >= from && held <= asAt;
}

let database: Database;
let validator: Validator;
let aggregate: ReturnType<typeof aggregateHandler>;
const ends: (() => Promise<unknown>)[] = [];
/** An authority for each order of arrival: figures are the authority's. */
const free = Array.from({ length: 60 }, (_, index) => `${100 + index}`);

beforeAll(async () => {
  const { url, drop } = await emptyDatabase();
  const directory = await mkdtemp(join(tmpdir(), 'vigil-arrival-'));
  database = openDatabase(url, { connections: 4 });
  ends.push(
    () => rm(directory, { recursive: true }),
    drop,
    () => database.close(),
  );
  const authorities = free.map((code) => ({ code, name: `Authority ${code}` }));
  await prepareDatabase(database, { calendar: englandAndWales, key: testKey, authorities });
  const key = randomBytes(32);
  validator = { landing: landingStore({ directory, key }), key: () => key };
  const all = await loadCatalogue();
  aggregate = aggregateHandler(
    { authorities: free.map((code) => ({ code, historyMonths: 6 }) as unknown as AuthorityConfig) },
    { catalogue: new Catalogue(indicators.map((id) => all.get(id))), calendar: englandAndWales },
  );
});
afterAll(async () => {
  for (const end of ends.toReversed()) await end();
});

it('the same deliveries in any order of arrival end in the same records and in the same figures as at every date', async () => {
  await fc.assert(
    fc.asyncProperty(arrivals, async (shuffled) => {
      const ordered = shuffled.toSorted((a, b) => (a.asAt < b.asAt ? -1 : 1));
      const left = await leftBy(ordered);
      expect(left.figures.flat()).not.toHaveLength(0);
      expect(await leftBy(shuffled)).toEqual(left);
    }),
    { numRuns: 10, endOnFailure: true },
  );
});

/** The records, by what they say, and the figures that stand as at each date; the last of a month's versions. */
async function leftBy(
  deliveries: readonly Arrival[],
): Promise<{ records: unknown; figures: readonly (readonly string[])[] }> {
  const authority = database.forAuthority(free.pop()!);
  for (const { asAt, coverage, rows } of deliveries) {
    const lines = rows.map(({ child, discussed, held }) => `CHILD-${child},${discussed},b) No,${held}`);
    const text = [header, ...lines].join('\n');
    const delivered = { asAt, coverage, text, mapping: { headers: {}, codes: {} } };
    await deliver(
      authority,
      validator,
      'casework',
      { ...delivered, bytes: () => Readable.from([Buffer.from(text)]) },
      aggregate,
    );
  }
  return authority.transaction(async (tx) => ({
    records: await tx.sql`
      select strategy_discussion_date, conference_date, valid_from, valid_to from records.section_47_enquiries
      where authority = ${tx.authority} order by 1, 3`,
    figures: await Promise.all(
      deliveries
        .map(({ asAt }) => asAt)
        .toSorted()
        .map(async (asAt) => {
          const standing = await standingFigures(tx, { indicators, asAt, origin: 'computed' });
          return standing
            .map(({ indicator, period, numerator, denominator, value }) =>
              [indicator, period, numerator, denominator, value].join(' '),
            )
            .toSorted();
        }),
    ),
  }));
}
