import fc from 'fast-check';
import { contracts, type Coverage } from '@vigil/extracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyMerge, createStaging, planMerge, windowOf, type Transaction } from '../src/index.ts';
import { ownDatabase, type OwnDatabase } from './own-database.ts';

const contract = contracts.get('child_protection_visits')!;
const days = ['2020-01-01', '2020-02-01', '2020-03-01', '2020-04-01', '2020-05-01'];

interface Delivered {
  readonly asAt: string;
  readonly coverage: Coverage;
  /** Visit day of each record that is there; a record keeps its day, and `seen` may be corrected. */
  readonly rows: readonly { readonly key: number; readonly seen: boolean }[];
}

/** The day of a visit follows from its key, so that windows cut the same records at each delivery. */
const dayOf = (key: number): string => `2020-0${1 + (key % 4)}-1${key % 10}`;
const uuid = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

describe('records', () => {
  let own: OwnDatabase;
  let files = 0;
  beforeAll(async () => {
    own = await ownDatabase();
  });
  afterAll(() => own.drop());

  async function publish(tx: Transaction, delivered: Delivered, before: readonly Delivered[]) {
    files += 1;
    const staging = await createStaging(tx, contract, uuid(files));
    delivered.rows.forEach(({ key, seen }, index) => {
      const digest = uuid(key * 2 + Number(seen));
      staging.rows.add([index + 1, index + 2, uuid(key), true, digest, digest, uuid(key), dayOf(key), seen]);
    });
    await staging.rows.flush();
    const list = {
      contract,
      source: 'casework',
      asAt: delivered.asAt,
      coverage: delivered.coverage,
      staging: staging.table,
      later: before
        .filter(({ asAt }) => asAt > delivered.asAt)
        .toSorted((a, b) => (a.asAt < b.asAt ? -1 : 1))
        .map(({ asAt, coverage }) => ({ asAt, coverage })),
    };
    const plan = await planMerge(tx, list);
    await applyMerge(tx, list);
    return plan;
  }

  /** Publishes in the order given, in a transaction that is given up, and reads the records as intervals. */
  async function recordsAfter(deliveries: readonly Delivered[]): Promise<readonly string[]> {
    const undo = new Error('undo');
    let lines: readonly string[] = [];
    await own.database
      .forAuthority('852')
      .transaction(async (tx) => {
        const before: Delivered[] = [];
        for (const delivered of deliveries) {
          await publish(tx, delivered, before);
          before.push(delivered);
          await tx.sql.unsafe('drop table if exists pg_temp.change_child_protection_visits');
          await tx.sql.unsafe('drop table if exists pg_temp.carried_child_protection_visits');
        }
        const rows = await tx.sql<{ line: string }[]>`
          select concat_ws(' ', record, child_seen, valid_from, coalesce(valid_to::text, '…')) as line
          from records.child_protection_visits order by record, valid_from`;
        lines = rows.map(({ line }) => line);
        throw undo;
      })
      .catch((error: unknown) => {
        if (error !== undo) throw error;
      });
    return lines;
  }

  /** The same, worked out one delivery after the other in plain TypeScript. */
  function expected(deliveries: readonly Delivered[]): readonly string[] {
    const ordered = deliveries.toSorted((a, b) => (a.asAt < b.asAt ? -1 : 1));
    const held = new Map<number, { seen: boolean; from: string }>();
    const lines: { key: number; from: string; line: string }[] = [];
    const end = (key: number, to: string): void => {
      const { seen, from } = held.get(key)!;
      lines.push({ key, from, line: `${uuid(key)} ${seen ? 't' : 'f'} ${from} ${to}` });
      held.delete(key);
    };
    for (const { asAt, coverage, rows } of ordered) {
      const window = windowOf(coverage, asAt);
      const inWindow = (key: number) => window === null || (dayOf(key) >= window.from && dayOf(key) <= window.to);
      for (const key of held.keys()) {
        const row = rows.find((one) => one.key === key);
        if (row ? row.seen !== held.get(key)!.seen : inWindow(key)) end(key, asAt);
      }
      for (const { key, seen } of rows) if (!held.has(key)) held.set(key, { seen, from: asAt });
    }
    for (const key of held.keys()) end(key, '…');
    return lines.toSorted((a, b) => a.key - b.key || (a.from < b.from ? -1 : 1)).map(({ line }) => line);
  }

  const rows = fc.uniqueArray(fc.record({ key: fc.integer({ min: 1, max: 8 }), seen: fc.boolean() }), {
    selector: ({ key }) => key,
  });
  const deliveries = (coverage: fc.Arbitrary<Coverage>) =>
    fc
      .uniqueArray(fc.record({ asAt: fc.constantFrom(...days), coverage, rows }), { selector: ({ asAt }) => asAt })
      .chain((all) =>
        fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length })),
      );
  const full = fc.constant<Coverage>({ kind: 'full' });

  it('are the same whatever the order in which full deliveries arrive', async () => {
    await fc.assert(
      fc.asyncProperty(deliveries(full), async ([all, shuffled]) => {
        expect(await recordsAfter(shuffled)).toEqual(expected(all));
      }),
      { numRuns: 30 },
    );
  });

  it('outside a window stay as they were, whatever the order of arrival', async () => {
    // As a rolling window is delivered: whatever is dated inside it and nothing else.
    const rolling = deliveries(fc.constantFrom<Coverage>({ kind: 'full' }, { kind: 'rolling', months: 2 })).map(
      ([all, shuffled]) => {
        const cut = (one: Delivered): Delivered => {
          const window = windowOf(one.coverage, one.asAt);
          return {
            ...one,
            rows: one.rows.filter(
              ({ key }) => window === null || (dayOf(key) >= window.from && dayOf(key) <= window.to),
            ),
          };
        };
        return [all.map(cut), shuffled.map(cut)] as const;
      },
    );
    await fc.assert(
      fc.asyncProperty(rolling, async ([all, shuffled]) => {
        expect(await recordsAfter(shuffled)).toEqual(expected(all));
      }),
      { numRuns: 30 },
    );
  });

  it('are as if only the correction had come, when a delivery is corrected', async () => {
    await fc.assert(
      fc.asyncProperty(deliveries(full), rows, fc.nat(), async ([all], wrong, pick) => {
        fc.pre(all.length > 0);
        const corrected = all[pick % all.length]!;
        const mistaken = { ...corrected, rows: wrong };
        const others = all.filter((one) => one !== corrected);
        expect(await recordsAfter([...others, mistaken, corrected])).toEqual(expected(all));
      }),
      { numRuns: 20 },
    );
  });

  it('count what a delivery deletes, and what it leaves as it was', async () => {
    const first: Delivered = {
      asAt: days[0]!,
      coverage: { kind: 'full' },
      rows: [1, 2, 3, 4].map((key) => ({ key, seen: true })),
    };
    await own.database.forAuthority('852').transaction(async (tx) => {
      expect(await publish(tx, first, [])).toEqual({ standing: 0, deleted: 0, unchanged: 0 });
    });
    await own.database.forAuthority('852').transaction(async (tx) => {
      const second: Delivered = {
        asAt: days[1]!,
        coverage: { kind: 'full' },
        rows: [
          { key: 1, seen: true },
          { key: 2, seen: false },
          { key: 5, seen: true },
        ],
      };
      expect(await publish(tx, second, [first])).toEqual({ standing: 4, deleted: 2, unchanged: 1 });
    });
  });

  it('are seen only by their own authority', async () => {
    const seen = await own.database
      .forAuthority('853')
      .transaction((tx) => tx.sql`select record from cohort.child_protection_visits('2020-02-01')`);
    expect(seen).toHaveLength(0);
  });
});
