import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, inject, it } from 'vitest';

const repository = fileURLToPath(new URL('../../../', import.meta.url));

/** What a shell is told: it runs the command, so the test does. */
function vigil(...args: readonly string[]): string {
  return spawnSync(process.execPath, [inject('emittedVigil'), ...args], { encoding: 'utf8' }).stdout;
}

describe('shell completion', () => {
  it.each(['bash', 'zsh', 'fish', 'powershell'])('has a script for %s', (shell) => {
    expect(vigil('completion', shell)).toContain('vigil');
  });

  it('knows the commands, their options and what those may be', () => {
    expect(vigil('complete', '--', 'snap')).toMatch(/^snapshots\t/u);
    expect(vigil('complete', '--', 'snapshots', '--o')).toMatch(/^--origin\t/u);
    expect(vigil('complete', '--', 'replay', '--stage', 'val')).toMatch(/^validate/u);
    expect(vigil('complete', '--', 'notifications', '')).toMatch(/^confirm\t/mu);
  });
});

describe('the vigil process', () => {
  it('ends without a word when nobody reads on, as before a pipe into head', async () => {
    const child = spawn(process.execPath, [inject('emittedVigil'), '--help'], { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
    expect(said).toBe('');
    expect(code).toBe(0);
  });

  it('starts from the sources, as package.json has it', () => {
    const { scripts } = JSON.parse(readFileSync(`${repository}package.json`, 'utf8')) as {
      scripts: { vigil: string; start: string };
    };
    expect(scripts.start).toBe(`${scripts.vigil} start`);
    const [node, ...args] = scripts.vigil.split(' ');
    expect(node).toBe('node');
    const { stdout } = spawnSync(process.execPath, [...args, '--help'], { cwd: repository, encoding: 'utf8' });
    expect(stdout).toContain('Usage: vigil [options] [command]');
  });
});
