import type { FileTree, TreeEntry } from '../tree/file-tree.ts';
import { openBucket, type BucketAccount } from './bucket.ts';

/** The objects of a bucket below a prefix, as files in folders. */
export function s3Tree(options: BucketAccount & { readonly prefix: string | null }): FileTree {
  const { bucket: name, endpoint } = options;
  const bucket = openBucket(options);
  const root = options.prefix === null ? '' : options.prefix.replace(/\/?$/, '/');
  const locate = (key: string): string => `${endpoint.replace(/\/$/, '')}/${name}/${key.replace(/\/$/, '')}`;

  return {
    location: locate(root),
    root,
    locate,
    list: async (prefix) => {
      const entries: TreeEntry[] = [];
      let continuation: string | null = null;
      do {
        const page = await bucket.list(prefix, continuation);
        for (const { key, bytes, modified, etag } of page.objects) {
          // Some programs put an empty object where people see a folder.
          if (key === prefix || key.endsWith('/')) continue;
          const version = etag === null ? {} : { version: etag };
          entries.push({ name: key.slice(prefix.length), path: key, kind: 'file', bytes, modified, ...version });
        }
        for (const folder of page.prefixes) {
          entries.push({ name: folder.slice(prefix.length, -1), path: folder, kind: 'folder', bytes: 0, modified: 0 });
        }
        ({ continuation } = page);
      } while (continuation !== null);
      return entries.toSorted((a, b) => (a.name < b.name ? -1 : 1));
    },
    open: ({ path: key, bytes, version }) => bucket.open({ key, bytes, etag: version ?? null, place: locate(key) }),
    close: () => bucket.close(),
  };
}
