import complete from '@bomb.sh/tab/commander';
import type { Command } from 'commander';

/**
 * `vigil completion <shell>` and what the script calls. To be registered after all other commands: it completes those
 * that are there.
 */
export function registerCompletion(program: Command): void {
  complete(program, { completionCommandName: 'completion' });
}
