import { and, desc, eq, inArray, ne, sql } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { takeTurnsOnSource } from '../deliveries/deliveries.ts';
import { publishedOf } from '../deliveries/files.ts';
import { daysOf, ownDays, uncorrectedFile } from '../deliveries/standing.ts';
import { recordAudit, Refused, type OperatorsWord } from '../operators/word.ts';
import type { SetGoing } from '../operators/replay.ts';
import { delivery, file, finding, quarantine, run, slot } from '../schema/index.ts';
import { startNextRun } from '../work/progress.ts';
import { holdLandedFiles } from './retention.ts';
import type { StandingFile } from './standing.ts';

/**
 * Has standing files read again from the landing store, as they are corrected and mapped now: a delivery of its own for
 * the same as-at date, which passes all stages as a correction from the source would. What was published stays live
 * until then, and what it found stays on record.
 *
 * @throws {Refused} when a delivery of one of the as-at dates is still under way, or no longer stands
 */
export async function startQuarantineReplay(
  tx: Transaction,
  files: readonly StandingFile[],
  word: OperatorsWord,
): Promise<SetGoing> {
  await holdLandedFiles(tx);
  const going = { slots: [] as string[], runs: [] as string[] };
  for (const source of new Set(files.map((one) => one.delivery.source))) {
    await takeTurnsOnSource(tx, source);
    const own = files.filter((one) => one.delivery.source === source);
    await refuseUnderWay(tx, source, own);
    const [opened] = await tx.orm
      .insert(slot)
      .values({ authority: tx.authority, kind: 'manual', source, dueAt: sql`now()`, requestedBy: word.actor })
      .returning({ id: slot.id });
    for (const original of new Set(own.map((one) => one.delivery.id))) {
      const again = own.filter((one) => one.delivery.id === original);
      going.runs.push(await addRun(tx, opened!.id, again, word));
    }
    going.slots.push(opened!.id);
    await startNextRun(tx, opened!.id);
  }
  return going;
}

async function refuseUnderWay(tx: Transaction, source: string, files: readonly StandingFile[]): Promise<void> {
  const [busy] = await tx.orm
    .select({ asAt: run.asAt, state: run.state })
    .from(run)
    .where(
      and(
        eq(run.authority, tx.authority),
        eq(run.source, source),
        inArray(run.state, ['waiting', 'running', 'held']),
        inArray(
          run.asAt,
          files.map((one) => one.delivery.asAt),
        ),
      ),
    )
    .limit(1);
  if (busy) {
    throw new Refused(
      `A delivery of ${source} as at ${busy.asAt} is ${busy.state === 'held' ? 'held' : 'under way'}; ` +
        'replay its quarantine when that has ended (see vigil status).',
    );
  }
  for (const one of files) {
    const standing = await uncorrectedFile(tx, one.file.id);
    if (!standing) {
      throw new Refused(
        `${one.file.list} of ${source} as at ${one.delivery.asAt} was corrected since, at least for some of its days; a replay would take the correction back.`,
      );
    }
    if (standing.file.purgedAt) throw new Refused(`${whatIsGone(standing)} as its retention says.`);
  }
}

const whatIsGone = ({ file: { list }, delivery: { source, asAt } }: StandingFile): string =>
  `What ${source} delivered of ${list} as at ${asAt} was removed from the landing store,`;

async function addRun(
  tx: Transaction,
  slotId: string,
  files: readonly StandingFile[],
  word: OperatorsWord,
): Promise<string> {
  const [{ delivery: original }] = files as [StandingFile];
  const { authority, source, asAt, location } = original;
  const [added] = await tx.orm
    .insert(delivery)
    .values({
      authority,
      source,
      asAt,
      location,
      // A connector that sees the delivery once more knows it by the original's.
      fingerprint: `replay in slot ${slotId} of ${original.fingerprint}`,
      replayOf: original.replayOf ?? original.id,
    })
    .returning({ id: delivery.id });
  await tx.orm.insert(file).values(
    files.map(({ file: { name, list, sheet, bytes, sha256, address, claimedRows, coverage } }) => ({
      authority,
      delivery: added!.id,
      name,
      list,
      sheet,
      bytes,
      sha256,
      address,
      claimedRows,
      coverage,
      state: 'landed' as const,
    })),
  );
  const [created] = await tx.orm
    .insert(run)
    .values({ authority, source, slot: slotId, delivery: added!.id, asAt })
    .returning({ id: run.id });
  await recordAudit(tx, word, {
    action: 'replay quarantine',
    subject: `delivery ${original.id}`,
    detail: { source, asAt, lists: files.map((one) => one.file.list), run: created!.id },
  });
  return created!.id;
}

/** Whether what a replay reads again was replaced by other content in the meantime: the list, or null. */
export async function overtakenList(tx: Transaction, replayed: string): Promise<string | null> {
  const files = await tx.orm
    .select({ file, delivery })
    .from(file)
    .innerJoin(delivery, eq(delivery.id, file.delivery))
    .where(and(eq(file.authority, tx.authority), eq(file.delivery, replayed)));
  for (const one of files) {
    const [standing] = await tx.orm
      .select({ sha256: file.sha256 })
      .from(file)
      .innerJoin(delivery, eq(delivery.id, file.delivery))
      .where(
        and(
          publishedOf(tx, { source: one.delivery.source, list: one.file.list }),
          eq(delivery.asAt, one.delivery.asAt),
          sql`${ownDays} && ${daysOf(sql`${JSON.stringify(one.file.coverage)}::jsonb`, sql`${one.delivery.asAt}::date`)}`,
        ),
      )
      .orderBy(desc(delivery.publishedAt))
      .limit(1);
    if (standing?.sha256 !== one.file.sha256) return one.file.list;
  }
  return null;
}

/**
 * Settles the findings of rows that a replay understands: those of the same content, whose record is in quarantine no
 * longer. They stay on record with the run that settled them.
 */
export async function settleFindings(tx: Transaction, settled: { run: string; file: string }): Promise<void> {
  const [now] = await tx.orm
    .select({ file, delivery })
    .from(file)
    .innerJoin(delivery, eq(delivery.id, file.delivery))
    .where(and(eq(file.authority, tx.authority), eq(file.id, settled.file)));
  const { source, asAt } = now!.delivery;
  const { list, sha256 } = now!.file;
  await tx.orm
    .update(finding)
    .set({ settledBy: settled.run })
    .where(
      and(
        eq(finding.authority, tx.authority),
        eq(finding.severity, 'row'),
        sql`${finding.settledBy} is null`,
        inArray(
          finding.file,
          tx.orm
            .select({ id: file.id })
            .from(file)
            .innerJoin(delivery, eq(delivery.id, file.delivery))
            .where(
              and(
                eq(file.authority, tx.authority),
                eq(delivery.source, source),
                eq(delivery.asAt, asAt),
                eq(file.list, list),
                eq(file.sha256, sha256),
                ne(file.id, settled.file),
              ),
            ),
        ),
        sql`not exists (
          select from ${quarantine} where ${quarantine.file} = ${settled.file} and ${quarantine.record} = ${finding.record}
        )`,
      ),
    );
}
