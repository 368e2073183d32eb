import { createHash } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isIsoDate } from '@vigil/calendar';
import type { SourceMapping } from '@vigil/extracts';
import type { FoundDelivery, FoundFile } from '../source.ts';
import { identify } from './identify.ts';
import { unreachable } from './listing.ts';
import type { FolderEntry } from './listing.ts';
import { manifestName, parseManifest } from './manifest.ts';
import type { Manifest } from './manifest.ts';

export interface FolderOptions {
  /** How long files must have kept their time, where no manifest vouches for them. */
  readonly settleSeconds: number;
  readonly now: Date;
  readonly mapping: SourceMapping | undefined;
}

/** A delivery, or the sentence that says why the folder cannot be one. */
export type FolderFinding = { readonly delivery: FoundDelivery } | { readonly problem: string };

/**
 * Reads one delivery folder: `<as-at>/<list>.csv` with an optional manifest, whose as-at date wins over the folder's
 * name. Of the files it reads headers at most, and hashes only those that a manifest vouches for while they are too
 * young to be trusted without.
 *
 * What is wrong with it is a problem once its files have settled; until then it may just be half written, and is a
 * delivery that is not whole.
 */
export async function readDeliveryFolder(
  { path, modified }: Pick<FolderEntry, 'path' | 'modified'>,
  entries: readonly FolderEntry[],
  options: FolderOptions,
): Promise<FolderFinding> {
  const files = entries.filter(({ kind }) => kind === 'file');
  const { manifest, manifestText, complaint } = await readManifest(files);
  const asAt = manifest.asAt ?? basename(path);
  if (!isIsoDate(asAt)) {
    const reason = complaint ?? `it has no as-at date: name it YYYY-MM-DD, or say asAt in ${manifestName}`;
    return { problem: `${path}: ${reason}.` };
  }

  const contents = await identifyFiles(files, manifest, options.mapping);
  const complaints = [...(complaint === null ? [] : [complaint]), ...complaintsOf(contents, files, manifest)];
  const youngest = Math.max(...(files.length === 0 ? [modified] : files.map((file) => file.modified)));
  const wait = secondsUntilSettled(youngest, options);
  if (complaints.length > 0 && wait === 0) return { problem: `${path}: ${complaints.join('; ')}.` };

  const notWholeBecause = complaints[0] ?? (wait === 0 ? null : await firstUnsettled(contents.found, files, options));
  return {
    delivery: {
      asAt,
      location: path,
      files: contents.found,
      ignored: contents.ignored,
      fingerprint: fingerprintOf(asAt, files, manifestText),
      whole:
        notWholeBecause === null
          ? { yes: true }
          : { yes: false, reason: notWholeBecause, retryAfterSeconds: Math.max(1, wait) },
    },
  };
}

async function readManifest(
  files: readonly FolderEntry[],
): Promise<{ manifest: Manifest; manifestText: string | null; complaint: string | null }> {
  const nothing: Manifest = { files: {} };
  const file = files.find(({ name }) => name === manifestName);
  if (file === undefined) return { manifest: nothing, manifestText: null, complaint: null };
  const manifestText = await readFile(file.path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw unreachable(file.path, error);
  });
  try {
    return { manifest: parseManifest(manifestText), manifestText, complaint: null };
  } catch (error) {
    return { manifest: nothing, manifestText, complaint: (error as Error).message };
  }
}

interface Contents {
  readonly found: readonly FoundFile[];
  readonly ignored: readonly { name: string; reason: string }[];
  readonly problems: readonly string[];
}

async function identifyFiles(
  files: readonly FolderEntry[],
  manifest: Manifest,
  mapping: SourceMapping | undefined,
): Promise<Contents> {
  const found: FoundFile[] = [];
  const ignored: { name: string; reason: string }[] = [];
  const problems: string[] = [];
  for (const { name, path, bytes } of files) {
    if (name === manifestName) continue;
    const openFile = () => openForReading(path);
    const claim = manifest.files[name];
    const identity = await identify({ name, open: openFile }, claim?.list, mapping);
    if ('list' in identity) {
      const { sha256 = null, rows = null, coverage = null } = claim ?? {};
      found.push({ name, list: identity.list, bytes, sha256, rows, coverage, open: openFile });
    } else if ('problem' in identity) problems.push(identity.problem);
    else ignored.push({ name, reason: identity.ignored });
  }
  return { found, ignored, problems };
}

/** What keeps the files from being a delivery. */
function complaintsOf(contents: Contents, files: readonly FolderEntry[], manifest: Manifest): readonly string[] {
  const complaints = [...contents.problems];
  const missing = Object.keys(manifest.files).filter((name) => !files.some((file) => file.name === name));
  if (missing.length > 0) complaints.push(`its manifest names ${missing.join(', ')}, which is not there`);

  for (const list of new Set(contents.found.map((file) => file.list))) {
    const names = contents.found.filter((file) => file.list === list).map(({ name }) => name);
    if (names.length > 1) complaints.push(`${names.join(' and ')} are both ${list}; keep one`);
  }
  if (contents.found.length === 0 && complaints.length === 0) {
    const reasons = contents.ignored.map(({ name, reason }) => `${name}: ${reason}`);
    complaints.push(`it holds no list${reasons.length === 0 ? '' : ` (${reasons.join('; ')})`}`);
  }
  return complaints;
}

/** A time in the future, by a clock that goes wrong, waits no longer than a new file does. */
function secondsUntilSettled(modified: number, { settleSeconds, now }: FolderOptions): number {
  return Math.min(settleSeconds, Math.max(0, Math.ceil((modified - now.getTime()) / 1000 + settleSeconds)));
}

/** The first file that may still be growing: too young, and no manifest's hash vouches for it. */
async function firstUnsettled(
  found: readonly FoundFile[],
  files: readonly FolderEntry[],
  options: FolderOptions,
): Promise<string | null> {
  const young = new Set(
    files.filter((file) => secondsUntilSettled(file.modified, options) > 0).map(({ name }) => name),
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

async function openForReading(path: string): Promise<Readable> {
  try {
    return (await open(path)).createReadStream();
  } catch (error) {
    throw unreachable(path, error as NodeJS.ErrnoException);
  }
}

function fingerprintOf(asAt: string, files: readonly FolderEntry[], manifestText: string | null): string {
  const listing = files.map(({ name, bytes, modified }) => [name, bytes, modified]);
  return createHash('sha256')
    .update(JSON.stringify([asAt, listing, manifestText]))
    .digest('hex');
}
