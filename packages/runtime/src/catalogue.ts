import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  Catalogue,
  catalogueDirectory,
  parseDefinition,
  populationsDirectory,
  type IndicatorDefinition,
  type Populations,
} from '@vigil/indicators';
import { parse } from 'yaml';
import { ConfigurationError } from './configuration/problems.ts';
import { systemCode } from './system-error.ts';

/**
 * Reads the catalogue of indicators: one folder an indicator, with its definition and, where it is computed, its
 * cohort. An authority's own lie in `indicators/` beside its configuration, and populations of their own in
 * `indicators/populations/`; they come on top of Vigil's and last through an upgrade.
 *
 * @param configPath vigil.yaml, or the directory of several; null: Vigil's own indicators alone
 * @throws ConfigurationError naming the file, the key and what was expected, where an authority's own is wrong
 */
export async function loadCatalogue(configPath: string | null = null): Promise<Catalogue> {
  vigils ??= readVigils();
  const { populations, definitions } = await vigils;
  const own = configPath === null ? null : await ownDirectory(configPath);
  if (own === null) return new Catalogue(definitions);
  try {
    const added = await readIndicators(own, place, await readPopulations(join(own, 'populations'), place, populations));
    refuseSameName(definitions, added);
    return new Catalogue([...definitions, ...added]);
  } catch (error) {
    throw new ConfigurationError([(error as Error).message]);
  }
}

interface Read {
  readonly populations: Populations;
  readonly definitions: readonly IndicatorDefinition[];
}

/** Vigil's own are part of the program, and read once a process. */
let vigils: Promise<Read> | null = null;

async function readVigils(): Promise<Read> {
  const populations = await readPopulations(fileURLToPath(populationsDirectory), '', new Map());
  return { populations, definitions: await readIndicators(fileURLToPath(catalogueDirectory), '', populations) };
}

/** What comes before the name of a file that is the authority's own. */
const place = 'indicators/';

function refuseSameName(definitions: readonly IndicatorDefinition[], added: readonly IndicatorDefinition[]): void {
  const known = new Set(definitions.map(({ id }) => id));
  const taken = added.find(({ id }) => known.has(id));
  if (taken) {
    throw new Error(
      `${place}${taken.id}: Vigil has an indicator of that name. Give yours another, such as ${taken.id}-local; both are shown then.`,
    );
  }
}

/** Where an authority's own indicators lie; null where it has none. */
async function ownDirectory(configPath: string): Promise<string | null> {
  const beside = (await isDirectory(configPath)) ? configPath : dirname(configPath);
  const own = join(beside, 'indicators');
  return (await isDirectory(own)) ? own : null;
}

async function isDirectory(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    if (systemCode(error) === 'ENOENT' || systemCode(error) === 'ENOTDIR') return false;
    throw error;
  }
}

/** @param prefix comes before a file's name where something is wrong with it */
async function readIndicators(
  directory: string,
  prefix: string,
  populations: Populations,
): Promise<readonly IndicatorDefinition[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  const ids = entries.flatMap((one) => (one.isDirectory() && one.name !== 'populations' ? [one.name] : []));
  return Promise.all(
    ids.sort().map(async (id) => {
      const [definition, cohort, open] = await Promise.all(
        ['definition.yaml', 'cohort.sql', 'open.sql'].map((file) => readOptional(join(directory, id, file))),
      );
      const name = `${prefix}${id}/definition.yaml`;
      if (!definition) {
        throw new Error(`${name} is not there; a folder in ${prefix} is an indicator, and needs its definition.`);
      }
      return parseDefinition(id, parseYaml(name, definition), cohort ?? null, open ?? null, populations, prefix);
    }),
  );
}

async function readPopulations(directory: string, prefix: string, known: Populations): Promise<Populations> {
  const found = new Map(known);
  if (!(await isDirectory(directory))) return found;
  for (const file of (await readdir(directory)).sort()) {
    const name = /^([a-z][a-z0-9_]*)\.sql$/u.exec(file)?.[1];
    if (name === undefined || known.has(name)) {
      const because =
        name === undefined ? 'is no name of a population; expected one such as closed_at.sql' : 'is taken';
      throw new Error(`${prefix}populations/${file}: the name ${because}.`);
    }
    found.set(name, await readFile(join(directory, file), 'utf8'));
  }
  return found;
}

function parseYaml(name: string, text: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    throw new Error(`${name} is not YAML: ${(error as Error).message}`, { cause: error });
  }
}

async function readOptional(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  }
}
