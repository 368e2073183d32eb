import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UnreachableSource } from '../source.ts';

export interface FolderEntry {
  readonly name: string;
  readonly path: string;
  readonly kind: 'file' | 'folder';
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
}

/**
 * The files and folders in a folder, by name; links are followed, and what vanishes while looking is left out.
 * @throws UnreachableSource where there is no such folder or it cannot be read.
 */
export async function listFolder(path: string): Promise<readonly FolderEntry[]> {
  const names = await readdir(path).catch((error: NodeJS.ErrnoException) => {
    throw unreachable(path, error);
  });
  const entries = await Promise.all(names.toSorted().map((name) => entryAt(join(path, name), name)));
  return entries.filter((entry) => entry !== null);
}

async function entryAt(path: string, name: string): Promise<FolderEntry | null> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw unreachable(path, error);
  });
  if (found === null || !(found.isFile() || found.isDirectory())) return null;
  return {
    name,
    path,
    kind: found.isFile() ? 'file' : 'folder',
    bytes: found.size,
    modified: Math.floor(found.mtimeMs),
  };
}

const explanations: Readonly<Record<string, string>> = {
  ENOENT: 'is not there. Is the path right, and the drive connected?',
  ENOTDIR:
    'is a file; what is needed is the folder that holds the deliveries, each in a folder named by its as-at date.',
  EACCES: 'cannot be read: the account Vigil runs as may not. Give it the right to list and read.',
  EPERM: 'cannot be read: the account Vigil runs as may not. Give it the right to list and read.',
};

/** The same failure as a sentence for whoever runs the source. */
export function unreachable(path: string, error: NodeJS.ErrnoException): UnreachableSource {
  const code = error.code ?? error.message;
  return new UnreachableSource(`${path} ${explanations[code] ?? `cannot be read (${code}).`}`);
}
