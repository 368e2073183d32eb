import { readFile, writeFile } from 'node:fs/promises';
import { withRules } from '../src/reference.ts';

/** Writes the rules in infra/reference/alerts.md anew. */
const page = new URL('../../../infra/reference/alerts.md', import.meta.url);
await writeFile(page, withRules(await readFile(page, 'utf8')));
