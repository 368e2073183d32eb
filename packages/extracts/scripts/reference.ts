import { mkdir, writeFile } from 'node:fs/promises';
import { listsReference } from '../src/index.ts';

/** Writes infra/reference/lists.md anew. */
const page = new URL('../../../infra/reference/lists.md', import.meta.url);
await mkdir(new URL('.', page), { recursive: true });
await writeFile(page, listsReference());
