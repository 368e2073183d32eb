import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { runCommand } from '../src/program.ts';
import { testshire } from './own-vigil.ts';

const directory = await mkdtemp(join(tmpdir(), 'vigil-connections-'));
afterAll(() => rm(directory, { recursive: true, force: true }));

/** What `vigil connections` says with an environment; neither database nor data directory is needed. */
async function connections(...args: readonly string[]): Promise<{ exit: number; out: string; err: string }> {
  await writeFile(join(directory, 'vigil.yaml'), testshire());
  let [out, err] = ['', ''];
  const exit = await runCommand(['connections', ...args], {
    env: {
      VIGIL_CONFIG: join(directory, 'vigil.yaml'),
      VIGIL_SECRET_KEY: 'a secret for the tests of the commands alone',
      ...(args.length === 0 ? {} : { SMTP_URL: 'smtp://vigil:hush@mail.example.gov.uk' }),
    },
    cwd: directory,
    out: (text) => (out += text),
    say: (text) => (err += text),
    stopRequested: new Promise(() => {}),
  });
  return { exit, out, err };
}

it('tells each server with its port, what makes it and what goes there, and no password', async () => {
  const { exit, out } = await connections('--format', 'json');
  expect(exit).toBe(0);
  expect(JSON.parse(out)).toEqual([
    expect.objectContaining({ to: 'mail.example.gov.uk:587', connection: 'Mail', by: 'SMTP_URL', authority: null }),
  ]);
  expect(out).not.toContain('hush');
});

it('says so where there are none', async () => {
  expect(await connections()).toEqual({ exit: 0, out: '', err: 'This configuration has Vigil connect to nobody.' });
});
