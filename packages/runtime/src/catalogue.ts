import { readdir, readFile } from 'node:fs/promises';
import { Catalogue, catalogueDirectory, parseDefinition } from '@vigil/indicators';
import { parse } from 'yaml';
import { systemCode } from './system-error.ts';

/**
 * Reads the catalogue of indicators: one folder an indicator, with its definition and, where it is computed, its
 * cohort.
 * @throws Error naming the file, the key and what was expected
 */
export async function loadCatalogue(directory: URL = catalogueDirectory): Promise<Catalogue> {
  const entries = await readdir(directory, { withFileTypes: true });
  const ids = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return new Catalogue(
    await Promise.all(
      ids.sort().map(async (id) => {
        const [definition, cohort] = await Promise.all([
          readFile(new URL(`${id}/definition.yaml`, directory), 'utf8'),
          readOptional(new URL(`${id}/cohort.sql`, directory)),
        ]);
        return parseDefinition(id, parseYaml(`${id}/definition.yaml`, definition), cohort);
      }),
    ),
  );
}

function parseYaml(name: string, text: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    throw new Error(`${name} is not YAML: ${(error as Error).message}`, { cause: error });
  }
}

async function readOptional(file: URL): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  }
}
