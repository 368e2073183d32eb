import { writeFile } from 'node:fs/promises';
import { indicatorsReference } from '@vigil/indicators';
import { loadCatalogue } from '../src/catalogue.ts';

/** Writes infra/reference/indicators.md anew. */
const catalogue = await loadCatalogue();
await writeFile(
  new URL('../../../infra/reference/indicators.md', import.meta.url),
  indicatorsReference(catalogue.all()),
);
