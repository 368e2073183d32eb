import { posix } from 'node:path';
import type { FileEntryWithStats, SFTPWrapper, Stats } from 'ssh2';
import { inTime, NoAnswer } from '../remote/in-time.ts';
import { networkReason } from '../remote/network-reason.ts';
import { wholeStream } from '../remote/whole-stream.ts';
import { UnreachableSource } from '../source.ts';
import type { FileTree, TreeEntry } from '../tree/file-tree.ts';
import { openSession, type SftpAccount, type SftpSession } from './session.ts';

/** So much is asked for at once: the most that OpenSSH gives in one answer. */
const readBytes = 256 * 1024;

/** The files of an SFTP account, over one connection that is opened when it is needed, and again when it was lost. */
export function sftpTree(options: SftpAccount & { readonly path: string }): FileTree {
  const { host, port, path: root, timeoutSeconds } = options;
  let opened: Promise<SftpSession> | null = null;
  const session = async (): Promise<SFTPWrapper> => {
    if (opened !== null && (await opened).ended) opened = null;
    opened ??= openSession(options);
    try {
      return (await opened).sftp;
    } catch (error) {
      opened = null;
      throw error;
    }
  };
  const locate = (path: string): string =>
    `sftp://${host}${port === 22 ? '' : `:${port}`}/${path.replace(/^\/|^\.(\/|$)/, '')}`;
  /** One request, answered in time. */
  const ask = async <T>(path: string, request: (sftp: SFTPWrapper, done: Done<T>) => void): Promise<T> => {
    const sftp = await session();
    try {
      return await inTime(
        timeoutSeconds,
        new Promise<T>((resolve, reject) => {
          request(sftp, (error, value) => (error ? reject(error) : resolve(value)));
        }),
      );
    } catch (error) {
      throw new UnreachableSource(`${locate(path)} ${reasonOf(error, options.user)}`);
    }
  };

  const entryOf = async (folder: string, { filename, attrs }: FileEntryWithStats): Promise<TreeEntry | null> => {
    const path = posix.join(folder, filename);
    const stats = attrs.isSymbolicLink() ? await target(path) : attrs;
    if (stats === null || !(stats.isFile() || stats.isDirectory())) return null;
    const kind = stats.isFile() ? 'file' : 'folder';
    return { name: filename, path, kind, bytes: stats.size, modified: stats.mtime * 1000 };
  };
  /** What a link leads to; null where it leads nowhere. */
  const target = (path: string): Promise<Stats | null> =>
    ask<Stats | null>(path, (sftp, done) => {
      sftp.stat(path, (error, stats) => (isMissing(error) ? done(undefined, null) : done(error, stats)));
    });

  return {
    location: locate(root),
    root,
    locate,
    list: async (path) => {
      const found = await ask<FileEntryWithStats[]>(path, (sftp, done) => sftp.readdir(path, done));
      const entries: TreeEntry[] = [];
      for (const one of found.toSorted((a, b) => (a.filename < b.filename ? -1 : 1))) {
        const entry = await entryOf(path, one);
        if (entry !== null) entries.push(entry);
      }
      return entries;
    },
    open: async ({ path, bytes }) => {
      const handle = await ask<Buffer>(path, (sftp, done) => sftp.open(path, 'r', done));
      const stream = (await session()).createReadStream(path, { handle, highWaterMark: readBytes });
      const inWords = (error: unknown): string => `it ${reasonOf(error, options.user)}`;
      return wholeStream(stream, { place: locate(path), bytes, stallSeconds: timeoutSeconds, inWords });
    },
    close: async () => {
      const last = await opened?.catch(() => null);
      opened = null;
      last?.end();
    },
  };
}

type Done<T> = (error: Error | undefined, value: T) => void;

/** By the status of the SFTP protocol (draft-ietf-secsh-filexfer-02, section 7). */
function reasonOf(error: unknown, user: string): string {
  if (error instanceof NoAnswer) return error.message;
  const { code, message } = error as Error & { code?: unknown };
  if (code === 2) return 'is not there. Is the path right?';
  if (code === 3) return `may not be read by the user ${user}: have it given the right to list and read.`;
  if (code === 4) return `cannot be read: the server says ${JSON.stringify(message)}.`;
  if (message === 'No response from server') return 'cannot be read: the connection was cut.';
  return `cannot be read: ${networkReason(error)}`;
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 2;
}
