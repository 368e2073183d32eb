import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect, inject, test } from 'vitest';
import { ownVigil } from './own-vigil.ts';

test('vigil up is watched on its page and, where VIGIL_PROBE_ADDRESS says so, elsewhere, and stops on SIGTERM', async () => {
  const own = await ownVigil();
  const child = spawn(process.execPath, [inject('emittedVigil'), 'up', '--port', '0'], {
    env: { PATH: process.env['PATH'], ...own.env, VIGIL_PROBE_ADDRESS: '127.0.0.1:0' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = once(child, 'close');
  const lines: string[] = [];
  for await (const line of createInterface(child.stderr)) {
    lines.push(line);
    if (line.startsWith('Vigil is up')) break;
  }
  const said = lines.join('\n');
  const pages = /Vigil is up: (http:\S+)/u.exec(said)![1]!;
  const probes = /"address":"([^"]+)","msg":"probes are answered"/u.exec(said)![1]!;
  const texts = await Promise.all([pages, probes].map(async (address) => (await fetch(`${address}/metrics`)).text()));
  for (const text of texts) {
    for (const line of ['vigil_up 1', 'vigil_workers 1', 'vigil_queue_depth{stage="pull"} 0']) {
      expect(text.split('\n')).toContain(line);
    }
    expect(text).toContain('# TYPE vigil_stage_duration_seconds histogram');
    expect(text).toContain('vigil_nodejs_eventloop_lag_p99_seconds');
  }
  expect(await (await fetch(`${probes}/ready`)).json()).toEqual({
    status: 'ready',
    needs: { database: 'ready', queue: 'ready', 'landing store': 'ready' },
  });
  child.stderr.resume();
  child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  await own.drop();
});
