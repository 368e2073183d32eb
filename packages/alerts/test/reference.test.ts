import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { withRules } from '../src/reference.ts';

it('infra/reference/alerts.md is what the rules say', () => {
  const page = readFileSync(new URL('../../../infra/reference/alerts.md', import.meta.url), 'utf8');
  expect(page === withRules(page), 'The page is out of date: run `npx pnpm@12 reference` and commit it.').toBe(true);
});
