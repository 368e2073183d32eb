import { addDays, englandAndWales, type IsoDate } from '@vigil/calendar';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadCatalogue } from '../../runtime/src/catalogue.ts';
import { compareCohorts, computeFigures, type Transaction } from '../src/index.ts';
import { ownDatabase, type OwnDatabase } from './own-database.ts';
import { putRecords } from './records-by-hand.ts';

const catalogue = await loadCatalogue();
const [contacts, decisions] = ['contacts-number', 'mash-decision-timeliness'].map((id) => catalogue.get(id));
const question = {
  asAt: '2021-01-20',
  periods: ['2020-11', '2020-12'],
  calendarVersion: englandAndWales.version,
};

let own: OwnDatabase;
beforeAll(async () => {
  own = await ownDatabase();
});
afterAll(() => own.drop());

/** Works in a transaction of which nothing is kept. */
async function tried(work: (tx: Transaction) => Promise<void>): Promise<void> {
  const undo = new Error('undone');
  const outcome = own.database.forAuthority('852').transaction(async (tx) => {
    await work(tx);
    throw undo;
  });
  await outcome.catch((error: unknown) => {
    if (error !== undo) throw error;
  });
}

const day = (from: IsoDate, days: number) => fc.nat(days).map((more) => addDays(from, more));
const contact = fc.record({
  child: fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F'),
  date_of_contact: day('2020-10-25', 70),
  date_of_decision: fc.option(day('2020-11-01', 65)),
});
const delivered = fc.record({
  from: fc.constantFrom('2021-01-04', '2021-01-11', '2021-01-20'),
  rows: fc.array(contact, { minLength: 1, maxLength: 6 }),
});

it('cohorts compared together, with several dates and among changed subjects, differ as each does on its own', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(delivered, { minLength: 1, maxLength: 4 }), (deliveries) =>
      tried(async (tx) => {
        for (const { from, rows } of deliveries) await putRecords(tx, 'contacts', rows, from);
        const earlier = ['2021-01-04', '2021-01-11'];
        const together = await compareCohorts(tx, [contacts!, decisions!], question, earlier, ['contacts']);
        for (const definition of [contacts!, decisions!]) {
          for (const date of earlier) {
            const alone = await compareCohorts(tx, [definition], question, [date], 'all');
            const moved = (all: typeof together) =>
              all
                .get(definition.id)!
                .get(date)!
                .filter(({ added, removed, changed }) => added + removed + changed > 0)
                .toSorted((a, b) => (a.period < b.period ? -1 : 1));
            expect(moved(together)).toEqual(moved(alone));
          }
        }
      }),
    ),
    { numRuns: 15 },
  );
});

it('a value is the quotient that PostgreSQL rounds to 4 decimals', async () => {
  await tried(async (tx) => {
    await fc.assert(
      fc.asyncProperty(fc.nat(20_000), fc.integer({ min: 1, max: 20_000 }), async (hits, cases) => {
        const counts = [{ period: '2020-12', member: null, hits, cases }];
        const asked = { ...question, periods: ['2020-12'] };
        const [figure] = await computeFigures(tx, decisions!, asked, [null], { counts });
        const [row] = await tx.sql<
          [{ value: string }]
        >`select round(100.0 * ${hits}::int / ${cases}::int, 4)::text as value`;
        expect(figure!.value).toBe(row.value);
      }),
    );
  });
});
