import { execFile } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { runCommand } from '@vigil/cli';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeForeignExport } from './foreign-export.ts';
import { newVigil, type VigilUnderTest } from './vigil.ts';

const page = fileURLToPath(new URL('../../../infra/first-hour.md', import.meta.url));
const shell = promisify(execFile);

describe.skipIf(process.platform === 'win32')(
  'infra/first-hour.md (skipped on Windows: its commands want a shell)',
  () => {
    let vigil: VigilUnderTest;
    beforeEach(async () => {
      vigil = await newVigil({ config: '', bare: true });
      await rm(join(vigil.directory, 'vigil.yaml'));
      await writeForeignExport(join(vigil.directory, 'extracts'));
      Object.assign(vigil.env, { VIGIL_CONFIG: undefined, VIGIL_NOW: '2021-01-05' });
    });
    afterEach(() => vigil.dispose());

    it('shows what its commands really print, to the first right figure', async () => {
      const replayed = await replay(await readFile(page, 'utf8'), vigil);
      // Wording has changed on purpose? `vitest run first-hour --update` writes it into the page; read it through then.
      await expect(replayed).toMatchFileSnapshot(page);
      const figures = await vigil.json<object[]>('snapshots', '--indicator', 'icpc-timeliness', '--period', '2020-12');
      expect(figures).toMatchObject([{ numerator: 1, denominator: 4, value: 25, rag: 'red' }]);
    });
  },
);

/** The page with what the commands in its blocks print now: a command follows `$`, and goes on after a backslash. */
async function replay(markdown: string, vigil: VigilUnderTest): Promise<string> {
  const parts = markdown.split(/(^```console\n[\s\S]*?^```$)/m);
  const replayed: string[] = [];
  for (const part of parts) {
    const commands = part.startsWith('```console')
      ? [...part.matchAll(/^\$ (?:.*\\\n)*.*$/gm)].map(([text]) => text)
      : [];
    const outputs: string[] = [];
    for (const command of commands) outputs.push(`${command}\n${await printed(command.slice(2), vigil)}`);
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
  return text
    .replaceAll(directory, '/home/analyst')
    .replaceAll('\r', '')
    .replaceAll(/[ \t]+$/gmu, '');
}

/** As the shell splits it; `vigil` and `export` are done here instead of by it. */
async function wordsOf(command: string, directory: string): Promise<readonly string[]> {
  if (!/^(vigil|export) /u.test(command)) return [command];
  const [name = ''] = command.split(' ', 1);
  const script = `words() { printf '%s\\0' "$@"; }; words ${command.slice(name.length)}`;
  const { stdout } = await shell('sh', ['-c', script], { cwd: directory });
  return [name, ...stdout.split('\0').slice(0, -1)];
}
