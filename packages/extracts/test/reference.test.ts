import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { listsReference } from '../src/index.ts';

it('infra/reference/lists.md is what the contracts say', () => {
  const page = readFileSync(new URL('../../../infra/reference/lists.md', import.meta.url), 'utf8');
  expect(page === listsReference(), 'The page is out of date: run `npx pnpm@12 reference` and commit it.').toBe(true);
});
