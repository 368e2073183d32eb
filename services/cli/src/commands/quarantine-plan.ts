import {
  groupQuarantine,
  landedFileOf,
  quarantinedRecords,
  readQuarantine,
  standingFiles,
  type StandingFile,
  type Transaction,
} from '@vigil/database';
import { checkAgain, correctedRows, decryptRow, landedHeader, type CheckedAgain } from '@vigil/validator';
import type { SourceMapping } from '@vigil/extracts';
import type { AuthorityConfig } from '@vigil/runtime';
import { openLandingStore } from '@vigil/hosting';
import type { CommandContext, Session } from '../session.ts';
import { WrongUse } from '../wrong-use.ts';
import { withoutBlanks, type ExportedRow, type HandedBack } from './quarantine-file.ts';

type Cells = readonly string[];

/** What a replay would make of one file. */
export interface FilePlan {
  readonly standing: StandingFile;
  /** Rows in quarantine now. */
  readonly quarantined: number;
  /** The rules they are there for. */
  readonly rules: ReadonlySet<string>;
  /** Those of them that would pass, by record. */
  readonly passing: ReadonlySet<number>;
  readonly failing: Extract<CheckedAgain, { outcome: 'read' }>['failing'];
  readonly newlyFailing: number;
  /** Rows that were handed back with a change. */
  readonly corrected: ReadonlyMap<number, Cells>;
  /** How many cells were changed, by column: whoever sees an identifier here looks twice. */
  readonly changes: ReadonlyMap<string, number>;
  /** Why it cannot be replayed at all, in words; else null. */
  readonly refused: string | null;
}

/** What a source says of its own headers and codes, if it is still configured. */
export function mappingOf({ sources }: AuthorityConfig, source: string): SourceMapping | undefined {
  return sources.find(({ id }) => id === source)?.mapping;
}

/** Checks a standing file again; nothing is written. */
export async function planOf(
  { installation, authority, database }: Session,
  standing: StandingFile,
  corrected: ReadonlyMap<number, Cells> = new Map(),
  changes: ReadonlyMap<string, number> = new Map(),
): Promise<FilePlan> {
  const { configuration, catalogue } = installation;
  const { file, delivery } = standing;
  const key = configuration.secret.key('quarantine', authority.code);
  const { records, rules, kept } = await database.transaction(async (tx) => ({
    records: await quarantinedRecords(tx, file.id),
    rules: await rulesOf(tx, file.id),
    kept: await correctedRows(tx, key, standing),
  }));
  const plan = { standing, quarantined: records.size, rules, corrected, changes };
  const left = { passing: new Set<number>(), failing: [], newlyFailing: 0 };
  const source = authority.sources.find(({ id }) => id === delivery.source);
  if (!source) return { ...plan, ...left, refused: `the source ${delivery.source} is no longer in vigil.yaml.` };
  if (file.purgedAt !== null)
    return { ...plan, ...left, refused: 'what was landed of it was removed, as its retention says.' };
  const checked = await checkAgain(
    openLandingStore(configuration),
    {
      file,
      asAt: delivery.asAt,
      mapping: source.mapping,
      ...(source.contributor && { contributor: source.contributor }),
      corrected: new Map([...kept, ...corrected]),
      quarantined: records,
    },
    (text) => catalogue.find(text)?.id ?? null,
  );
  if (checked.outcome === 'refused') return { ...plan, ...left, refused: checked.reason };
  const { passing, failing, newlyFailing } = checked;
  return { ...plan, passing, failing, newlyFailing, refused: null };
}

async function rulesOf(tx: Transaction, file: string): Promise<ReadonlySet<string>> {
  const groups = await groupQuarantine(tx, [file]);
  return new Set(groups.map(({ rule }) => rule));
}

/**
 * Checks the files again whose rows were handed back, with those rows that were changed.
 *
 * @throws {WrongUse} when a row is none of the quarantine's, or the columns are not the file's
 */
export async function planWithCorrections(
  session: Session,
  { header, rows }: HandedBack,
  context: CommandContext,
): Promise<readonly FilePlan[]> {
  const byFile = new Map<string, ExportedRow[]>();
  for (const row of rows) {
    const key = `${row.delivery}/${row.list}`;
    byFile.set(key, [...(byFile.get(key) ?? []), row]);
  }
  const plans: FilePlan[] = [];
  for (const own of byFile.values()) {
    const standing = await standingFor(session, own[0]!);
    const { corrected, changes, settled } = await changedRows(session, standing, header, own);
    if (settled > 0) {
      context.say(
        `${settled} of the rows of ${standing.file.list} as at ${standing.delivery.asAt} are in quarantine no longer; they are passed over.`,
      );
    }
    plans.push(await planOf(session, standing, corrected, changes));
  }
  return plans;
}

/** What stands for the delivery that a row was exported from: the same content, perhaps replayed meanwhile. */
async function standingFor(
  { database }: Session,
  { delivery: id, list }: Pick<ExportedRow, 'delivery' | 'list'>,
): Promise<StandingFile> {
  return database.transaction(async (tx) => {
    const exported = await landedFileOf(tx, id, list);
    if (!exported)
      throw new WrongUse(`There is no delivery ${id} with the list ${list} for authority ${tx.authority}.`);
    const { source, asAt } = exported.delivery;
    const standing = (await standingFiles(tx, { list })).find(
      ({ delivery, file }) =>
        delivery.source === source && delivery.asAt === asAt && file.sha256 === exported.file.sha256,
    );
    if (!standing) {
      throw new WrongUse(
        `${list} of ${source} as at ${asAt} was sent anew since it was exported: export its quarantine once more.`,
      );
    }
    return standing;
  });
}

async function changedRows(
  { installation, authority, database }: Session,
  { file, delivery }: StandingFile,
  header: Cells,
  rows: readonly ExportedRow[],
): Promise<{ corrected: Map<number, Cells>; changes: Map<string, number>; settled: number }> {
  const landed = withoutBlanks(
    await landedHeader(openLandingStore(installation.configuration), file, mappingOf(authority, delivery.source)),
    0,
  );
  if (landed.length !== header.length || landed.some((name, index) => name !== header[index])) {
    throw new WrongUse(
      `The columns are not those of ${file.list} as at ${delivery.asAt}; expected ${landed.join(', ')}, as they were exported.`,
    );
  }
  const key = installation.configuration.secret.key('quarantine', authority.code);
  const kept = new Map<number, Cells>();
  await database.transaction(async (tx) => {
    for await (const batch of readQuarantine(tx, file.id)) {
      for (const { record, row } of batch) kept.set(record, decryptRow(key, row));
    }
  });
  const corrected = new Map<number, Cells>();
  const changes = new Map<string, number>();
  let settled = 0;
  for (const { record, cells } of rows) {
    const before = kept.get(record);
    if (!before) {
      settled += 1;
      continue;
    }
    const changed = changedColumns(before, cells, header);
    if (changed.length === 0) continue;
    corrected.set(record, cells);
    for (const column of changed) changes.set(column, (changes.get(column) ?? 0) + 1);
  }
  return { corrected, changes, settled };
}

/** Columns whose cell says something else. That a spreadsheet has filled a short row up with blanks is no change. */
function changedColumns(before: Cells, after: Cells, header: Cells): readonly string[] {
  const width = Math.max(before.length, after.length);
  return Array.from({ length: width }, (_, index) => index)
    .filter((index) => (before[index] ?? '').trim() !== (after[index] ?? '').trim())
    .map((index) => header[index] ?? `column ${index + 1}`);
}
