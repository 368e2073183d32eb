import { existsSync } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { UnreachableSource } from '../source.ts';
import type { FileTree, TreeEntry } from '../tree/file-tree.ts';

/**
 * A folder of this machine, or one mounted on it; links are followed, and what vanishes while looking is left out. A
 * single file is a folder that holds nothing else: it is called as its own folder is.
 */
export function folderTree(path: string): FileTree {
  const foreign = process.platform !== 'win32' && isWindowsPath(path);
  const root = foreign ? path : resolve(path);
  return {
    location: root,
    root,
    list: async (folder) => {
      if (foreign) throw new UnreachableSource(outOfReach(path));
      const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOTDIR') return null;
        throw unreachable(folder, error);
      });
      if (names === null) return entriesOf([entryAt(folder, basename(folder))]);
      return entriesOf(names.toSorted().map((name) => entryAt(join(folder, name), name)));
    },
    open: async ({ path: file }) => {
      try {
        return (await open(file)).createReadStream();
      } catch (error) {
        throw unreachable(file, error as NodeJS.ErrnoException);
      }
    },
    locate: (entry) => entry,
    close: async () => {},
  };
}

async function entriesOf(entries: readonly Promise<TreeEntry | null>[]): Promise<readonly TreeEntry[]> {
  return (await Promise.all(entries)).filter((entry) => entry !== null);
}

async function entryAt(path: string, name: string): Promise<TreeEntry | null> {
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

/** A drive letter, or a share as Windows writes it. */
function isWindowsPath(path: string): boolean {
  return /^[A-Za-z]:[\\/]|^\\/.test(path) || (/^\/\/[^/]/.test(path) && !existsSync(path));
}

function outOfReach(path: string): string {
  const share = /^[\\/]{2}[^\\/]/.test(path) ? path.replaceAll('\\', '/').replace(/\/+$/, '') : '//server/share';
  return (
    `${path} is a path of Windows, and this machine is none (${process.platform}). Have the share mounted here ` +
    `(such as: mount -t cifs ${share} /mnt/extracts -o ro,credentials=FILE), and give the folder it is mounted on.`
  );
}

const explanations: Readonly<Record<string, string>> = {
  ENOENT: 'is not there. Is the path right, and the drive connected?',
  ENOTDIR: 'is not there: a part of its path is a file.',
  EACCES: 'cannot be read: the account Vigil runs as may not. Give it the right to list and read.',
  EPERM: 'cannot be read: the account Vigil runs as may not. Give it the right to list and read.',
};

/** The same failure as a sentence for whoever runs the source. */
function unreachable(path: string, error: NodeJS.ErrnoException): UnreachableSource {
  const code = error.code ?? error.message;
  return new UnreachableSource(`${path} ${explanations[code] ?? `cannot be read (${code}).`}`);
}
