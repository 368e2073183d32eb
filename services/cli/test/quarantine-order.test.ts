import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { openDatabase } from '@vigil/database';
import { expect, it } from 'vitest';
import { enquiriesCsv, ownVigil, type OwnVigil } from './own-vigil.ts';

const file = 'section_47_enquiries.csv';
const dates = ['2020-12-28', '2021-01-04', '2021-01-11'] as const;
const right = '30/11/2020';
const wrong = '31/11/2020';

/** What a delivery holds beside the rest: for each child whether its date is right, and what came of its conference. */
interface Child {
  readonly number: number;
  readonly readable: boolean;
  readonly held: '08/12/2020' | '09/12/2020';
}

const csv = (children: readonly Child[], date: (child: Child) => string): string =>
  enquiriesCsv(
    { '2020-10': { held: 2, inTime: 1 } },
    children.map((child) => `CHILD-${child.number},${date(child)},b) No,${child.held}`),
  );

async function stateOf(own: OwnVigil): Promise<unknown> {
  const database = openDatabase(own.env['DATABASE_URL']!, { connections: 1 });
  try {
    const records = await database.acrossAuthorities(
      ({ sql }) => sql`select * from records.section_47_enquiries order by record, valid_from`,
    );
    const figures = await own.json<readonly { value: number; period: string; quarantinedShare: number }[]>('snapshots');
    return {
      records: [...records],
      figures: figures.map(({ period, value, quarantinedShare }) => ({ period, value, quarantinedShare })),
    };
  } finally {
    await database.close();
  }
}

/** Corrects whatever is in quarantine, as a person would: exported, edited, handed back. */
async function correctAll(own: OwnVigil): Promise<void> {
  const path = join(own.directory, 'rows.csv');
  await rm(path, { force: true });
  await own.vigil('quarantine', 'export', '--out', path, '--reason', 'to be corrected');
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return; // nothing was in quarantine
  await writeFile(path, text.replaceAll(wrong, right));
  expect(await own.vigil('quarantine', 'replay', '--corrected', path, '--reason', 'corrected')).toMatchObject({
    exit: 0,
  });
}

const children = fc.uniqueArray(
  fc.record({
    number: fc.integer({ min: 1, max: 5 }),
    readable: fc.boolean(),
    held: fc.constantFrom('08/12/2020' as const, '09/12/2020' as const),
  }),
  { selector: ({ number }) => number },
);

it('rows that are corrected come out as if they had been right from the start, whatever came in which order', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(children, children, children),
      fc.shuffledSubarray([0, 1, 2], { minLength: 3 }),
      fc.tuple(fc.boolean(), fc.boolean()),
      async (deliveries, order, correctInBetween) => {
        const [own, other] = await Promise.all([ownVigil(), ownVigil()]);
        try {
          for (const [index, date] of dates.entries()) {
            await other.deliver(date, { [file]: csv(deliveries[index]!, () => right) });
          }
          expect(await other.vigil('run')).toMatchObject({ exit: 0 });

          for (const [position, index] of order.entries()) {
            const delivered = csv(deliveries[index]!, ({ readable }) => (readable ? right : wrong));
            await own.deliver(dates[index]!, { [file]: delivered });
            expect(await own.vigil('run')).toMatchObject({ exit: 0 });
            if (correctInBetween[position] ?? true) await correctAll(own);
          }
          expect(await stateOf(own)).toEqual(await stateOf(other));
        } finally {
          await Promise.all([own.drop(), other.drop()]);
        }
      },
    ),
    { numRuns: 3 },
  );
}, 120_000);
