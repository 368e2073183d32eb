import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { readRelease, readingVersion, type Release } from '@vigil/benchmarks';
import { folderTree, readTable, UnreadableFile, type FileTree, type TreeEntry } from '@vigil/connectors';
import {
  isKnownBenchmark,
  keepBenchmarks,
  noteSearch,
  readSlot,
  recordBenchmarks,
  type ReadBenchmarkFile,
} from '@vigil/database';
import { configuredAuthority, StageFailure } from '@vigil/pipeline';
import type { StageHandler, StageJob } from '@vigil/queue';
import type { AuthorityConfig, BenchmarksConfig } from '@vigil/runtime';
import type { IngestConfig, IngestDeps } from './app.ts';
import { treeOf } from './trees.ts';

/** A release unpacks into folders; further down nothing of it lies. */
const deepest = 4;
/** Published tables have a few megabytes; one file at a time is held in memory. */
const mostBytes = 256 * 1024 * 1024;

/**
 * Loads the published statistics that lie at an authority's benchmarks. A file is known by its content: what was read
 * before costs its digest. What is new is read whole first, and then all of it becomes live in one transaction.
 */
export function benchmarksHandler(
  config: IngestConfig,
  deps: Pick<IngestDeps, 'clock' | 'now' | 'proxy'>,
): StageHandler<'benchmarks'> {
  return async (job) => {
    const authority = configuredAuthority(config.authorities, job.authority);
    const benchmarks = configured(authority);
    const slot = await job.database.transaction((tx) => readSlot(tx, job.payload.slot));
    const tree = slot.location === null ? treeOf(benchmarks, null, deps) : folderTree(slot.location);
    try {
      const files = await tablesIn(tree);
      const { read, known } = await readFiles(job, tree, files);
      const problems = files.length === 0 ? [`No CSV file with published statistics lies in ${tree.location}.`] : [];
      await job.finish(async (tx) => {
        await noteSearch(tx, slot.id, { problems, missed: false });
        await recordBenchmarks(tx, { slot: slot.id, reading: readingVersion, read, known });
        await keepBenchmarks(tx, authority);
      });
    } finally {
      await tree.close();
    }
  };
}

function configured({ code, benchmarks }: AuthorityConfig): BenchmarksConfig {
  if (benchmarks) return benchmarks;
  throw new StageFailure('source-not-configured', `Authority ${code} has no benchmarks configured here.`, {
    advice: `Put benchmarks back into the vigil.yaml of authority ${code}, then replay.`,
  });
}

/** The CSV files of a tree, the oldest first: of two releases of one year the later one is to stand. */
export async function tablesIn(tree: FileTree): Promise<readonly TreeEntry[]> {
  const found: TreeEntry[] = [];
  const look = async (folder: string, depth: number): Promise<void> => {
    for (const entry of await tree.list(folder)) {
      if (entry.kind === 'file' && entry.name.toLowerCase().endsWith('.csv')) found.push(entry);
      if (entry.kind === 'folder' && depth < deepest) await look(entry.path, depth + 1);
    }
  };
  await look(tree.root, 1);
  return found.toSorted((one, other) => one.modified - other.modified || one.name.localeCompare(other.name));
}

/** What is new, read; and the contents that were known. */
async function readFiles(
  job: StageJob<'benchmarks'>,
  tree: FileTree,
  files: readonly TreeEntry[],
): Promise<{ read: readonly ReadBenchmarkFile[]; known: readonly string[] }> {
  const read = new Map<string, ReadBenchmarkFile>();
  const known: string[] = [];
  for (const file of files) {
    const bytes = await contentOf(tree, file);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const wasRead = await job.database.transaction((tx) => isKnownBenchmark(tx, { sha256, reading: readingVersion }));
    if (wasRead) known.push(sha256);
    else if (!read.has(sha256)) {
      read.set(sha256, { name: file.name, sha256, release: await releaseOf(file.name, bytes) });
    }
  }
  return { read: [...read.values()], known };
}

async function contentOf(tree: FileTree, file: TreeEntry): Promise<Buffer> {
  if (file.bytes <= mostBytes) return buffer(await tree.open(file));
  throw new StageFailure('file-too-large', `${tree.locate(file.path)} is larger than 256 MiB.`, {
    advice: 'Published tables have a few megabytes. Take it away, or cut it down to what is compared, then replay.',
  });
}

async function releaseOf(name: string, bytes: Buffer): Promise<Release> {
  try {
    const { header, rows } = await readTable(async () => Readable.from([bytes], { objectMode: false }));
    return await readRelease(name, header, rows);
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    const finding = { rule: 'unreadable', severity: 'file', line: null, column: null, value: null } as const;
    return { is: 'refused', findings: [{ ...finding, message: error.message }] };
  }
}
