import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { inject } from 'vitest';
import type { VigilUnderTest } from './vigil.ts';

/**
 * Starts `vigil run` as a process of its own, which may be killed or may fall.
 *
 * @param under a program, with its arguments, that runs it in other circumstances
 */
export function startNight(vigil: VigilUnderTest, databaseUrl: string, under: readonly string[] = []) {
  const [program, ...args] = [...under, process.execPath, inject('emittedVigil'), 'run'];
  const child = spawn(program, args, {
    env: { PATH: process.env['PATH'], ...vigil.env, DATABASE_URL: databaseUrl },
    stdio: 'ignore',
  });
  return { child, ended: once(child, 'exit') };
}
