import { mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadSecret, Secret } from './secret.ts';

const master = 'correct horse battery staple, and then some';
const secret = new Secret(master);

describe('a secret', () => {
  test('derives the same keys for ever', () => {
    // Fixed here: pseudonyms and landed files of running installations depend on them.
    expect(secret.key('pseudonym', '852').toString('hex')).toBe(
      'f42d7c75797e475a64d8ed1731510f22b408f5d46dcaf1d8d4ec21cce95e513d',
    );
    expect(secret.keyId).toBe('59f152df219d');
    expect(new Secret(master).checkValue).toBe(secret.checkValue);
  });

  test('derives another key for every purpose and authority', () => {
    const context = fc.tuple(fc.string(), fc.option(fc.string(), { nil: undefined }));
    fc.assert(
      fc.property(context, context, (one, other) => {
        const [first, second] = [secret.key(...one), secret.key(...other)];
        expect(first.length).toBe(32);
        expect(first.equals(second)).toBe(one[0] === other[0] && one[1] === other[1]);
      }),
    );
  });

  test('is told from another by its check value and key id', () => {
    const another = new Secret(`${master}.`);
    expect(another.checkValue).not.toBe(secret.checkValue);
    expect(another.keyId).not.toBe(secret.keyId);
  });

  test('never shows itself', () => {
    const shown = [inspect({ secret }), JSON.stringify({ secret }), String(secret), secret.keyId, secret.checkValue];
    expect(shown.filter((text) => text.includes('horse'))).toEqual([]);
    expect(shown[1]).toBe(`{"secret":"[secret ${secret.keyId}]"}`);
  });

  test('of less than 32 characters is refused, without showing it', () => {
    expect(() => new Secret('short and sweet')).toThrow(
      'the secret has 15 characters; expected at least 32: ' +
        `node -e "console.log(require('node:crypto').randomBytes(48).toString('base64'))" makes a good one`,
    );
  });
});

describe('an installation', () => {
  let directory = '';
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'vigil-test-secret-'));
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));

  test('without a secret is told how to make one', async () => {
    await expect(loadSecret(null, directory, false)).rejects.toThrow(
      'VIGIL_SECRET_KEY is not set; expected a secret of at least 32 characters, or VIGIL_SECRET_KEY_FILE naming',
    );
  });

  test('uses the secret it is given', async () => {
    const given = await loadSecret({ value: master, file: '/run/secrets/vigil' }, directory, false);
    expect(given.checkValue).toBe(secret.checkValue);
  });

  test('may not keep it beside what it protects, not by a link either', async () => {
    const data = join(directory, 'data');
    await mkdir(data);
    await writeFile(join(data, 'secret'), master);
    await symlink(join(data, 'secret'), join(directory, 'link'));
    for (const file of [join(data, 'secret'), join(directory, 'link')]) {
      await expect(loadSecret({ value: master, file }, data, false)).rejects.toThrow(
        `VIGIL_SECRET_KEY_FILE is '${file}', inside the data directory ${data}: whoever copies or backs that up would ` +
          'have the key to the identifiers in it as well; keep the file elsewhere',
      );
    }
  });

  test('of the demonstration makes its own, once, for its owner alone', async () => {
    const data = join(directory, 'demonstration');
    const made = await Promise.all([loadSecret(null, data, true), loadSecret(null, data, true)]);
    const again = await loadSecret(null, data, true);
    expect(new Set([...made, again].map(({ checkValue }) => checkValue)).size).toBe(1);
    const file = join(data, 'demonstration.secret');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await readFile(file, 'utf8')).length).toBeGreaterThanOrEqual(32);
  });
});
