import type { Command } from 'commander';
import { withSession, type CommandContext } from '../session.ts';
import { authorityOption, reportFormatOption } from './options.ts';
import { readStatus } from './status-facts.ts';
import { statusInWords } from './status-in-words.ts';

export function registerStatus(program: Command, context: CommandContext): void {
  program
    .command('status')
    .description('sources and how fresh they are, work under way, and what awaits your word')
    .addOption(authorityOption())
    .addOption(reportFormatOption())
    .addHelpText(
      'after',
      `
Says how things stand; exit code 0 whatever that is. vigil doctor says what is wrong with the installation itself.

Examples:
  vigil status
  vigil status --format json | jq '.sources[] | select(.overdue)'`,
    )
    .action(async (options: { authority?: string; format: 'text' | 'json' }) => {
      await withSession(context, options, async (session) => {
        const status = await readStatus(session);
        context.out(
          options.format === 'json' ? `${JSON.stringify(status, null, 2)}\n` : statusInWords(status, session.authority),
        );
      });
    });
}
