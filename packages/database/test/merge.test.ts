import { addDays } from '@vigil/calendar';
import fc from 'fast-check';
import { contracts, storedColumns, type Coverage, type ListContract } from '@vigil/extracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyMerge, createStaging, planMerge, windowOf, type Transaction } from '../src/index.ts';
import { ownDatabase, type OwnDatabase } from './own-database.ts';

const days = ['2020-01-01', '2020-02-01', '2020-03-01', '2020-04-01', '2020-05-01'];

interface Row {
  readonly key: number;
  /** The one thing that can be corrected. */
  readonly says: string;
}

interface Delivered {
  readonly asAt: string;
  readonly coverage: Coverage;
  readonly rows: readonly Row[];
}

/** A list as these tests fill it. */
interface Filled {
  readonly contract: ListContract;
  readonly values: (row: Row) => Readonly<Record<string, string | boolean | null>>;
}

const uuid = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** The day of a visit is part of its key: windows cut the same records at each delivery. */
const visits: Filled = {
  contract: contracts.get('child_protection_visits')!,
  values: ({ key, says }) => ({
    child: uuid(key),
    visit_date: `2020-0${1 + (key % 4)}-1${key % 10}`,
    child_seen: says === 'seen',
  }),
};

/** What windows look at is the end of a plan, which one delivery says and another takes back. */
const plans: Filled = {
  contract: contracts.get('child_protection_plans')!,
  values: ({ key, says }) => ({
    child: uuid(key),
    start_date: '2019-06-01',
    end_date: says === 'open' ? null : says,
  }),
};

const says = ['seen', 'not seen', 'open', '2019-12-10', '2020-01-10', '2020-02-10', '2020-03-10', '2020-04-10'];
const digestOf = (row: Row): string => uuid(row.key * says.length + says.indexOf(row.says));
const dayOf = ({ contract, values }: Filled, row: Row) => values(row)[contract.dateField] as string | null;

function speaksFor(delivered: Delivered, day: string | null): boolean {
  const window = windowOf(delivered);
  return window === null || day === null || (day >= window.from && day <= window.to);
}

describe('records', () => {
  let own: OwnDatabase;
  let files = 0;
  beforeAll(async () => {
    own = await ownDatabase();
  });
  afterAll(() => own.drop());

  async function publish(
    tx: Transaction,
    delivered: Delivered,
    before: readonly Delivered[],
    { contract, values }: Filled = visits,
  ) {
    files += 1;
    const staging = await createStaging(tx, contract, uuid(files));
    delivered.rows.forEach((row, index) => {
      const digest = digestOf(row);
      const fields: Readonly<Record<string, string | boolean | null>> = values(row);
      const stored = storedColumns(contract).map(({ field }) => fields[field] ?? null);
      staging.rows.add([index + 1, index + 2, uuid(row.key), true, digest, digest, ...stored]);
    });
    await staging.rows.flush();
    const list = {
      contract,
      source: 'casework',
      asAt: delivered.asAt,
      coverage: delivered.coverage,
      staging: staging.table,
      accepted: delivered.rows.length,
      partial: false,
      published: before.filter(({ asAt }) => asAt >= delivered.asAt),
    };
    const plan = await planMerge(tx, list);
    await applyMerge(tx, list, plan);
    return plan;
  }

  /** Publishes in the order given, in a transaction that is given up, and reads the records as intervals. */
  async function recordsAfter(deliveries: readonly Delivered[], filled = visits): Promise<readonly string[]> {
    const undo = new Error('undo');
    let lines: readonly string[] = [];
    const { list } = filled.contract;
    await own.database
      .forAuthority('852')
      .transaction(async (tx) => {
        const before: Delivered[] = [];
        for (const delivered of deliveries) {
          await publish(tx, delivered, before, filled);
          before.push(delivered);
          await tx.sql.unsafe(`drop table if exists pg_temp.change_${list}, pg_temp.carried_${list}`);
        }
        const rows = await tx.sql.unsafe<{ line: string }[]>(`
          select concat_ws(' ', record, digest, valid_from, coalesce(valid_to::text, '…')) as line
          from records.${list} order by record, valid_from`);
        lines = rows.map(({ line }) => line);
        throw undo;
      })
      .catch((error: unknown) => {
        if (error !== undo) throw error;
      });
    return lines;
  }

  /** The same, worked out one delivery after the other in plain TypeScript; none is for the same date as another. */
  function expected(deliveries: readonly Delivered[], filled = visits): readonly string[] {
    const held = new Map<number, { row: Row; from: string }>();
    const lines: string[] = [];
    const end = (key: number, to: string): void => {
      const { row, from } = held.get(key)!;
      lines.push(`${uuid(key)} ${digestOf(row)} ${from} ${to}`);
      held.delete(key);
    };
    for (const delivered of deliveries.toSorted((a, b) => (a.asAt < b.asAt ? -1 : 1))) {
      for (const [key, { row: standing }] of held) {
        const row = delivered.rows.find((one) => one.key === key);
        if (row ? row.says !== standing.says : speaksFor(delivered, dayOf(filled, standing))) end(key, delivered.asAt);
      }
      for (const row of delivered.rows) if (!held.has(row.key)) held.set(row.key, { row, from: delivered.asAt });
    }
    for (const key of held.keys()) end(key, '…');
    const place = (line: string): string => line.split(' ').toSpliced(1, 1).join(' ');
    return lines.toSorted((a, b) => (place(a) < place(b) ? -1 : 1));
  }

  const rowsThatSay = (most: number, ...what: readonly string[]) =>
    fc.uniqueArray(fc.record({ key: fc.integer({ min: 1, max: most }), says: fc.constantFrom(...what) }), {
      selector: ({ key }) => key,
    });
  const rows = rowsThatSay(8, 'seen', 'not seen');
  const deliveries = (coverage: fc.Arbitrary<Coverage>, filled = visits, its = rows) =>
    fc
      .uniqueArray(fc.record({ asAt: fc.constantFrom(...days), coverage, rows: its }), {
        selector: ({ asAt }) => asAt,
        minLength: 2,
      })
      // As a window is delivered: whatever is dated inside it and nothing else.
      .map((all) => all.map((one) => ({ ...one, rows: one.rows.filter((row) => speaksFor(one, dayOf(filled, row))) })))
      .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })));
  const splitAt = fc.constantFrom('2020-01-31', '2020-02-29', '2020-03-31');

  /** A delivery in windows that together hold all of its days; what has no date comes with one of them. */
  function inParts(whole: Delivered, cuts: readonly string[], filled = visits, open = 0): readonly Delivered[] {
    const window = windowOf(whole) ?? { from: '2019-01-01', to: '2020-12-31' };
    const inside = cuts.filter((day) => day >= window.from && day < window.to);
    if (inside.length === 0) return [whole];
    const ends = [...inside.toSorted(), window.to];
    return ends.map((to, index): Delivered => {
      const from = index === 0 ? window.from : addDays(ends[index - 1]!, 1);
      const has = (day: string | null) => (day === null ? index === open % ends.length : day >= from && day <= to);
      return {
        ...whole,
        coverage: { kind: 'window', from, to },
        rows: whole.rows.filter((row) => has(dayOf(filled, row))),
      };
    });
  }

  const full = fc.constant<Coverage>({ kind: 'full' });
  const rolling = fc.constantFrom<Coverage>({ kind: 'full' }, { kind: 'rolling', months: 2 });

  it('are the same whatever the order in which full deliveries arrive', async () => {
    await fc.assert(
      fc.asyncProperty(deliveries(full), async ([all, shuffled]) => {
        expect(await recordsAfter(shuffled)).toEqual(expected(all));
      }),
      { numRuns: 30 },
    );
  });

  it('outside a window stay as they were, whatever the order of arrival', async () => {
    await fc.assert(
      fc.asyncProperty(deliveries(rolling), async ([all, shuffled]) => {
        expect(await recordsAfter(shuffled)).toEqual(expected(all));
      }),
      { numRuns: 30 },
    );
  });

  it('that move in and out of windows, as plans that end or are opened again, are the same in any order', async () => {
    const its = rowsThatSay(4, ...says.slice(2));
    await fc.assert(
      fc.asyncProperty(deliveries(rolling, plans, its), async ([all, shuffled]) => {
        expect(await recordsAfter(shuffled, plans)).toEqual(expected(all, plans));
      }),
      { numRuns: 60 },
    );
  });

  it('are as if only the correction had come, when a delivery is corrected', async () => {
    await fc.assert(
      fc.asyncProperty(deliveries(full), rows, fc.nat(), async ([all], wrong, pick) => {
        const corrected = all[pick % all.length]!;
        const mistaken = { ...corrected, rows: wrong };
        const others = all.filter((one) => one !== corrected);
        expect(await recordsAfter([...others, mistaken, corrected])).toEqual(expected(all));
      }),
      { numRuns: 20 },
    );
  });

  it('stand the same when a delivery is sent twice, in another order of rows, or in parts on successive days', async () => {
    const standing = (lines: readonly string[]) =>
      lines.filter((line) => line.endsWith('…')).map((line) => line.split(' ', 2));
    await fc.assert(
      fc.asyncProperty(deliveries(full), fc.nat(), splitAt, async ([all, shuffled], pick, day) => {
        const sent = shuffled.flatMap((one, index): readonly Delivered[] => {
          if (index !== pick % all.length) return [one, { ...one, rows: one.rows.toReversed() }];
          const [first, second] = inParts(one, [day]);
          return [first!, { ...second!, asAt: addDays(one.asAt, 1) }];
        });
        expect(standing(await recordsAfter(sent))).toEqual(standing(expected(all)));
      }),
      { numRuns: 20 },
    );
  });

  it('are those of the whole when deliveries are split into windows of the same date, in whatever order they come', async () => {
    const split = deliveries(rolling).chain(([all]) =>
      fc
        .tuple(...all.map((one) => fc.tuple(fc.constant(one), fc.uniqueArray(splitAt))))
        .map((pairs) => pairs.flatMap(([one, cuts]) => inParts(one, cuts)))
        .chain((parts) => fc.tuple(fc.constant(all), fc.shuffledSubarray(parts, { minLength: parts.length }))),
    );
    await fc.assert(
      fc.asyncProperty(split, async ([all, parts]) => {
        expect(await recordsAfter(parts)).toEqual(expected(all));
      }),
      { numRuns: 15 },
    );
  });

  it('are those of the whole when its parts have cases that are open, which every part speaks for', async () => {
    const its = rowsThatSay(4, ...says.slice(2));
    const split = deliveries(full, plans, its).chain(([all]) =>
      fc
        .tuple(...all.map((one) => fc.tuple(fc.constant(one), fc.uniqueArray(splitAt), fc.nat())))
        .map((cut) => cut.flatMap(([one, cuts, open]) => inParts(one, cuts, plans, open)))
        .chain((parts) => fc.tuple(fc.constant(all), fc.shuffledSubarray(parts, { minLength: parts.length }))),
    );
    await fc.assert(
      fc.asyncProperty(split, async ([all, parts]) => {
        expect(await recordsAfter(parts, plans)).toEqual(expected(all, plans));
      }),
      { numRuns: 15 },
    );
  });

  it('are as if only the correction had come, when a part is corrected, whatever came in between', async () => {
    await fc.assert(
      fc.asyncProperty(
        deliveries(rolling),
        rows,
        fc.uniqueArray(splitAt, { minLength: 1 }),
        fc.nat(),
        fc.nat(),
        async ([all, shuffled], wrong, cuts, pick, which) => {
          const one = all[pick % all.length]!;
          const parts = inParts(one, cuts);
          const corrected = parts[which % parts.length]!;
          const mistaken = {
            ...corrected,
            rows: wrong.filter((row) => speaksFor(corrected, dayOf(visits, row))),
          };
          const sent = shuffled.flatMap((other) => (other === one ? parts : [other]));
          const at = (which + pick) % (sent.indexOf(corrected) + 1);
          expect(await recordsAfter(sent.toSpliced(at, 0, mistaken))).toEqual(expected(all));
        },
      ),
      { numRuns: 15 },
    );
  });

  it('are corrected as a whole by a delivery that covers all parts, and inside its window by one that does not', async () => {
    const whole: Delivered = {
      asAt: days[1]!,
      coverage: { kind: 'full' },
      rows: [0, 1, 2, 3].map((key) => ({ key, says: 'seen' })),
    };
    const march: Delivered = {
      ...whole,
      coverage: { kind: 'window', from: '2020-03-01', to: '2020-03-31' },
      rows: [{ key: 6, says: 'seen' }],
    };
    expect(await recordsAfter([whole, march])).toEqual(
      expected([{ ...whole, rows: [...whole.rows.filter(({ key }) => key !== 2), ...march.rows] }]),
    );
    expect(await recordsAfter([march, whole])).toEqual(expected([whole]));
  });

  it('count what a delivery deletes, and what it leaves as it was', async () => {
    const first: Delivered = {
      asAt: days[0]!,
      coverage: { kind: 'full' },
      rows: [1, 2, 3, 4].map((key) => ({ key, says: 'seen' })),
    };
    await own.database.forAuthority('852').transaction(async (tx) => {
      expect(await publish(tx, first, [])).toMatchObject({ standing: 0, deleted: 0, unchanged: 0 });
    });
    await own.database.forAuthority('852').transaction(async (tx) => {
      const second: Delivered = {
        asAt: days[1]!,
        coverage: { kind: 'full' },
        rows: [
          { key: 1, says: 'seen' },
          { key: 2, says: 'not seen' },
          { key: 5, says: 'seen' },
        ],
      };
      expect(await publish(tx, second, [first])).toMatchObject({ standing: 4, deleted: 2, unchanged: 1 });
    });
  });

  it('are seen only by their own authority', async () => {
    const seen = await own.database
      .forAuthority('853')
      .transaction((tx) => tx.sql`select record from cohort.child_protection_visits('2020-02-01')`);
    expect(seen).toHaveLength(0);
  });
});
