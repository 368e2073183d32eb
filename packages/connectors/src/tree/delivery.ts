import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import type { IsoDate } from '@vigil/calendar';
import type { FileMeaning, SourceMapping } from '@vigil/extracts';
import type { FoundDelivery, FoundFile } from '../source.ts';
import type { FileTree, TreeEntry } from './file-tree.ts';
import { identify } from './identify.ts';
import { manifestName } from './manifest.ts';
import type { Manifest } from './manifest.ts';

export interface DeliveryOptions {
  readonly tree: FileTree;
  /** How long files must have kept their time, where no manifest vouches for them. */
  readonly settleSeconds: number;
  readonly now: Date;
  readonly mapping: SourceMapping | undefined;
}

/** A file, and what the source's patterns say it is. */
export interface DatedFile {
  readonly entry: TreeEntry;
  readonly meaning: FileMeaning | null;
}

/** The files of one folder that belong to one as-at date. */
export interface DatedFiles {
  readonly asAt: IsoDate;
  readonly folder: Pick<TreeEntry, 'path' | 'modified'>;
  readonly files: readonly DatedFile[];
  readonly manifest: Manifest;
  readonly manifestText: string | null;
  /** What is wrong with the manifest or with names, before any file is looked at. */
  readonly complaints: readonly string[];
}

/** A delivery, or the sentence that says why the files cannot be one. */
export type DeliveryFinding = { readonly delivery: FoundDelivery } | { readonly problem: string };

/**
 * Makes a delivery of the files of one date. Of the files it reads headers at most, and hashes only those that a
 * manifest vouches for while they are too young to be trusted without.
 *
 * What is wrong with it is a problem once its files have settled; until then it may just be half written, and is a
 * delivery that is not whole.
 */
export async function readDelivery(dated: DatedFiles, options: DeliveryOptions): Promise<DeliveryFinding> {
  const { asAt, folder, manifest, manifestText } = dated;
  const entries = dated.files.map(({ entry }) => entry);
  const location = options.tree.locate(folder.path);

  const contents = await identifyFiles(dated, options);
  const complaints = [...dated.complaints, ...complaintsOf(contents, entries, manifest)];
  const youngest = Math.max(...(entries.length === 0 ? [folder.modified] : entries.map(({ modified }) => modified)));
  const wait = secondsUntilSettled(youngest, options);
  if (complaints.length > 0 && wait === 0) return { problem: `${location}: ${complaints.join('; ')}.` };

  const notWholeBecause = complaints[0] ?? (wait === 0 ? null : await firstUnsettled(contents.found, entries, options));
  return {
    delivery: {
      asAt,
      location,
      files: contents.found,
      ignored: contents.ignored,
      fingerprint: fingerprintOf(asAt, entries, manifestText),
      whole:
        notWholeBecause === null
          ? { yes: true }
          : { yes: false, reason: notWholeBecause, retryAfterSeconds: Math.max(1, wait) },
    },
  };
}

interface Contents {
  readonly found: readonly FoundFile[];
  readonly ignored: readonly { name: string; reason: string }[];
  readonly problems: readonly string[];
}

async function identifyFiles({ files, manifest }: DatedFiles, { tree, mapping }: DeliveryOptions): Promise<Contents> {
  const found: FoundFile[] = [];
  const ignored: { name: string; reason: string }[] = [];
  const problems: string[] = [];
  for (const { entry, meaning } of files) {
    const { name, bytes } = entry;
    if (name === manifestName) continue;
    const open = () => tree.open(entry);
    const claim = manifest.files[name];
    const identity = await identify({ name, open }, { manifest: claim?.list, pattern: meaning }, mapping);
    if ('list' in identity) {
      const { sha256 = null, rows = null, coverage = null } = claim ?? {};
      const { list, sheets } = identity;
      found.push({ name, list, sheets, bytes, sha256, rows, coverage, open });
    } else if ('problem' in identity) problems.push(identity.problem);
    else ignored.push({ name, reason: identity.ignored });
  }
  return { found, ignored, problems };
}

/** What keeps the files from being a delivery. */
function complaintsOf(contents: Contents, entries: readonly TreeEntry[], manifest: Manifest): readonly string[] {
  const complaints = [...contents.problems];
  const missing = Object.keys(manifest.files).filter((name) => !entries.some((entry) => entry.name === name));
  if (missing.length > 0) complaints.push(`its manifest names ${missing.join(', ')}, which is not there`);

  for (const list of new Set(contents.found.map((file) => file.list))) {
    const names = contents.found.filter((file) => list !== null && file.list === list).map(({ name }) => name);
    if (names.length > 1) complaints.push(`${names.join(' and ')} are both ${list}; keep one`);
  }
  if (contents.found.length === 0 && complaints.length === 0) {
    const reasons = contents.ignored.map(({ name, reason }) => `${name}: ${reason}`);
    complaints.push(`it holds no list${reasons.length === 0 ? '' : ` (${reasons.join('; ')})`}`);
  }
  return complaints;
}

/** A time in the future, by a clock that goes wrong, waits no longer than a new file does. */
function secondsUntilSettled(modified: number, { settleSeconds, now }: DeliveryOptions): number {
  return Math.min(settleSeconds, Math.max(0, Math.ceil((modified - now.getTime()) / 1000 + settleSeconds)));
}

/** The first file that may still be growing: too young, and no manifest's hash vouches for it. */
async function firstUnsettled(
  found: readonly FoundFile[],
  entries: readonly TreeEntry[],
  options: DeliveryOptions,
): Promise<string | null> {
  const young = new Set(
    entries.filter(({ modified }) => secondsUntilSettled(modified, options) > 0).map(({ name }) => name),
  );
  for (const file of found) {
    if (!young.has(file.name)) continue;
    if (file.sha256 === null) return `${file.name} may still be being written`;
    if ((await hashOf(file)) !== file.sha256) return `${file.name} does not match its manifest yet`;
  }
  return null;
}

async function hashOf(file: FoundFile): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(await file.open(), hash);
  return hash.digest('hex');
}

function fingerprintOf(asAt: IsoDate, entries: readonly TreeEntry[], manifestText: string | null): string {
  const listing = entries.map(({ name, bytes, modified, version }) => [
    name,
    bytes,
    modified,
    ...(version === undefined ? [] : [version]),
  ]);
  return createHash('sha256')
    .update(JSON.stringify([asAt, listing, manifestText]))
    .digest('hex');
}
