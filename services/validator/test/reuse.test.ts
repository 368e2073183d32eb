import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { addDays, type IsoDate } from '@vigil/calendar';
import { landingStore } from '@vigil/connectors';
import type { Transaction } from '@vigil/database';
import type { Coverage, SourceMapping } from '@vigil/extracts';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownDatabase, type OwnDatabase } from '../../../packages/database/test/own-database.ts';
import { deliver, type Delivered, type Validator } from './deliver.ts';

const unnecessary = 'Was an Initial Child Protection Conference deemed unnecessary?';
const header = [
  'Child Unique ID',
  'Strategy discussion initiating Section 47 Enquiry Start Date',
  unnecessary,
  'Date of Initial Child Protection Conference',
  'Allocated Team',
].join(',');

const day = fc.integer({ min: 0, max: 60 }).map((days) => addDays('2020-12-01', days));
const row = fc
  .tuple(
    fc.constantFrom('A1', 'B2', 'C3', 'D4', 'E5', ''),
    fc.oneof({ weight: 9, arbitrary: day }, { weight: 1, arbitrary: fc.constantFrom('', 'soon', '01/01/1900') }),
    fc.constantFrom('a) Yes', 'b) No', 'b) No', '', 'perhaps'),
    fc.oneof(fc.constant(''), day),
    fc.constantFrom('North', 'South', '"East\nWest"', ''),
  )
  .map((cells) => cells.join(','));
const otherLine = fc.constantFrom('', '  ', 'ragged,row', ',,,,');
const line = fc.oneof({ weight: 12, arbitrary: row }, { weight: 1, arbitrary: otherLine });

/** What becomes of the lines of a file by the next night. */
const edit = fc.oneof(
  fc.record({ kind: fc.constant('insert' as const), at: fc.nat(40), line }),
  fc.record({ kind: fc.constant('remove' as const), at: fc.nat(40) }),
  fc.record({ kind: fc.constant('change' as const), at: fc.nat(40), line }),
  fc.record({ kind: fc.constant('move' as const), at: fc.nat(40), to: fc.nat(40) }),
  fc.record({ kind: fc.constant('repeat' as const), at: fc.nat(40) }),
);

function edited(lines: readonly string[], edits: readonly (typeof edit extends fc.Arbitrary<infer E> ? E : never)[]) {
  const next = [...lines];
  for (const one of edits) {
    const at = next.length === 0 ? 0 : one.at % next.length;
    if (one.kind === 'insert') next.splice(at, 0, one.line);
    else if (one.kind === 'remove') next.splice(at, 1);
    else if (next.length === 0) continue;
    else if (one.kind === 'change') next[at] = one.line;
    else if (one.kind === 'repeat') next.push(next[at]!);
    else next.splice(one.to % next.length, 0, ...next.splice(at, 1));
  }
  return next;
}

const mapped: SourceMapping = { headers: {}, codes: { [unnecessary]: { perhaps: 'b) No' } } };
const coverages: readonly Coverage[] = [{ kind: 'full' }, { kind: 'rolling', months: 1 }];

const nights = fc.record({
  first: fc.array(line, { minLength: 5, maxLength: 25 }),
  later: fc.array(
    fc.record({
      edits: fc.array(edit, { maxLength: 4 }),
      days: fc.integer({ min: -3, max: 20 }),
      mapped: fc.boolean(),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  coverage: fc.constantFrom(...coverages),
  settled: fc.boolean(),
});

let own: OwnDatabase;
let directory: string;
let validator: Validator;
let runs = 0;
let compared = 0;

beforeAll(async () => {
  own = await ownDatabase();
  directory = await mkdtemp(join(tmpdir(), 'vigil-reuse-'));
  const key = randomBytes(32);
  validator = { landing: landingStore({ directory, key }), key: () => key };
});
afterAll(async () => {
  await own.drop();
  await rm(directory, { recursive: true });
});

describe('a night that reads only what changed', () => {
  it('ends as one that reads everything: record for record, finding for finding, row for row in quarantine', async () => {
    await fc.assert(
      fc.asyncProperty(nights, async ({ first, later, coverage, settled }) => {
        const deliveries: Delivered[] = [];
        let lines = first;
        let asAt: IsoDate = '2021-01-10';
        const add = (mapping: SourceMapping): void => {
          const text = `${[header, ...lines].join('\r\n')}\r\n`;
          deliveries.push({ asAt, text, coverage, mapping });
        };
        const none: SourceMapping = { headers: {}, codes: {} };
        add(none);
        for (const night of later) {
          lines = edited(lines, night.edits);
          asAt = addDays(asAt, night.days);
          // A mapping that changes every night would leave nothing to compare.
          add(night.mapped && !settled ? mapped : none);
        }
        const cold = await recorded(deliveries, false);
        const reused = await recorded(deliveries, true);
        expect(reused).toEqual(cold);
      }),
      { numRuns: 30, endOnFailure: true },
    );
    // Had nothing been compared, the rest would say nothing.
    expect(compared).toBeGreaterThan(5);
  });

  it('reads a file of the very same content no more, and finds again what was found', async () => {
    const text = `${header}\nA1,2020-12-01,b) No,,North\nB2,soon,b) No,,South\n`;
    const coverage: Coverage = { kind: 'full' };
    const mapping: SourceMapping = { headers: {}, codes: {} };
    const before = compared;
    const deliveries = ['2021-01-10', '2021-01-11'].map((asAt) => ({ asAt, text, coverage, mapping }));
    expect(await recorded(deliveries, true)).toEqual(await recorded(deliveries, false));
    expect(compared).toBe(before + 1);
  });

  it('reads a file again when another delivery is published between its validation and its publication', async () => {
    const enquiry = (child: string): string => `${child},2020-12-01,b) No,,North`;
    const told = (asAt: IsoDate, ...rows: readonly string[]): Delivered => ({
      asAt,
      text: `${[header, ...rows].join('\n')}\n`,
      coverage: { kind: 'full' },
      mapping: { headers: {}, codes: {} },
    });
    const first = told('2021-01-10', enquiry('A1'), enquiry('B2'), enquiry('C3'));
    const overtaking = told('2021-01-11', enquiry('A1'));
    const overtaken = told('2021-01-12', enquiry('A1'), enquiry('B2'), enquiry('D4'));
    const apart = await recorded([first, overtaking, overtaken], false);
    expect(await recorded([first, { ...overtaken, overtaking }], true)).toMatchObject({
      records: (apart as { records: unknown }).records,
    });
  });
});

/** Everything that the deliveries leave behind, without ids and times; all of it is undone. */
async function recorded(
  deliveries: readonly (Delivered & { readonly overtaking?: Delivered })[],
  compares: boolean,
): Promise<unknown> {
  runs += 1;
  const source = `source-${runs}`;
  const publish = ({ overtaking, ...one }: Delivered & { readonly overtaking?: Delivered }): Promise<void> =>
    deliver(own.database.forAuthority('852'), { ...validator, compares }, source, {
      ...one,
      bytes: () => Readable.from([Buffer.from(one.text)]),
      ...(overtaking && { meanwhile: () => publish(overtaking) }),
    });
  for (const one of deliveries) await publish(one);
  return own.database.forAuthority('852').transaction((tx) => whatIsThere(tx, source));
}

async function whatIsThere(tx: Transaction, source: string): Promise<unknown> {
  const files = await tx.sql<{ base: string | null }[]>`
    select base from vigil.file join vigil.delivery on delivery.id = file.delivery where delivery.source = ${source}`;
  compared += files.filter(({ base }) => base !== null).length;
  return {
    records: await tx.sql`
      select record, valid_from, valid_to, digest from records.section_47_enquiries
      where source_id = ${source} order by record, valid_from`,
    files: await tx.sql`
      select delivery.as_at, delivery.state as delivered, file.state, file.columns, file.read, file.accepted,
        file.quarantined, file.duplicates, file.unchanged
      from vigil.file join vigil.delivery on delivery.id = file.delivery
      where delivery.source = ${source} order by delivery.created_at, delivery.as_at`,
    findings: await tx.sql`
      select finding.as_at::text, record, line, "column", rule, severity, rejected, value, message
      from vigil.finding join vigil.file on file.id = finding.file join vigil.delivery on delivery.id = file.delivery
      where delivery.source = ${source}
      order by delivery.created_at, record nulls first, line, rule, "column", value`,
    quarantine: await tx.sql`
      select delivery.as_at, quarantine.record, quarantine.line
      from vigil.quarantine join vigil.file on file.id = quarantine.file
      join vigil.delivery on delivery.id = file.delivery
      where delivery.source = ${source} order by delivery.created_at, quarantine.record, quarantine.line`,
  };
}
