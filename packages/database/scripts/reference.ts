import { writeFile } from 'node:fs/promises';
import { viewsReference } from '../src/reporting/reference.ts';

/** Writes infra/reference/views.md anew. */
await writeFile(new URL('../../../infra/reference/views.md', import.meta.url), viewsReference());
