import { writeFile } from 'node:fs/promises';
import { indicatorsReference } from '@vigil/indicators';
import { loadCatalogue } from '../src/catalogue.ts';
import { connectionsReference } from '../src/connections/reference.ts';

/** Writes infra/reference/indicators.md and infra/privacy/connections.md anew. */
const catalogue = await loadCatalogue();
await writeFile(
  new URL('../../../infra/reference/indicators.md', import.meta.url),
  indicatorsReference(catalogue.all()),
);
await writeFile(new URL('../../../infra/privacy/connections.md', import.meta.url), connectionsReference());
