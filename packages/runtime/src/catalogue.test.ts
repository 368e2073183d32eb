import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadCatalogue } from './catalogue.ts';

let directory = '';
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'vigil-test-catalogue-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

test('the catalogue is read: computed indicators have their cohort, reported ones none', async () => {
  const catalogue = await loadCatalogue();
  expect(catalogue.get('icpc-timeliness').cohort).toMatch(/\bselect\b/i);
  expect(catalogue.all().length).toBeGreaterThan(catalogue.computed().length);
});

test('a definition that is not YAML is named', async () => {
  await mkdir(join(directory, 'icpc-rate'));
  await writeFile(join(directory, 'icpc-rate', 'definition.yaml'), 'title: [');
  await expect(loadCatalogue(pathToFileURL(`${directory}/`))).rejects.toThrow(
    'icpc-rate/definition.yaml is not YAML: ',
  );
});
