import { readFileSync } from 'node:fs';
import { indicatorsReference } from '@vigil/indicators';
import { expect, it } from 'vitest';
import { loadCatalogue } from '../src/catalogue.ts';

it('infra/reference/indicators.md is what the catalogue says', async () => {
  const page = readFileSync(new URL('../../../infra/reference/indicators.md', import.meta.url), 'utf8');
  const made = indicatorsReference((await loadCatalogue()).all());
  expect(page === made, 'The page is out of date: run `npx pnpm@12 reference` and commit it.').toBe(true);
});
