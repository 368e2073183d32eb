import type { Readable } from 'node:stream';

export interface TreeEntry {
  /** The last part of its path. */
  readonly name: string;
  /** The tree's own address of it, opaque to others. */
  readonly path: string;
  readonly kind: 'file' | 'folder';
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
  /** An ETag or the like, where the place has one. */
  readonly version?: string;
}

/** A place that holds files in folders: a directory, an SFTP account, a bucket. */
export interface FileTree {
  /** For people, without credentials: `sftp://extracts.example.gov.uk/out`. */
  readonly location: string;
  /** What to list first. */
  readonly root: string;
  /**
   * The files and folders in a folder, by name.
   * @throws UnreachableSource where there is no such folder or it cannot be read.
   */
  list(path: string): Promise<readonly TreeEntry[]>;
  /**
   * A file from its beginning. A stream that breaks off fails, it never ends early.
   * @throws UnreachableSource
   */
  open(entry: TreeEntry): Promise<Readable>;
  /** Where an entry lies, for people, without credentials. */
  locate(path: string): string;
  /** Ends its connections, if there are any. */
  close(): Promise<void>;
}

/** Names come from outside: none may lead out of its folder on any system, or write over the terminal it is shown in. */
export function isPlainName(name: string): boolean {
  return name !== '' && name !== '.' && name !== '..' && !/[/\\\p{Cc}]/u.test(name);
}

/** `2021-01-04` of `/extracts/2021-01-04/`, or of `/extracts/2021-01-04/contacts.csv` where the tree is one file. */
export function rootName(tree: FileTree, entries: readonly TreeEntry[]): string {
  const parts = tree
    .locate(tree.root)
    .split(/[/\\]/)
    .filter((part) => part !== '');
  const isFile = entries.some(({ kind, path }) => kind === 'file' && path === tree.root);
  return parts.at(isFile ? -2 : -1) ?? '';
}
