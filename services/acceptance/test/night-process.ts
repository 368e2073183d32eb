import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { VigilUnderTest } from './vigil.ts';

const repository = fileURLToPath(new URL('../../../', import.meta.url));
const main = join(repository, 'services/cli/src/main.ts');

/** Starts `vigil run` as a process of its own, which may be killed or may fall. */
export function startNight(vigil: VigilUnderTest, databaseUrl: string) {
  const child = spawn(process.execPath, ['--conditions=@vigil/source', '--import', 'tsx', main, 'run'], {
    cwd: repository,
    env: { PATH: process.env['PATH'], ...vigil.env, DATABASE_URL: databaseUrl },
    stdio: 'ignore',
  });
  return { child, ended: once(child, 'exit') };
}
