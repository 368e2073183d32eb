import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSecretFile } from './secret-file.ts';

let directory = '';
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'vigil-test-secret-file-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

describe('the file of a secret', () => {
  test.each(['correct horse', 'correct horse\n', 'correct horse\r\n'])('holding %j gives it', async (text) => {
    await writeFile(join(directory, 'secret'), text);
    expect(await readSecretFile(join(directory, 'secret'))).toBe('correct horse');
  });

  test('that is empty or not there is named', async () => {
    await writeFile(join(directory, 'empty'), '\n');
    await expect(readSecretFile(join(directory, 'empty'))).rejects.toThrow(/empty is empty, but should hold a secret/);
    await expect(readSecretFile(join(directory, 'none'))).rejects.toThrow(
      /none cannot be read \(there is no such file or directory\): give the account Vigil runs as the right/,
    );
  });
});
