import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../src/program.ts';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'vigil-lists-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

/** Neither command needs an installation. */
async function vigil(...args: readonly string[]) {
  let out = '';
  let err = '';
  const exit = await runCommand(args, {
    env: {},
    cwd: directory,
    out: (text) => {
      out += text;
    },
    say: (text) => {
      err += `${text}\n`;
    },
    stopRequested: new Promise(() => {}),
  });
  return { exit, out, err };
}

describe('vigil lists', () => {
  it('names every list, with what it cannot be without', async () => {
    const { out } = await vigil('lists', '--format', 'json');
    const lists = JSON.parse(out) as { list: string }[];
    expect(lists).toHaveLength(23);
    expect(lists[0]).toEqual({
      list: 'contacts',
      title: 'Contacts',
      annexA: 1,
      coverage: 'rolling: 6 months',
      key: ['Child Unique ID', 'Date of Contact', 'Contact Source'],
      required: ['Child Unique ID', 'Date of Contact'],
    });
    expect((await vigil('lists')).out).toMatch(
      /^placements +Placements +full +Child Unique ID, Placement Start Date/mu,
    );
  });

  it('shows the columns of one', async () => {
    const { out } = await vigil('lists', 'contacts', '--format', 'json');
    expect(JSON.parse(out)).toContainEqual({
      column: 'Contact Outcome',
      type: 'code',
      required: false,
      event: false,
      decisive: true,
      extension: true,
      storedAs: 'contact_outcome',
      codes: ['Referral to social care', 'Early help', 'Information and advice', 'No further action'],
      aliases: 0,
    });
    expect((await vigil('lists', 'contacts')).out).toMatch(/^Contact Source +code +contact_source +\d+ +a\) 1A/mu);
    expect((await vigil('lists', 'contacts', '--format', 'csv')).out).toMatch(/^column,type,required,/u);
  });

  it('says which list was perhaps meant', async () => {
    expect(await vigil('lists', 'contract')).toMatchObject({ exit: 2, err: expect.stringContaining('contacts') });
  });
});

describe('vigil template', () => {
  const header =
    '\uFEFFChild Unique ID,Gender,Ethnicity,Date of Birth,Age of Child (Years),Date of Contact,Contact Source,Date of Decision,Contact Outcome\r\n';

  it('is the header line of a list, as Excel opens it right', async () => {
    expect(await vigil('template', 'contacts')).toMatchObject({ exit: 0, out: header });
    expect(await vigil('template', 'contacts', '--out', 'new/contacts.csv')).toMatchObject({ exit: 0, out: '' });
    expect(await readFile(join(directory, 'new/contacts.csv'), 'utf8')).toBe(header);
  });

  it('overwrites nothing', async () => {
    await vigil('template', 'staff', '--out', 'staff.csv');
    expect(await vigil('template', 'audits', '--out', 'staff.csv')).toMatchObject({
      exit: 2,
      err: expect.stringContaining('is there already'),
    });
    expect(await readFile(join(directory, 'staff.csv'), 'utf8')).toContain('Worker ID');
  });

  it('of all lists is a folder of files', async () => {
    expect(await vigil('template', 'all')).toMatchObject({ exit: 2, err: expect.stringContaining('--out') });
    await vigil('template', 'all', '--out', 'all');
    expect(await readdir(join(directory, 'all'))).toHaveLength(23);
  });

  it('says which list was perhaps meant', async () => {
    expect(await vigil('template', 'placement')).toMatchObject({
      exit: 2,
      err: expect.stringContaining('placements'),
    });
  });
});
