import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Command } from 'commander';
import { contracts, templateOf } from '@vigil/extracts';
import type { CommandContext } from '../session.ts';
import { CommandFailed, WrongUse } from '../wrong-use.ts';
import { listArgument, listMeant } from './named.ts';

export function registerTemplate(program: Command, context: CommandContext): void {
  program
    .command('template')
    .description('an empty file of a list: its header line as CSV')
    .addArgument(listArgument('a list, or all'))
    .option('--out <path>', 'a file, or for all of them a folder (default: standard output)')
    .addHelpText(
      'after',
      `
The file is UTF-8 with a byte order mark, so that Excel opens it right. Nothing is overwritten.

Examples:
  vigil template contacts --out contacts.csv
  vigil template all --out templates`,
    )
    .action(async (typed: string, { out }: { out?: string }) => {
      if (typed === 'all') await writeAll(out, context);
      else if (out === undefined) context.out(templateOf(listMeant(typed)));
      else await writeNew(resolve(context.cwd, out), templateOf(listMeant(typed)), context);
    });
}

async function writeAll(out: string | undefined, context: CommandContext): Promise<void> {
  if (out === undefined) throw new WrongUse('Say where the files should go: vigil template all --out FOLDER.');
  const folder = resolve(context.cwd, out);
  for (const contract of contracts.values()) {
    await writeNew(join(folder, `${contract.list}.csv`), templateOf(contract), context);
  }
}

async function writeNew(path: string, text: string, context: CommandContext): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text, { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      throw new WrongUse(`${path} is there already, and is not overwritten. Move it away, or write elsewhere.`);
    }
    throw new CommandFailed(`${path} cannot be written: ${(error as Error).message}`);
  }
  context.say(`Wrote ${path}`);
}
