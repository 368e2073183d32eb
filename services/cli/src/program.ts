import { Command, CommanderError } from 'commander';
import { mayQuoteData, recordFailure } from '@vigil/pipeline';
import { registerAccept } from './commands/accept.ts';
import { registerAcknowledge } from './commands/acknowledge.ts';
import { registerAlerts } from './commands/alerts.ts';
import { registerBenchmarks } from './commands/benchmarks.ts';
import { registerBackfill } from './commands/backfill.ts';
import { registerBackup } from './commands/backup.ts';
import { registerCalendar } from './commands/calendar.ts';
import { registerCohort } from './commands/cohort.ts';
import { registerCollect } from './commands/collect.ts';
import { registerCommentary } from './commands/commentary.ts';
import { registerCompletion } from './commands/completion.ts';
import { registerConnections } from './commands/connections.ts';
import { registerDoctor } from './commands/doctor.ts';
import { registerExplain } from './commands/explain.ts';
import { registerExport } from './commands/export.ts';
import { registerFailed } from './commands/failed.ts';
import { registerFindings } from './commands/findings.ts';
import { registerForget } from './commands/forget.ts';
import { registerInit } from './commands/init.ts';
import { registerLimits } from './commands/limits.ts';
import { registerJudge } from './commands/judge.ts';
import { registerLists } from './commands/lists.ts';
import { registerMatch } from './commands/match.ts';
import { registerMail } from './commands/mail.ts';
import { registerMigrate } from './commands/migrate.ts';
import { registerMute } from './commands/mute.ts';
import { registerNotifications } from './commands/notifications.ts';
import { registerPack } from './commands/pack.ts';
import { registerPurge } from './commands/purge.ts';
import { registerQuarantine } from './commands/quarantine.ts';
import { registerReader } from './commands/reader.ts';
import { registerRebase } from './commands/rebase.ts';
import { registerRebuildQueue } from './commands/rebuild-queue.ts';
import { registerReject } from './commands/reject.ts';
import { registerRekey } from './commands/rekey.ts';
import { registerReplay } from './commands/replay.ts';
import { registerRestore } from './commands/restore.ts';
import { registerRestrict } from './commands/restrict.ts';
import { registerRun } from './commands/run.ts';
import { registerScorecard } from './commands/scorecard.ts';
import { registerSnapshots } from './commands/snapshots.ts';
import { registerStart } from './commands/start.ts';
import { registerStatus } from './commands/status.ts';
import { registerTemplate } from './commands/template.ts';
import { registerTestRules } from './commands/test-rules.ts';
import { registerUp } from './commands/up.ts';
import type { CommandContext } from './session.ts';
import { CommandFailed, WrongUse } from './wrong-use.ts';

/** What the process says to the shell: 0 done, 1 failed, 2 wrong use. */
export type ExitCode = 0 | 1 | 2;

/** Every command of `vigil`, each in a file of its own. */
const commands = [
  registerStart,
  registerInit,
  registerMatch,
  registerUp,
  registerRun,
  registerStatus,
  registerScorecard,
  registerJudge,
  registerCommentary,
  registerCollect,
  registerSnapshots,
  registerExplain,
  registerBenchmarks,
  registerCohort,
  registerLimits,
  registerRebase,
  registerFindings,
  registerQuarantine,
  registerAlerts,
  registerAcknowledge,
  registerMute,
  registerTestRules,
  registerFailed,
  registerReplay,
  registerBackfill,
  registerRebuildQueue,
  registerAccept,
  registerReject,
  registerNotifications,
  registerMail,
  registerExport,
  registerPack,
  registerForget,
  registerRestrict,
  registerPurge,
  registerRekey,
  registerReader,
  registerCalendar,
  registerBackup,
  registerRestore,
  registerDoctor,
  registerMigrate,
  registerConnections,
  registerLists,
  registerTemplate,
] as const;

function buildProgram(context: CommandContext): Command {
  const program = new Command('vigil')
    .description("Watches a children's services department through the night.")
    .configureOutput({ writeOut: context.out, writeErr: (text) => context.say(text.trimEnd()) })
    .configureHelp({ sortSubcommands: false, showGlobalOptions: true })
    .showHelpAfterError('(add --help for what this command takes)')
    .addHelpText(
      'after',
      `
Vigil reads its configuration from VIGIL_CONFIG and keeps its data in VIGIL_DATA_DIR (.vigil here).
Results go to standard output, everything else to standard error; exit code 0 done, 1 failed, 2 wrong use.

To see it work, with an invented council:  vigil start
To point it at your own extracts:          vigil init`,
    )
    .exitOverride();
  for (const register of commands) register(program, context);
  registerCompletion(program);
  for (const command of program.commands) command.exitOverride();
  return program;
}

/** Runs one command and says how it ended; nothing is thrown, and nothing ends the process. */
export async function runCommand(args: readonly string[], context: CommandContext): Promise<ExitCode> {
  try {
    const program = buildProgram(context);
    if (args.length === 0) {
      program.outputHelp();
      return 2;
    }
    await program.parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    return explain(error, context);
  }
}

function explain(error: unknown, context: CommandContext): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof WrongUse) {
    context.say(error.message);
    return 2;
  }
  if (error instanceof CommandFailed) {
    if (error.message !== '') context.say(error.message);
    return 1;
  }
  context.say(unforeseen(error));
  if (context.env['VIGIL_LOG_LEVEL'] !== undefined && error instanceof Error) context.say(placesOf(error));
  return 1;
}

/** What an error says that no command expected: that of a server must not show here what the server was given. */
function unforeseen(error: unknown): string {
  if (error instanceof Error && !mayQuoteData(error)) return error.message;
  const { message, kind } = recordFailure(error);
  return `${message} (${kind})`;
}

/** Where it was thrown; the message, which a stack begins with, is not repeated. */
function placesOf({ stack = '' }: Error): string {
  return stack
    .split('\n')
    .filter((line) => /^\s+at /u.test(line))
    .join('\n');
}
