import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { billOfMaterials } from './bill-of-materials.ts';

/** `pnpm run sbom`: writes dist/sbom.cdx.json. */
const root = fileURLToPath(new URL('../../../', import.meta.url));
const file = join(root, 'dist', 'sbom.cdx.json');
await mkdir(join(root, 'dist'), { recursive: true });
await writeFile(file, await billOfMaterials(root));
process.stdout.write(`${file}\n`);
