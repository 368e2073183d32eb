import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import { benchmarksSource } from '@vigil/benchmarks';
import type { Transaction } from '../database.ts';
import { benchmarkFile, benchmarkFinding, slot } from '../schema/index.ts';

export type BenchmarkFile = typeof benchmarkFile.$inferSelect;

/** What some slots read that was not known before, in order of name. */
export async function benchmarksLoadedBy(tx: Transaction, slots: readonly string[]): Promise<readonly BenchmarkFile[]> {
  if (slots.length === 0) return [];
  return tx.orm
    .select()
    .from(benchmarkFile)
    .where(and(eq(benchmarkFile.authority, tx.authority), inArray(benchmarkFile.slot, [...slots])))
    .orderBy(asc(benchmarkFile.name));
}

/** What lay there when the source was last looked at; null where it never was. */
export interface BenchmarkLook {
  readonly at: Date;
  readonly files: readonly BenchmarkFile[];
}

export async function lastBenchmarkLook(tx: Transaction): Promise<BenchmarkLook | null> {
  const [look] = await tx.orm
    .select({ id: slot.id, at: slot.closedAt })
    .from(slot)
    .innerJoin(benchmarkFile, eq(benchmarkFile.seenBy, slot.id))
    .where(and(eq(slot.authority, tx.authority), eq(slot.source, benchmarksSource), eq(slot.state, 'closed')))
    .orderBy(desc(slot.closedAt))
    .limit(1);
  if (!look?.at) return null;
  const files = await tx.orm
    .select()
    .from(benchmarkFile)
    .where(and(eq(benchmarkFile.authority, tx.authority), eq(benchmarkFile.seenBy, look.id)))
    .orderBy(asc(benchmarkFile.name));
  return { at: look.at, files };
}

export interface BenchmarkFindingRow {
  readonly file: string;
  readonly table: string | null;
  readonly line: number | null;
  readonly column: string | null;
  readonly rule: string;
  readonly severity: string;
  readonly value: string | null;
  readonly message: string;
}

/** What is wrong with files, in order of file and line. */
export async function readBenchmarkFindings(
  tx: Transaction,
  files: readonly Pick<BenchmarkFile, 'id'>[],
): Promise<readonly BenchmarkFindingRow[]> {
  if (files.length === 0) return [];
  const { rule, severity, line, column, value, message } = benchmarkFinding;
  return tx.orm
    .select({ file: benchmarkFile.name, table: benchmarkFile.table, line, column, rule, severity, value, message })
    .from(benchmarkFinding)
    .innerJoin(benchmarkFile, eq(benchmarkFile.id, benchmarkFinding.file))
    .where(
      and(
        eq(benchmarkFinding.authority, tx.authority),
        inArray(
          benchmarkFinding.file,
          files.map(({ id }) => id),
        ),
      ),
    )
    .orderBy(asc(benchmarkFile.name), asc(benchmarkFinding.line), asc(benchmarkFinding.rule));
}
