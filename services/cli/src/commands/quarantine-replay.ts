import { resolve } from 'node:path';
import type { Command } from 'commander';
import { keepCorrections, startQuarantineReplay, type SetGoing, type Transaction } from '@vigil/database';
import { encryptRow } from '@vigil/validator';
import { withSession, type CommandContext, type Session } from '../session.ts';
import { CommandFailed, WrongUse } from '../wrong-use.ts';
import { currentActor } from './actor.ts';
import { cameToItsEnd, seeThrough } from './aftermath.ts';
import { reasonOption } from './options.ts';
import { readHandedBack } from './quarantine-file.ts';
import { planOf, planWithCorrections, type FilePlan } from './quarantine-plan.ts';
import { filesMeant, type QuarantineOptions } from './quarantine-meant.ts';

interface QuarantineReplayOptions extends QuarantineOptions {
  readonly reason?: string;
  readonly dryRun?: true;
  readonly corrected?: string;
}

export function registerQuarantineReplay(quarantine: Command, context: CommandContext): void {
  quarantine
    .command('replay')
    .description('check again what is set aside, as vigil.yaml and corrections have it now, and use what passes')
    .option('--corrected <file>', 'an export that was edited: its changed rows stand in the place of their own')
    .option('--dry-run', 'say how many rows would pass, and do nothing')
    .addOption(reasonOption())
    .addHelpText(
      'after',
      `
A list of which a row passes is read again as a whole from what was landed; the file need not be sent again. It goes
through all stages as a correction of its as-at date, so records and figures come out as if it had been right from the
start, and figures that change are restated. What would still fail is left as it is.
A correction holds for its own delivery: have the source corrected as well, or the next one brings the row as it was.
Without --run every as-at date is replayed that has such rows; of a long history that takes its time.
A vigil up that is running reads vigil.yaml when it starts: after a change of the mapping, start it anew first.

Examples:
  vigil quarantine replay --dry-run
  vigil quarantine replay --rule unknown-code --reason "the new outcome codes are mapped"
  vigil quarantine replay --corrected contacts.csv --reason "corrected by the front door team"`,
    )
    .action(async (_: unknown, command: Command) => {
      const options = command.optsWithGlobals<QuarantineReplayOptions>();
      const { reason, dryRun, format } = options;
      if (reason === undefined && !dryRun) {
        throw new WrongUse('Say why with --reason "…": it goes on record. (--dry-run shows how many rows would pass.)');
      }
      if (format === 'csv') throw new WrongUse('--format is "csv"; vigil quarantine replay prints table or json.');
      await withSession(context, options, async (session) => {
        const plans = await plansFor(session, options, context);
        for (const plan of plans) describe(plan, dryRun === true, context);
        if (plans.length === 0) context.say('Nothing is in quarantine that way: there is nothing to replay.');
        const worthwhile = plans.filter(({ passing }) => passing.size > 0);
        const going = reason === undefined || dryRun ? null : await setGoing(session, worthwhile, reason);
        const report = going && going.slots.length > 0 ? await seeThrough(session, going, context) : null;
        if (format === 'json') {
          context.out(`${JSON.stringify({ files: plans.map(toPrinted), ...report }, null, 2)}\n`);
        }
        if (going && worthwhile.length === 0 && plans.length > 0) {
          throw new CommandFailed('None of them would pass: nothing was changed.');
        }
        if (report && !cameToItsEnd(report)) throw new CommandFailed('');
        if (report) await compareWithPlan(session, worthwhile, context);
        if (plans.some(({ refused }) => refused !== null)) throw new CommandFailed('');
      });
    });
}

async function plansFor(
  session: Session,
  options: QuarantineReplayOptions,
  context: CommandContext,
): Promise<readonly FilePlan[]> {
  if (options.corrected !== undefined) {
    const handedBack = await readHandedBack(resolve(context.cwd, options.corrected));
    return planWithCorrections(session, handedBack, context);
  }
  const files = await session.database.transaction((tx) => filesMeant(tx, options));
  const plans: FilePlan[] = [];
  for (const standing of files) {
    const plan = await planOf(session, standing);
    if (options.rule === undefined || plan.rules.has(options.rule)) plans.push(plan);
  }
  return plans;
}

/** Keeps the corrections of rows that pass and starts the runs, all in one transaction. */
async function setGoing(
  { installation, authority, database }: Session,
  plans: readonly FilePlan[],
  reason: string,
): Promise<SetGoing> {
  if (plans.length === 0) return { slots: [], runs: [] };
  const word = { actor: currentActor(), reason };
  const key = installation.configuration.secret.key('quarantine', authority.code);
  return database.transaction(async (tx: Transaction) => {
    for (const { standing, corrected, passing } of plans) {
      const { source, asAt } = standing.delivery;
      const { list, sha256 } = standing.file;
      const kept = [...corrected].filter(([record]) => passing.has(record));
      const rows = new Map(kept.map(([record, cells]) => [record, encryptRow(key, cells)]));
      await keepCorrections(tx, { source, asAt, list, sha256 }, rows, word);
    }
    return startQuarantineReplay(
      tx,
      plans.map(({ standing }) => standing),
      word,
    );
  });
}

function describe(plan: FilePlan, dryRun: boolean, context: CommandContext): void {
  const { standing, quarantined, passing, failing, newlyFailing, corrected, changes, refused } = plan;
  const what = `${standing.file.list} of ${standing.delivery.source} as at ${standing.delivery.asAt}`;
  if (refused !== null) {
    context.say(`${what}: left as it is: ${refused}`);
    return;
  }
  const wouldNot = quarantined - passing.size;
  context.say(
    `${what}: ${quarantined} in quarantine; ${passing.size} ${dryRun ? 'would pass' : 'pass'} now, ${wouldNot} ${dryRun ? 'would' : 'do'} not.`,
  );
  if (corrected.size > 0) {
    const cells = [...changes].map(([column, count]) => `${column}: ${count}`).join(', ');
    context.say(`  corrected: ${corrected.size} ${corrected.size === 1 ? 'row' : 'rows'} (cells changed: ${cells})`);
  }
  for (const { rule, column, rows } of failing) {
    context.say(`  still ${rule}${column === null ? '' : ` in ${column}`}: ${rows}`);
  }
  if (newlyFailing > 0) {
    context.say(
      `  ${newlyFailing} rows that are used now ${dryRun ? 'would be' : 'are'} set aside: look at the mapping.`,
    );
  }
}

function toPrinted({ standing, quarantined, passing, failing, newlyFailing, corrected, refused }: FilePlan) {
  const { file, delivery } = standing;
  return {
    source: delivery.source,
    asAt: delivery.asAt,
    list: file.list,
    delivery: delivery.id,
    inQuarantine: quarantined,
    passing: passing.size,
    failing,
    newlyFailing,
    corrected: corrected.size,
    refused,
  };
}

/** Another process may have done the work, under a vigil.yaml that it read before it was changed. */
async function compareWithPlan(
  { database }: Session,
  plans: readonly FilePlan[],
  context: CommandContext,
): Promise<void> {
  const standing = await database.transaction((tx) => filesMeant(tx, { format: 'table' }));
  for (const { standing: before, quarantined, passing, newlyFailing } of plans) {
    const now = standing.find(
      ({ file, delivery }) =>
        file.list === before.file.list &&
        delivery.source === before.delivery.source &&
        delivery.asAt === before.delivery.asAt,
    );
    const left = now?.file.quarantined ?? 0;
    if (left === quarantined - passing.size + newlyFailing) continue;
    context.say(
      `${before.file.list} of ${before.delivery.source} as at ${before.delivery.asAt} came out otherwise than foreseen: ` +
        `${left} rows are in quarantine. If a vigil up did the work under an older vigil.yaml, start it anew and replay again.`,
    );
  }
}
