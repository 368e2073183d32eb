import type { Command } from 'commander';
import { printRows, type Column } from '../output.ts';
import type { CommandContext } from '../session.ts';
import { CommandFailed } from '../wrong-use.ts';
import type { Check } from './doctor/check.ts';
import { examine } from './doctor/examine.ts';
import { formatOption, type CommonOptions } from './options.ts';

const columns: readonly Column<Check>[] = [
  { name: 'check' },
  { name: 'state' },
  { name: 'message' },
  { name: 'advice' },
];

const marks: Readonly<Record<Check['state'], string>> = { ok: 'ok     ', warning: 'warning', problem: 'PROBLEM' };

export function registerDoctor(program: Command, context: CommandContext): void {
  program
    .command('doctor')
    .description('what is wrong with this installation, and what to do about it')
    .addOption(formatOption())
    .addHelpText(
      'after',
      `
Looks at Node, configuration, data directory, certificates, proxy, database, queue, mail server, extracts and who is told about what; sends
no mail and reads no row. Exit code 1 when there is a problem; a warning is none.

Examples:
  vigil doctor
  vigil doctor --format json | jq '.[] | select(.state == "problem")'`,
    )
    .action(async ({ format }: Pick<CommonOptions, 'format'>) => {
      const checks: Check[] = [];
      for await (const check of examine(context)) {
        checks.push(check);
        if (format === 'table') context.out(inWords(check));
      }
      if (format !== 'table') printRows(context, format, columns, checks, '');
      const problems = checks.filter(({ state }) => state === 'problem').length;
      if (problems > 0) throw new CommandFailed(`${problems === 1 ? 'One problem' : `${problems} problems`} to mend.`);
      context.say('Nothing is wrong here.');
    });
}

function inWords({ check, state, message, advice }: Check): string {
  const lines = message.split('\n');
  return [
    `${marks[state]}  ${check}: ${lines[0] ?? ''}`,
    ...lines.slice(1).map((line) => `           ${line}`),
    ...(advice === null ? [] : [`         → ${advice}`]),
    '',
  ].join('\n');
}
