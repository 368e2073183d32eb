import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readMapping } from './mapping-alone.ts';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'vigil-mapping-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

async function read(text: string): Promise<unknown> {
  const path = join(directory, 'new.yaml');
  await writeFile(path, text);
  return readMapping(path, 'new.yaml', 'casework');
}

describe('a mapping in a file of its own', () => {
  const headers = { Person: 'Child Unique ID' };

  it.each([
    ['alone', 'headers: { Person: Child Unique ID }'],
    ['under its name', 'mapping: { headers: { Person: Child Unique ID } }'],
    [
      'in a whole vigil.yaml',
      'authority: { code: "852" }\nsources: [{ id: other }, { id: casework, mapping: { headers: { Person: Child Unique ID } } }]',
    ],
  ])('is read %s', async (_, text) => {
    expect(await read(text)).toEqual({ headers, codes: {} });
  });

  it.each([
    ['headers: {}', 'maps nothing of casework'],
    ['sources: [{ id: other, mapping: { headers: { A: B } } }]', 'maps nothing of casework'],
    ['header: { Person: Child Unique ID }', "'header'"],
    ['headers: [Person]', 'new.yaml'],
    ['headers: {', 'is not YAML'],
  ])('is refused with what is wrong: %s', async (text, reason) => {
    await expect(read(text)).rejects.toThrow(reason);
  });
});
