import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ownVigil, type OwnVigil } from './own-vigil.ts';

let own: OwnVigil;
beforeEach(async () => {
  own = await ownVigil();
  for (const [path, text] of Object.entries(await examplesOf('An authority’s own indicators'))) {
    await mkdir(dirname(join(own.directory, path)), { recursive: true });
    await writeFile(join(own.directory, path), text);
  }
  await own.deliver('2021-01-04', {
    'contacts.csv': [
      'Child Unique ID,Date of Contact,Contact Source',
      '1,30/11/2020,q) 6: Police',
      '2,01/12/2020,q) 6: Police',
      '3,02/12/2020,q) 6: Police',
      '4,03/12/2020,m) 4: Housing',
      '',
    ].join('\r\n'),
  });
});
afterEach(() => own.drop());

/** The files that a section of CONTRIBUTING shows: a path in bold, then its text. */
async function examplesOf(section: string): Promise<Record<string, string>> {
  const page = await readFile(new URL('../../../CONTRIBUTING.md', import.meta.url), 'utf8');
  const [, text = ''] = page.split(`### ${section}\n`);
  const shown = text.split(/\n##/u)[0]!.matchAll(/^\*\*`([^`]+)`\*\*\n\n```\w+\n([\s\S]*?)```$/gmu);
  return Object.fromEntries([...shown].map(([, path, example]) => [path!, example!]));
}

it('as CONTRIBUTING shows them: a folder beside vigil.yaml, and its figure comes out of the night', async () => {
  expect(await own.vigil('run')).toMatchObject({ exit: 0 });
  expect(
    await own.json('snapshots', '--indicator', 'contacts-from-police-percent', '--period', '2020-12'),
  ).toMatchObject([{ numerator: 2, denominator: 3, value: 66.6667, unit: 'percent', member: null }]);
});

it('under a name that Vigil uses are refused, before anything is done', async () => {
  const taken = join(own.directory, 'indicators/contacts-number');
  await mkdir(taken);
  const definition = join(own.directory, 'indicators/contacts-from-police-percent/definition.yaml');
  await writeFile(join(taken, 'definition.yaml'), (await readFile(definition, 'utf8')).replace('[contacts]', '[]'));
  const refused = await own.vigil('run');
  expect(refused.exit).not.toBe(0);
  expect(refused.err).toContain('indicators/contacts-number: Vigil has an indicator of that name.');
  await rm(taken, { recursive: true });
});

it('that cannot be read are named, with file, key and what was expected', async () => {
  const definition = join(own.directory, 'indicators/contacts-from-police-percent/definition.yaml');
  await writeFile(definition, (await readFile(definition, 'utf8')).replace('unit: percent', 'unit: share'));
  const refused = await own.vigil('status');
  expect(refused.err).toContain(
    'indicators/contacts-from-police-percent/definition.yaml: unit is "share"; expected percent, count',
  );
});
