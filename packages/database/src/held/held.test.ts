import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { held, tablesHeld } from './held.ts';
import { dataProtectionReference } from './reference.ts';

it('every table is told of on the data-protection page, and no other', () => {
  expect(
    Object.keys(held).toSorted(),
    'Say in packages/database/src/held/held.ts what a new table holds and of whom, then `npx pnpm@12 reference`.',
  ).toEqual(tablesHeld().toSorted());
});

it('infra/privacy/data-protection.md is what the schema and the contracts say', async () => {
  const page = await readFile(new URL('../../../../infra/privacy/data-protection.md', import.meta.url), 'utf8');
  expect(
    page === dataProtectionReference(),
    'The page is out of date: run `npx pnpm@12 reference` and commit it.',
  ).toBe(true);
});
