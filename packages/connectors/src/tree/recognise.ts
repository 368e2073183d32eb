import type { Readable } from 'node:stream';
import { isIsoDate } from '@vigil/calendar';
import type { IsoDate } from '@vigil/calendar';
import type { SourceMapping } from '@vigil/extracts';
import { fileNames } from './file-names.ts';
import type { FilePatterns } from './file-names.ts';
import { isPlainName, rootName } from './file-tree.ts';
import type { FileTree } from './file-tree.ts';
import { identify } from './identify.ts';
import type { Identity } from './identify.ts';
import { manifestName, readManifest } from './manifest.ts';

/** A file of a folder, and what it would be taken for. */
export interface RecognisedFile {
  readonly name: string;
  readonly path: string;
  readonly identity: Identity;
  /** Null where nothing says it. */
  readonly asAt: { readonly date: IsoDate; readonly because: 'manifest' | 'name' | 'folder' } | null;
  open(): Promise<Readable>;
}

export interface RecognisedFolder {
  readonly location: string;
  readonly files: readonly RecognisedFile[];
  /** Folders in it, by name. */
  readonly folders: readonly { readonly name: string; readonly path: string }[];
}

/**
 * What the files of a folder would be taken for, one by one and before anything is loaded; with the very rules that
 * deliveries are found by.
 *
 * @throws UnreachableSource
 */
export async function recogniseFolder(
  tree: FileTree,
  options: { readonly files: FilePatterns; readonly mapping: SourceMapping },
): Promise<RecognisedFolder> {
  const entries = await tree.list(tree.root);
  const folder = rootName(tree, entries);
  const inside = entries.filter(({ kind, name }) => kind === 'file' && isPlainName(name));
  const { manifest } = await readManifest(tree, inside);
  const names = fileNames(options.files);

  const files: RecognisedFile[] = [];
  for (const entry of inside.filter(({ name }) => name !== manifestName)) {
    const { name, path } = entry;
    const open = () => tree.open(entry);
    const named = names({ folder, name });
    const asAt =
      dated(manifest.asAt, 'manifest') ??
      dated('problem' in named ? null : named.asAt, 'name') ??
      dated(isIsoDate(folder) ? folder : null, 'folder');
    const identity =
      'problem' in named
        ? named
        : await identify(
            { name, open },
            { manifest: manifest.files[name]?.list, pattern: named.meaning },
            options.mapping,
          );
    files.push({ name, path, identity, asAt, open });
  }
  const folders = entries.filter(({ kind, name }) => kind === 'folder' && isPlainName(name));
  return { location: tree.locate(tree.root), files, folders };
}

function dated<Because extends string>(
  date: IsoDate | null | undefined,
  because: Because,
): { readonly date: IsoDate; readonly because: Because } | null {
  return date === null || date === undefined ? null : { date, because };
}
