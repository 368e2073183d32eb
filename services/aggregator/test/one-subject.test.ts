import { addDays, completePeriods, englandAndWales, type IsoDate } from '@vigil/calendar';
import { compareCohorts, computeFigures, type CohortCount, type Transaction } from '@vigil/database';
import { contracts, storedColumns, type ColumnContract, type ListContract } from '@vigil/extracts';
import { readsRecordsOneByOne } from '@vigil/indicators';
import { loadCatalogue } from '@vigil/runtime';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ownDatabase, type OwnDatabase } from '../../../packages/database/test/own-database.ts';
import { dependsOnDate } from '../src/inputs.ts';
import { uuidOf } from './delivered-records.ts';

/*
 * Figures are carried over from one date to another by what the subjects whose records have changed count as, at both
 * (carry-over.ts). That is right for rules that look at one subject at a time. Whether a rule does cannot be read off its
 * SQL, so it is tried for every rule of the catalogue, on records as if by chance, of few children with much in common.
 * Where the SQL shows that a rule reads each record by itself, nothing but the records that changed is read.
 */

const [earlier, asAt]: readonly [IsoDate, IsoDate] = ['2021-01-04', '2021-01-18'];
const periods = completePeriods(earlier, 8);
const question = { asAt, periods, calendarVersion: englandAndWales.version };
const catalogue = await loadCatalogue();
const isOneByOne = ({ cohort }: { readonly cohort: string | null }) => readsRecordsOneByOne(cohort ?? '');
// Those that need least first: what others have gathered would be kept for them.
const rules = catalogue
  .computed()
  .filter((definition) => !dependsOnDate(definition))
  .toSorted((a, b) => Number(isOneByOne(b)) - Number(isOneByOne(a)));
const lists = [...new Set(rules.flatMap((definition) => definition.lists))].map((list) => contracts.get(list)!);
const undo = new Error('undo');

let own: OwnDatabase;
beforeAll(async () => {
  own = await ownDatabase();
});
afterAll(() => own.drop());

/** Two states of a list: each record holds until the later date, from then on, all the time, or says something else then. */
async function fill(tx: Transaction, contract: ListContract, draw: (below: number) => number): Promise<void> {
  const columns = storedColumns(contract);
  const rows: Record<string, unknown>[] = [];
  const put = (record: number, from: IsoDate, to: IsoDate | null, subject: number): void => {
    const values = columns.map((column) => [column.field, valueOf(column, draw, subject)] as const);
    rows.push({
      authority: tx.authority,
      source_id: 'casework',
      record: uuidOf(contract.list, record),
      valid_from: from,
      valid_to: to,
      digest: uuidOf(draw(1e9)),
      ...Object.fromEntries(values),
    });
  };
  for (let record = 0; record < 24; record += 1) {
    // Most children do not change, and what changes is of few.
    const changes = draw(4) === 0;
    const subject = changes ? draw(3) : draw(9);
    const kind = changes ? draw(3) : 3;
    if (kind === 0) put(record, earlier, asAt, subject);
    else if (kind === 1) put(record, asAt, null, subject);
    else if (kind === 3) put(record, earlier, null, subject);
    else {
      put(record, earlier, asAt, subject);
      put(record, asAt, null, draw(9));
    }
  }
  await tx.sql`insert into ${tx.sql(`records.${contract.list}`)} ${tx.sql(rows as never)}`;
}

function valueOf({ codes, storedType, field }: ColumnContract, draw: (below: number) => number, subject: number) {
  if (storedType === 'uuid') return uuidOf('somebody', subject);
  if (field === 'date_of_birth') return addDays('2002-01-01', subject * 700);
  if (storedType === 'date') return draw(5) === 0 ? null : addDays('2020-02-01', draw(330));
  if (storedType === 'boolean') return draw(5) === 0 ? null : draw(2) === 0;
  if (storedType === 'integer') return 1 + draw(3);
  if (storedType === 'numeric') return '1';
  return codes ? codes[draw(codes.length)]! : ['North', 'South'][draw(2)]!;
}

it('every rule of the catalogue looks at one subject at a time', { timeout: 240_000 }, async () => {
  const moved = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.infiniteStream(fc.nat(1_000_000)), async (numbers) => {
      const draw = (below: number) => (numbers.next().value as number) % below;
      const work = async (tx: Transaction): Promise<void> => {
        for (const contract of lists) await fill(tx, contract, draw);
        for (const definition of rules) {
          const population = periods.map(() => 50_000);
          const before = await computeFigures(tx, definition, { ...question, asAt: earlier }, population);
          const now = await computeFigures(tx, definition, question, population);
          const compared = await compareCohorts(tx, [definition], question, [earlier], definition.lists);
          const differences = compared.get(definition.id)!.get(earlier)!;
          const counts: CohortCount[] = before.map(({ period, member, numerator, denominator }) => {
            const more = differences.find((one) => one.period === period && one.member === member);
            return {
              period,
              member,
              hits: Number(numerator) + (more?.numerator ?? 0),
              cases: Number(denominator) + (more?.denominator ?? 0),
            };
          });
          const fresh = differences
            .filter(({ period, member }) => !before.some((one) => one.period === period && one.member === member))
            .map(({ period, member, numerator, denominator }) => ({
              period,
              member,
              hits: numerator,
              cases: denominator,
            }));
          const carried = await computeFigures(tx, definition, question, population, {
            counts: [...counts, ...fresh],
          });
          // Members of whom nothing is left are there still, as snapshots have them; a count of them is 0.
          const present = carried.filter(({ period, member }) =>
            now.some((one) => one.period === period && one.member === member),
          );
          expect(present, definition.id).toEqual(now);
          for (const { numerator } of carried.filter((one) => !present.includes(one))) expect(numerator).toBe('0');
          if (JSON.stringify(before) !== JSON.stringify(now)) moved.add(definition.id);
        }
        throw undo;
      };
      await own.database
        .forAuthority('852')
        .transaction(work)
        .catch((error: unknown) => {
          if (error !== undo) throw error;
        });
    }),
    { numRuns: 4, endOnFailure: true },
  );
  // Of what did not move nothing was tried.
  expect(moved.size).toBeGreaterThan(rules.length * 0.8);
});
