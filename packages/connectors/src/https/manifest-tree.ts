import { Readable } from 'node:stream';
import { UnreachableSource } from '../source.ts';
import type { FileTree, TreeEntry } from '../tree/file-tree.ts';
import { manifestName, readManifest } from '../tree/manifest.ts';
import { httpClient, type HttpClient } from './http-client.ts';
import type { HttpAccount } from './http-client.ts';
import { withoutQuery, type Way } from './transport.ts';

/** No list of files is longer; a server that answers with something else is not read to its end. */
const mostManifestBytes = 1024 * 1024;

/** The files that a manifest.json names, beside it on a web server. */
export function manifestTree({
  url,
  ...options
}: Way & { readonly account: HttpAccount; readonly url: string }): FileTree {
  const client = httpClient(options);
  const manifestUrl = new URL(url);
  const urlOf = (path: string): URL => (path === manifestName ? manifestUrl : besideOf(manifestUrl, path));
  const locate = (path: string): string => withoutQuery(path === '' ? new URL('.', manifestUrl) : urlOf(path));
  let fetched: Buffer | null = null;

  const tree: FileTree = {
    location: locate(''),
    root: '',
    locate,
    list: async () => {
      fetched = await fetchManifest(client, manifestUrl);
      const own = { name: manifestName, path: manifestName, kind: 'file', bytes: fetched.length, modified: 0 } as const;
      // What is wrong with it is told when it is looked at as a delivery.
      const { manifest } = await readManifest(tree, [own]);
      const names = Object.keys(manifest.files).toSorted();
      const entries = await Promise.all(names.map((name) => entryOf(client, name, urlOf(name))));
      return [own, ...entries.filter((entry) => entry !== null)];
    },
    open: async ({ path, version }) => {
      if (path === manifestName && fetched !== null) return Readable.from([fetched], { objectMode: false });
      return client.open(urlOf(path), version ?? null);
    },
    close: () => client.close(),
  };
  return tree;
}

async function fetchManifest(client: HttpClient, url: URL): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of await client.open(url, null)) {
    chunks.push(chunk as Buffer);
    bytes += (chunk as Buffer).length;
    if (bytes > mostManifestBytes) throw new UnreachableSource(`${withoutQuery(url)} is too long for a manifest.`);
  }
  return Buffer.concat(chunks);
}

async function entryOf(client: HttpClient, name: string, url: URL): Promise<TreeEntry | null> {
  const found = await client.look(url);
  if (found === null) return null;
  const { bytes, modified, etag } = found;
  return {
    name,
    path: name,
    kind: 'file',
    bytes: bytes ?? 0,
    modified: modified ?? 0,
    ...(etag !== null && { version: etag }),
  };
}

/** A name of a manifest has no separators (its schema says so), and is one part of an address whatever else is in it. */
function besideOf(manifest: URL, name: string): URL {
  return new URL(encodeURIComponent(name), manifest);
}
