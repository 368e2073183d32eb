import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { runCommand } from '@vigil/cli';
import type { VigilUnderTest } from './vigil.ts';

const shell = promisify(execFile);

/** What is another word each time, such as an id or a clock, and the word that stands for it on the page. */
export interface StandIns {
  /** A command as it must be said here. */
  meant(command: string): string | Promise<string>;
  /** What was printed, as the page has it. */
  shown(text: string): string;
}

const asItIs: StandIns = { meant: (command) => command, shown: (text) => text };

/**
 * A page with what the commands in its blocks print now: a command follows `$`, and goes on after a backslash.
 *
 * @param home what the directory of the installation is called on the page
 */
export async function replay(
  markdown: string,
  vigil: VigilUnderTest,
  { home, standIns = asItIs }: { readonly home: string; readonly standIns?: StandIns },
): Promise<string> {
  const parts = markdown.split(/(^```console\n[\s\S]*?^```$)/m);
  const replayed: string[] = [];
  for (const part of parts) {
    const commands = part.startsWith('```console')
      ? [...part.matchAll(/^\$ (?:.*\\\n)*.*$/gm)].map(([text]) => text)
      : [];
    const outputs: string[] = [];
    for (const command of commands) {
      const text = await printed(await standIns.meant(command.slice(2).replaceAll(home, vigil.directory)), vigil);
      outputs.push(`${command}\n${standIns.shown(text.replaceAll(vigil.directory, home))}`);
    }
    replayed.push(commands.length === 0 ? part : `\`\`\`console\n${outputs.join('')}\`\`\``);
  }
  return replayed.join('');
}

/** What a command prints in a terminal, on both of its outputs. */
async function printed(command: string, { directory, env }: VigilUnderTest): Promise<string> {
  const [name, ...args] = await wordsOf(command, directory);
  let text = '';
  if (name === 'export') {
    for (const [, variable = '', value] of args.map((arg) => /^(\w+)=(.*)$/su.exec(arg) ?? [])) env[variable] = value;
  } else if (name === 'vigil') {
    await runCommand(args, {
      env,
      cwd: directory,
      out: (words) => (text += words),
      say: (words) => (text += `${words}\n`),
      stopRequested: new Promise(() => {}),
    });
  } else text = (await shell('sh', ['-c', command], { cwd: directory })).stdout;
  return text.replaceAll('\r', '').replaceAll(/[ \t]+$/gmu, '');
}

/** As the shell splits it; `vigil` and `export` are done here instead of by it. */
async function wordsOf(command: string, directory: string): Promise<readonly string[]> {
  if (!/^(vigil|export) /u.test(command)) return [command];
  const [name = ''] = command.split(' ', 1);
  const script = `words() { printf '%s\\0' "$@"; }; words ${command.slice(name.length)}`;
  const { stdout } = await shell('sh', ['-c', script], { cwd: directory });
  return [name, ...stdout.split('\0').slice(0, -1)];
}
