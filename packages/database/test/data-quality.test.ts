import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readQuality, type Transaction } from '../src/index.ts';
import { ownDatabase, type OwnDatabase } from './own-database.ts';

let own: OwnDatabase;
beforeAll(async () => {
  own = await ownDatabase();
  await inAuthority(async (tx) => {
    // This login itself reads the views.
    await tx.sql`insert into vigil.reader (authority, login, made) values ('852', current_user, false)`;
    await publish(tx, '2020-12-01', { minute: 0, coverage: { kind: 'full' }, read: 7, quarantined: 7 });
    // January is delivered in two parts, and the first of them once more.
    const december = { kind: 'window', from: '2020-12-01', to: '2020-12-31' };
    await publish(tx, '2021-01-04', { minute: 1, coverage: december, read: 100, quarantined: 50 });
    await publish(tx, '2021-01-04', { minute: 2, coverage: december, read: 10, quarantined: 1 });
    await publish(tx, '2021-01-04', {
      minute: 3,
      coverage: { kind: 'window', from: '2021-01-01', to: '2021-01-04' },
      read: 20,
      quarantined: 2,
    });
  });
});
afterAll(() => own.drop());

const inAuthority = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> =>
  own.database.forAuthority('852').transaction(work);

describe('a date that came in parts is all the parts that stand, once each', () => {
  it('in the view data_quality', async () => {
    const rows = await inAuthority(
      ({ sql }) => sql`
        select as_at::text, list, read, accepted, quarantined, duplicates, quarantined_share::float, newest
        from reporting.data_quality order by as_at`,
    );
    expect([...rows]).toEqual([
      {
        as_at: '2020-12-01',
        list: 'contacts',
        read: 7,
        accepted: 0,
        quarantined: 7,
        duplicates: 0,
        quarantined_share: 1,
        newest: false,
      },
      {
        as_at: '2021-01-04',
        list: 'contacts',
        read: 30,
        accepted: 27,
        quarantined: 3,
        duplicates: 0,
        quarantined_share: 0.1,
        newest: true,
      },
    ]);
  });

  it('in the view findings', async () => {
    const rows = await inAuthority(
      ({ sql }) => sql`select as_at::text, findings, rejected from reporting.findings order by as_at`,
    );
    expect([...rows]).toEqual([
      { as_at: '2020-12-01', findings: 7, rejected: 7 },
      { as_at: '2021-01-04', findings: 3, rejected: 3 },
    ]);
  });

  it('in the workbook, of the newest date alone', async () => {
    expect(await inAuthority((tx) => readQuality(tx, '2021-01-31'))).toMatchObject({
      lists: [{ source: 'casework', list: 'contacts', asAt: '2021-01-04', read: 30, accepted: 27, quarantined: 3 }],
      findings: [{ source: 'casework', list: 'contacts', asAt: '2021-01-04', rule: 'invalid-date', findings: 3 }],
    });
  });

  it('in the workbook as known before its last part came', async () => {
    expect(await inAuthority((tx) => readQuality(tx, '2021-01-31', new Date('2021-01-05T00:02:30Z')))).toMatchObject({
      lists: [{ asAt: '2021-01-04', read: 10, publishedAt: new Date('2021-01-05T00:02:00Z') }],
      findings: [{ findings: 1 }],
    });
  });
});

/** Contacts of a date, published so many minutes past midnight, with a finding for each row in quarantine. */
async function publish(
  { sql }: Transaction,
  asAt: string,
  {
    minute,
    coverage,
    read,
    quarantined,
  }: { minute: number; coverage: Readonly<Record<string, string>>; read: number; quarantined: number },
): Promise<void> {
  await sql`
    with delivered as (
      insert into vigil.delivery (authority, source, as_at, location, fingerprint, state, published_at)
      values ('852', 'casework', ${asAt}, 'somewhere', ${String(minute)}, 'published',
        '2021-01-05T00:00:00Z'::timestamptz + make_interval(mins => ${minute}))
      returning id
    ), filed as (
      insert into vigil.file (authority, delivery, name, list, bytes, sha256, address, coverage, state, read, accepted,
        quarantined, duplicates)
      select '852', id, 'contacts.csv', 'contacts', 1, 'x', 'y', ${JSON.stringify(coverage)}::text::jsonb, 'validated', ${read}::int,
        ${read - quarantined}::int, ${quarantined}::int, 0
      from delivered returning id
    )
    insert into vigil.finding (authority, run, file, as_at, list, file_name, record, rule, severity, rejected, message)
    select '852', gen_random_uuid(), id, ${asAt}, 'contacts', 'contacts.csv', record, 'invalid-date', 'row', true, 'words'
    from filed, generate_series(1, ${quarantined}) as record`;
}
