import { writeFile } from 'node:fs/promises';
import { dataProtectionReference } from '../src/held/reference.ts';
import { viewsReference } from '../src/reporting/reference.ts';

/** Writes infra/reference/views.md and infra/privacy/data-protection.md anew. */
await writeFile(new URL('../../../infra/reference/views.md', import.meta.url), viewsReference());
await writeFile(new URL('../../../infra/privacy/data-protection.md', import.meta.url), dataProtectionReference());
