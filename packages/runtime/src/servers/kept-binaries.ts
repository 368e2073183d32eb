import { existsSync } from 'node:fs';
import { copyFile, link, mkdir, readdir, readlink, rename, rm, stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { binariesIn, type Binaries } from './binaries.ts';

/**
 * Keeps the programs that serve a cluster beside it: the next Vigil may bring those of another major version, which
 * cannot read it, and then needs these once more (infra/decisions/0031). They are links to the files as they were
 * installed where the file system has such, and so take no room until those go. Under the lock only; best effort, since
 * nothing but that one step needs them.
 */
export async function keepBinaries(binaries: Binaries, into: string): Promise<void> {
  const directory = join(into, nameOf(binaries));
  if (existsSync(directory)) return;
  const draft = `${directory}.copying`;
  try {
    await rm(draft, { recursive: true, force: true });
    await linkTree(binaries.directory, draft);
    await rename(draft, directory);
    // An earlier release of the same major version reads nothing that this one does not.
    for (const name of await readdir(into)) {
      if (name !== nameOf(binaries) && majorOf(versionIn(name)) === majorOf(binaries.version)) {
        await rm(join(into, name), { recursive: true, force: true });
      }
    }
  } catch {
    await rm(draft, { recursive: true, force: true }).catch(() => {});
  }
}

/** The programs of a major version, where some were kept; named as ours are. */
export async function findKept(into: string, major: number, ours: Binaries): Promise<Binaries | null> {
  const names = (await readdir(into).catch(() => [])).filter((name) => majorOf(versionIn(name)) === major);
  for (const name of names.sort().toReversed()) {
    const kept = binariesIn(join(into, name), versionIn(name), ours);
    if (existsSync(kept.postgres) && existsSync(kept.pgCtl)) return kept;
  }
  return null;
}

export function majorOf(version: string): number {
  return Number.parseInt(version, 10);
}

function nameOf({ version }: Binaries): string {
  return `postgresql-${version}`;
}

/** Empty for what is no such directory, or one that is not whole. */
function versionIn(name: string): string {
  return /^postgresql-(.*)(?<!\.copying)$/u.exec(name)?.[1] ?? '';
}

async function linkTree(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true, mode: (await stat(from)).mode & 0o777 });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await linkTree(source, target);
    else if (entry.isSymbolicLink()) await symlink(await readlink(source), target);
    // Another disk, or a file system or system that does not allow it: a copy does as well.
    else await link(source, target).catch(() => copyFile(source, target));
  }
}
