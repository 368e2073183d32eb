import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadCatalogue } from './catalogue.ts';

test('the catalogue is read: computed indicators have their cohort, reported ones none', async () => {
  const catalogue = await loadCatalogue();
  expect(catalogue.get('icpc-timeliness').cohort).toMatch(/\bselect\b/i);
  expect(catalogue.all().length).toBeGreaterThan(catalogue.computed().length);
});

test('populations are written out in the cohorts that call them', async () => {
  const { cohort, lists } = (await loadCatalogue()).get('lac-total');
  expect(cohort).toContain('from children_looked_after(:as_at)');
  expect(lists).toEqual(['children_looked_after']);
});

describe("an authority's own indicators lie beside its vigil.yaml", () => {
  let directory = '';
  let configPath = '';
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'vigil-test-catalogue-'));
    configPath = join(directory, 'vigil.yaml');
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  const definition = `
title: Contacts from the police
heading: Contacts from the police
section: Front door
meaning: The contacts of the month that came from the police.
unit: count
decimals: 0
polarity: neutral
measure: flow
lists: [contacts]
definitionVersion: 1
`;
  const put = async (path: string, text: string): Promise<void> => {
    await mkdir(dirname(join(directory, path)), { recursive: true });
    await writeFile(join(directory, path), text);
  };

  test('and are found with the others, populations of their own written out', async () => {
    await put('indicators/police-contacts/definition.yaml', definition);
    await put('indicators/police-contacts/cohort.sql', 'select * from from_the_police(:as_at)');
    await put('indicators/populations/from_the_police.sql', 'select * from contacts(:as_at)');
    const catalogue = await loadCatalogue(configPath);
    expect(catalogue.get('police-contacts').cohort).toContain('from contacts(:as_at)');
    expect(catalogue.all()).toHaveLength((await loadCatalogue()).all().length + 1);
    expect((await loadCatalogue(directory)).find('police-contacts')).not.toBeNull();
  });

  test('a name that Vigil uses is refused, of an indicator as of a population', async () => {
    await put('indicators/contacts-number/definition.yaml', definition.replace('[contacts]', '[]'));
    await expect(loadCatalogue(configPath)).rejects.toThrow(
      'indicators/contacts-number: Vigil has an indicator of that name. Give yours another, such as contacts-number-local',
    );
    await put('indicators/populations/looked_after_at.sql', 'select');
    await expect(loadCatalogue(configPath)).rejects.toThrow(
      'indicators/populations/looked_after_at.sql: the name is taken.',
    );
  });

  test('what is wrong is said with file and key', async () => {
    await put('indicators/police-contacts/definition.yaml', definition.replace('count', 'number'));
    await expect(loadCatalogue(configPath)).rejects.toThrow(
      'indicators/police-contacts/definition.yaml: unit is "number"; expected percent, count',
    );
    await put('indicators/police-contacts/definition.yaml', 'title: [');
    await expect(loadCatalogue(configPath)).rejects.toThrow('indicators/police-contacts/definition.yaml is not YAML: ');
    await rm(join(directory, 'indicators/police-contacts/definition.yaml'));
    await expect(loadCatalogue(configPath)).rejects.toThrow(
      'indicators/police-contacts/definition.yaml is not there; a folder in indicators/ is an indicator',
    );
  });
});
