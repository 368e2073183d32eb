import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import { openDatabase, recordsBehind, type Database, type RecordBehind } from '@vigil/database';
import { loadCatalogue, Secret } from '@vigil/runtime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { identifierKeys, keyedDigests } from '../../validator/src/digests.ts';
import { configFor, expectedOf, extractsOf, sharedDataMissing, whereSharedData } from './shared-data.ts';
import { newVigil, type VigilUnderTest } from './vigil.ts';

const set = 'southampton-2020';
const [first, second] = ['2020-12-01', '2021-01-04'];

interface Version {
  readonly version: number;
  readonly asAt: string;
  readonly numerator: number;
  readonly denominator: number;
  readonly reason: string | null;
}

interface Enquiry {
  readonly child: string;
  readonly discussed: string;
  readonly conference: string;
  readonly line: string;
}

/** The enquiries of a delivery whose conference was held in November 2020, as the file has them. */
async function heldInNovember(asAt: string): Promise<readonly Enquiry[]> {
  const found: Enquiry[] = [];
  const file = createReadStream(`${extractsOf(set)}/${asAt}/section_47_enquiries.csv`);
  for await (const row of file.pipe(parse({ columns: true, bom: true })) as AsyncIterable<Record<string, string>>) {
    const conference = row['Date of Initial Child Protection Conference']!;
    if (!conference.endsWith('/11/2020')) continue;
    found.push({
      child: row['Child Unique ID']!,
      discussed: row['Strategy discussion initiating Section 47 Enquiry Start Date']!,
      conference: conference.split('/').toReversed().join('-'),
      line: JSON.stringify(row),
    });
  }
  return found;
}

describe.skipIf(sharedDataMissing)(`the restatement of November 2020${whereSharedData}`, () => {
  let vigil: VigilUnderTest;
  let database: Database;
  let versions: readonly Version[];
  let behind: readonly RecordBehind[];
  beforeAll(async () => {
    vigil = await newVigil({ config: configFor((await expectedOf(set, second)).population0to17) });
    await vigil.json('run', '--extracts', extractsOf(set));
    versions = await vigil.json<Version[]>(
      'snapshots',
      '--indicator',
      'icpc-timeliness',
      '--period',
      '2020-11',
      '--all-versions',
    );
    database = openDatabase(vigil.databaseUrl, { connections: 2 });
    const definition = (await loadCatalogue()).get('icpc-timeliness');
    behind = await database.forAuthority('852').transaction(async (tx) => {
      const [{ version }] = await tx.sql<[{ version: string }]>`
        select calendar_version as version from vigil.snapshot where indicator = 'icpc-timeliness' limit 1`;
      return recordsBehind(tx, definition, '2020-11', first, second, version);
    });
  });
  afterAll(async () => {
    await database.close();
    await vigil.dispose();
  });

  it('has exactly the records behind it that arrived late', async () => {
    const earlier = new Set((await heldInNovember(first)).map(({ line }) => line));
    const late = (await heldInNovember(second)).filter(({ line }) => !earlier.has(line));
    expect(late.length).toBeGreaterThan(0);
    const secret = new Secret(vigil.env['VIGIL_SECRET_KEY']!);
    const digests = keyedDigests({
      identifiers: identifierKeys((purpose) => secret.key(purpose, '852')),
      rows: secret.key('rows'),
    });
    const pseudonym = digests.pseudonymsOf('child');
    const told = behind.map(({ subject, now }) => `${subject} ${now?.happened}`);
    expect(told.toSorted()).toEqual(
      late.map(({ child, conference }) => `${pseudonym(child)} ${conference}`).toSorted(),
    );
    for (const one of behind) expect(one).toMatchObject({ change: 'added', before: null, now: { exclusion: null } });
  });

  it('is the sum of them', () => {
    const [before, now] = versions;
    expect(now).toMatchObject({ version: 2, asAt: second, reason: 'late recording' });
    expect(before).toMatchObject({ version: 1, asAt: first, reason: null });
    expect(now!.denominator - before!.denominator).toBe(behind.length);
    expect(now!.numerator - before!.numerator).toBe(behind.filter(({ now: place }) => place?.inNumerator).length);
  });
});
