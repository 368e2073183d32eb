import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));

/** What a shell is told: it runs the command, so the test does. */
function vigil(...args: readonly string[]): string {
  return spawnSync(process.execPath, ['--conditions=@vigil/source', '--import', 'tsx', main, ...args], {
    encoding: 'utf8',
  }).stdout;
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
