import { and, eq, inArray } from 'drizzle-orm';
import type { BenchmarkFinding, NeighbourGroup, PublishedRow, Release } from '@vigil/benchmarks';
import type { Transaction } from '../database.ts';
import { benchmarkFile, benchmarkFinding, benchmarkNeighbours, type BenchmarkFileKind } from '../schema/index.ts';

/** A published file that was read, by the slot that read it. */
export interface ReadBenchmarkFile {
  readonly name: string;
  readonly sha256: string;
  readonly release: Release;
}

/** Whether this content was read before, as Vigil reads now: it need not be read again. */
export async function isKnownBenchmark(
  tx: Transaction,
  { sha256, reading }: { readonly sha256: string; readonly reading: number },
): Promise<boolean> {
  const rows = await tx.orm
    .select({ id: benchmarkFile.id })
    .from(benchmarkFile)
    .where(
      and(
        eq(benchmarkFile.authority, tx.authority),
        eq(benchmarkFile.sha256, sha256),
        eq(benchmarkFile.reading, reading),
      ),
    );
  return rows.length > 0;
}

/**
 * Puts what a look at the source came to on record: what is new is loaded whole, beside all earlier releases; of what
 * was known only that it still lies there.
 */
export async function recordBenchmarks(
  tx: Transaction,
  look: {
    readonly slot: string;
    readonly reading: number;
    readonly read: readonly ReadBenchmarkFile[];
    /** Contents that lie there and were known. */
    readonly known: readonly string[];
  },
): Promise<void> {
  const { slot, reading, known } = look;
  for (const { name, sha256, release } of look.read) {
    const [file] = await tx.orm
      .insert(benchmarkFile)
      .values({ authority: tx.authority, name, sha256, reading, slot, seenBy: slot, ...summaryOf(release) })
      .onConflictDoUpdate({
        target: [benchmarkFile.authority, benchmarkFile.sha256, benchmarkFile.reading],
        set: { seenBy: slot },
      })
      .returning({ id: benchmarkFile.id, slot: benchmarkFile.slot });
    // A look at the same time has loaded it.
    if (file!.slot !== slot) continue;
    await insertFindings(tx, file!.id, findingsOf(release));
    if (release.is === 'table') await insertRows(tx, file!.id, release.rows);
    if (release.is === 'neighbours') await insertNeighbours(tx, file!.id, release.groups);
  }
  if (known.length === 0) return;
  await tx.orm
    .update(benchmarkFile)
    .set({ seenBy: slot })
    .where(
      and(
        eq(benchmarkFile.authority, tx.authority),
        eq(benchmarkFile.reading, reading),
        inArray(benchmarkFile.sha256, [...known]),
      ),
    );
}

function summaryOf(release: Release): {
  kind: BenchmarkFileKind;
  table?: string;
  release?: string;
  years?: number[];
  rows?: number;
  reason?: string;
} {
  switch (release.is) {
    case 'table':
      return {
        kind: 'table',
        table: release.table,
        release: release.release,
        years: [...release.years],
        rows: release.rows.length,
      };
    case 'neighbours':
      return { kind: 'neighbours', release: release.edition, rows: release.groups.length };
    case 'not compared':
      return { kind: 'not compared', reason: release.reason };
    case 'refused':
      return { kind: 'refused' };
  }
}

function findingsOf(release: Release): readonly BenchmarkFinding[] {
  return release.is === 'not compared' ? [] : release.findings;
}

async function insertRows(tx: Transaction, file: string, rows: readonly PublishedRow[]): Promise<void> {
  // As one document: thousands of rows as parameters take several times as long.
  await tx.sql`
    insert into vigil.benchmark_row (authority, file, year, level, code, name, region, "values")
    select ${tx.authority}, ${file}, said.*
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
      as said (year int, level text, code text, name text, region text, "values" jsonb)`;
}

async function insertNeighbours(tx: Transaction, file: string, groups: readonly NeighbourGroup[]): Promise<void> {
  await tx.orm
    .insert(benchmarkNeighbours)
    .values(groups.map(({ authority: code, neighbours }) => ({ authority: tx.authority, file, code, neighbours })));
}

async function insertFindings(tx: Transaction, file: string, findings: readonly BenchmarkFinding[]): Promise<void> {
  if (findings.length === 0) return;
  await tx.orm
    .insert(benchmarkFinding)
    .values(findings.map((finding) => ({ authority: tx.authority, file, ...finding })));
}
