import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { loadCatalogue, readAuthorities } from '@vigil/runtime';
import { enquiriesCsv, ownVigil, type OwnVigil } from './own-vigil.ts';

const answers = [
  '--code',
  '852',
  '--name',
  'St "Helen\'s" & Co: Söuth',
  '--population',
  '2019=50700, 2020=50900',
  '--head-email',
  'head.qa@example.gov.uk',
  '--mail-from',
  'vigil@example.gov.uk',
];

describe('vigil init', () => {
  let own: OwnVigil;
  beforeEach(async () => {
    own = await ownVigil(inject('databaseUrl'));
  });
  afterEach(() => own.drop());
  const inNewDirectory = async (...args: readonly string[]) => {
    await rm(join(own.directory, 'vigil.yaml'));
    return own.vigil('init', ...args);
  };

  it('writes a configuration that Vigil reads as it was meant', async () => {
    const { exit, out, err } = await inNewDirectory(...answers);
    const path = join(own.directory, 'vigil.yaml');
    expect({ exit, out }).toEqual({ exit: 0, out: `${path}\n` });
    expect(err).toContain('VIGIL_SECRET_KEY_FILE');
    const [authority] = await readAuthorities(path, await loadCatalogue(), own.directory);
    expect(authority).toMatchObject({
      code: '852',
      name: 'St "Helen\'s" & Co: Söuth',
      population0to17: new Map([
        [2019, 50700],
        [2020, 50900],
      ]),
      sources: [{ id: 'casework', connector: { path: join(own.directory, 'extracts') }, expectedBy: '06:00' }],
      services: [{ head: { email: 'head.qa@example.gov.uk' } }],
      mail: { from: 'vigil@example.gov.uk' },
    });
    expect([...authority!.targets.keys()]).toEqual(['icpc-timeliness']);
  });

  it('says what lies in the extracts folder', async () => {
    await own.deliver('2021-01-04', {
      'section_47_enquiries.csv': enquiriesCsv({ '2020-12': { held: 1, inTime: 1 } }),
      'looked_after_visits.csv': 'Child Unique ID,Date of Visit\r\n',
    });
    const { err } = await inNewDirectory(...answers);
    expect(err).toContain('as at 2021-01-04: looked_after_visits, section_47_enquiries.');
  });

  it('never overwrites a vigil.yaml', async () => {
    const before = await readFile(join(own.directory, 'vigil.yaml'), 'utf8');
    expect(await own.vigil('init', ...answers)).toMatchObject({
      exit: 2,
      err: expect.stringContaining('is not overwritten'),
    });
    expect(await readFile(join(own.directory, 'vigil.yaml'), 'utf8')).toBe(before);
  });

  it.each([
    [['--code', '852'], 'give --name, --population, --head-email, --mail-from as well'],
    [[...answers, '--head-email', 'nobody'], '--head-email is "nobody". Expected an e-mail address'],
    [[...answers, '--population', '2020:5'], '"2020:5" is no year and number'],
    [[...answers, '--code', 'a b'], '--code is "a b"'],
    // What only the reader of configurations knows: the file is taken away again.
    [[...answers, '--mail-from', 'a;b@example.gov.uk'], 'That cannot be right'],
  ])('asks again for %s, and leaves nothing behind', async (args, complaint) => {
    const { exit, err } = await inNewDirectory(...args);
    expect(exit).toBe(2);
    expect(err).toContain(complaint);
    await expect(readFile(join(own.directory, 'vigil.yaml'))).rejects.toThrow('ENOENT');
  });
});
