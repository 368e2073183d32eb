import type { Command } from 'commander';
import { connectionKinds, connectionsOf, loadCatalogue, loadConfiguration, readEnvironment } from '@vigil/runtime';
import { printRows, type Column } from '../output.ts';
import type { CommandContext } from '../session.ts';
import { formatOption, type CommonOptions } from './options.ts';

interface ConnectionRow {
  readonly connection: string;
  readonly authority: string | null;
  readonly to: string;
  readonly via: string | null;
  readonly by: string;
  readonly when: string;
  readonly carries: string;
}

const columns: readonly Column<ConnectionRow>[] = [
  { name: 'to', heading: 'To' },
  { name: 'via', heading: 'Through the proxy', show: ({ via }) => via ?? '' },
  { name: 'connection', heading: 'For' },
  { name: 'authority', heading: 'Authority', show: ({ authority }) => authority ?? '' },
  { name: 'by', heading: 'Said by' },
  { name: 'when', heading: 'When' },
  { name: 'carries' },
];

export function registerConnections(program: Command, context: CommandContext): void {
  program
    .command('connections')
    .description('the servers that this configuration has Vigil connect to')
    .addOption(formatOption())
    .addHelpText(
      'after',
      `
What a firewall must let out, and what an information-governance officer may want to know: Vigil connects to nobody
else. Nothing is connected to, and no credentials are shown. What each carries: --format json, and
infra/privacy/connections.md.

Example:
  vigil connections --format csv > connections.csv`,
    )
    .action(async ({ format }: Pick<CommonOptions, 'format'>) => {
      const environment = readEnvironment(context.env, context.cwd);
      const catalogue = await loadCatalogue(environment.configPath);
      const { authorities } = await loadConfiguration(environment, catalogue, context.cwd);
      const kinds = new Map(connectionKinds.map((kind) => [kind.id, kind]));
      const rows = connectionsOf(environment, authorities).map((one) => {
        const { title = one.connection, when = '', carries = '' } = kinds.get(one.connection) ?? {};
        return { ...one, connection: title, when, carries };
      });
      printRows(context, format, columns, rows, 'This configuration has Vigil connect to nobody.');
    });
}
