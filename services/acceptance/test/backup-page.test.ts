import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyDatabase } from '../../../packages/database/test/own-database.ts';
import { smallConfig, writeSmallDelivery } from './small-delivery.ts';
import { replay } from './transcript.ts';
import { newVigil, type VigilUnderTest } from './vigil.ts';

const page = fileURLToPath(new URL('../../../infra/backup.md', import.meta.url));
const newDatabase = 'postgres://vigil@db.testshire.example/vigil';

/** What is another number each time, or with each new table, as the page has it. */
function shown(text: string): string {
  return text
    .replaceAll(/^.+ so far \(.+\)\n/gmu, '') // only said where the machine is slow
    .replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d UTC/gu, '2021-01-04 06:10 UTC')
    .replaceAll(/[\d.]+ kB/gu, '210 kB')
    .replaceAll(/\d+ tables with [\d,]+ rows/gu, '85 tables with 15,104 rows')
    .replaceAll(/from PostgreSQL [\d.]+/gu, 'from PostgreSQL 18.4')
    .replaceAll(/[\w.]+:\d+\/test_\w+/gu, 'db.testshire.example:5432/vigil');
}

describe.skipIf(process.platform === 'win32')('infra/backup.md (skipped on Windows: its commands want a shell)', () => {
  let vigil: VigilUnderTest;
  let other: { readonly url: string; drop(): Promise<void> };
  beforeAll(async () => {
    vigil = await newVigil({ config: smallConfig('./extracts') });
    other = await emptyDatabase();
    vigil.env['VIGIL_NOW'] = '2021-01-04';
    await writeSmallDelivery(join(vigil.directory, 'extracts'), '2021-01-04');
    await vigil.vigil('run');
  });
  afterAll(async () => {
    await vigil.dispose();
    await other.drop();
  });

  it('shows what its commands really print', async () => {
    const standIns = { meant: (command: string) => command.replace(newDatabase, other.url), shown };
    const replayed = await replay(await readFile(page, 'utf8'), vigil, { home: '/home/analyst', standIns });
    // Wording has changed on purpose? `vitest run backup-page --update` writes it into the page; read it through then.
    await expect(replayed).toMatchFileSnapshot(page);
  });
});
