import { todayIn, type IsoDate } from '@vigil/calendar';
import { UnreachableSource } from '../source.ts';
import type { FileTree, TreeEntry } from '../tree/file-tree.ts';
import { httpClient, type HttpAccount, type HttpFile } from './http-client.ts';
import { withoutQuery, type Way } from './transport.ts';

export interface UrlTreeOptions extends Way {
  readonly account: HttpAccount;
  /** Name that the file is to have → its address, in which `{asAt}` stands for the day. */
  readonly urls: Readonly<Record<string, string>>;
  readonly timeZone: string;
  /** The domain's clock: `today` is by it. */
  readonly now: () => Date;
  /** The day asked for by hand; null: today. */
  readonly asAt: IsoDate | null;
}

interface Looked {
  readonly name: string;
  readonly url: URL;
  readonly day: IsoDate;
  readonly found: HttpFile | null;
}

/**
 * Single addresses of a web server as folders of a day each: a file is as at the day in its address, else the day it
 * was last modified, else (where the server does not say) today.
 */
export function urlTree(options: UrlTreeOptions): FileTree {
  const client = httpClient(options);
  const { timeZone } = options;
  const places = Object.entries(options.urls);
  const location = [...new Set(places.map(([, url]) => new URL(url).origin))].join(', ');
  let days = new Map<IsoDate, readonly Looked[]>();
  let urls = new Map<string, URL>();

  const lookAt = async ([name, template]: [string, string]): Promise<Looked> => {
    const today = options.asAt ?? todayIn(timeZone, options.now());
    const url = new URL(template.replaceAll('{asAt}', today));
    const found = await client.look(url);
    const ofDay = template.includes('{asAt}');
    if (found === null && !ofDay)
      throw new UnreachableSource(`${withoutQuery(url)} is not there. Is the address right?`);
    const modified = found?.modified ?? null;
    return { name, url, found, day: ofDay || modified === null ? today : todayIn(timeZone, new Date(modified)) };
  };

  return {
    location,
    root: '',
    locate: (path) => {
      const url = urls.get(path);
      if (url !== undefined) return withoutQuery(url);
      return path === '' ? location : `${location} as at ${path}`;
    },
    list: async (path) => {
      if (path !== '') return entriesOf(path, days.get(path) ?? []);
      const looked = await Promise.all(places.map(lookAt));
      days = new Map(looked.map(({ day }) => [day, looked.filter((one) => one.day === day)]));
      urls = new Map(looked.map(({ day, name, url }) => [`${day}/${name}`, url]));
      return [...days.keys()]
        .toSorted()
        .map((day) => ({ name: day, path: day, kind: 'folder', bytes: 0, modified: 0 }));
    },
    open: async ({ path, version }) => client.open(urls.get(path)!, version ?? null),
    close: () => client.close(),
  };
}

function entriesOf(day: IsoDate, looked: readonly Looked[]): TreeEntry[] {
  const missing = looked.filter(({ found }) => found === null);
  if (missing.length > 0) {
    const places = missing.map(({ url }) => withoutQuery(url)).join(', ');
    throw new UnreachableSource(`Nothing lies at ${places} for ${day} yet.`);
  }
  return looked
    .map(({ name, found }): TreeEntry => {
      const { bytes, modified, etag } = found!;
      const version = etag === null ? {} : { version: etag };
      return { name, path: `${day}/${name}`, kind: 'file', bytes: bytes ?? 0, modified: modified ?? 0, ...version };
    })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
