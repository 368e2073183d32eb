import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contacts, enquiries, smallConfig, writeSmallDelivery } from './small-delivery.ts';
import { newVigil, type Outcome, type VigilUnderTest } from './vigil.ts';

interface Snapshot {
  readonly indicator: string;
  readonly period: string;
  readonly value: number | null;
}

describe('a delivery that cannot be right', () => {
  let vigil: VigilUnderTest;
  let folder: string;
  let good: readonly Snapshot[];
  beforeEach(async () => {
    vigil = await newVigil({ config: smallConfig('./extracts') });
    const extracts = join(vigil.directory, 'extracts');
    await writeSmallDelivery(extracts, '2021-01-04');
    await vigil.json('run');
    good = await vigil.json<Snapshot[]>('snapshots');
    folder = join(extracts, '2021-01-05');
    await mkdir(folder);
  });
  afterEach(() => vigil.dispose());

  const write = (name: string, text: string | Buffer) => writeFile(join(folder, name), text);

  /** It fails with a sentence, shows in `failed`, and what was live before still is. */
  async function refused(sentence: RegExp): Promise<Outcome> {
    const outcome = await vigil.vigil('run');
    expect(outcome.code).toBe(1);
    expect(outcome.err).toMatch(sentence);
    expect(await vigil.json<Snapshot[]>('snapshots')).toEqual(good);
    const failed = await vigil.json<{ message: string }[]>('failed');
    expect(failed.map(({ message }) => message).join('\n')).toMatch(sentence);
    return outcome;
  }

  it('for want of a required column is refused by name', async () => {
    await write('section_47_enquiries.csv', enquiries('2021-01-04').replace('Child Unique ID', 'Person'));
    await refused(/Child Unique ID/u);
    expect(await vigil.json('findings')).toContainEqual(
      expect.objectContaining({
        list: 'section_47_enquiries',
        rule: 'missing-column',
        severity: 'file',
        rejected: true,
      }),
    );
  });

  it('because it is no CSV is refused', async () => {
    await write('contacts.csv', Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0, 0, 8, 0, 0, 0, 10, 0, 13, 10, 0, 1]));
    await refused(/contacts\.csv/u);
  });

  it('because it was cut off inside a quoted cell is refused with the line', async () => {
    await write('contacts.csv', `${contacts('2021-01-04')}AC-1,04/12/2020,"q) 6: Pol`);
    await refused(/line \d+/u);
  });

  it('because its manifest says otherwise is refused', async () => {
    await write('contacts.csv', contacts('2021-01-04'));
    const manifest = {
      asAt: '2021-01-05',
      source: 'casework',
      files: { 'contacts.csv': { list: 'contacts', rows: 3 } },
    };
    await write('manifest.json', JSON.stringify(manifest));
    await refused(/180 rows.*3/u);
  });

  it('because it is empty where there was much is refused, until an operator accepts it', async () => {
    await write('contacts.csv', contacts('2021-01-04').split('\r\n', 1)[0]!);
    await refused(/no row/u);
    const outcome = await vigil.vigil('accept', 'casework@2021-01-05', '--reason', 'nobody called');
    expect(outcome.err).not.toMatch(/no row/u);
  });

  it('because it has shrunk to less than half is refused', async () => {
    await write('contacts.csv', contacts('2021-01-04', 14));
    await refused(/84 rows.*180/u);
  });

  it('because it would delete much is held, and nothing of it is published until it is accepted', async () => {
    await write('contacts.csv', contacts('2021-01-04', 24));
    await vigil.configure(
      smallConfig('./extracts').replace('settleSeconds: 0', 'settleSeconds: 0\n    coverage: { contacts: full }'),
    );
    const held = await vigil.vigil('run');
    expect(held).toMatchObject({ code: 1 });
    expect(held.err).toMatch(/contacts would lose 36 of 180 records \(20 %\)/u);
    expect(await vigil.json<Snapshot[]>('snapshots')).toEqual(good);

    const accepted = await vigil.vigil('accept', 'casework@2021-01-05', '--reason', 'a clean-up at the source');
    expect(accepted).toMatchObject({ code: 0 });
    const now = await vigil.json<Snapshot[]>('snapshots', '--indicator', 'contacts-number', '--period', '2020-12');
    expect(now).toMatchObject([{ value: 24 }]);
  });

  it('because it is held is gone once it is rejected', async () => {
    await write('contacts.csv', contacts('2021-01-04', 24));
    await vigil.configure(
      smallConfig('./extracts').replace('settleSeconds: 0', 'settleSeconds: 0\n    coverage: { contacts: full }'),
    );
    await vigil.vigil('run');
    expect(await vigil.vigil('reject', 'casework@2021-01-05', '--reason', 'half an export')).toMatchObject({ code: 0 });
    expect(await vigil.json<Snapshot[]>('snapshots')).toEqual(good);
    expect(await vigil.vigil('run')).toMatchObject({ code: 0 });
  });

  it('because there is nothing in it is refused', async () => {
    const outcome = await vigil.vigil('run');
    expect(outcome.code).toBe(1);
    expect(outcome.err).toContain('2021-01-05');
    expect(await vigil.json<Snapshot[]>('snapshots')).toEqual(good);
  });
});

describe('an installation that is not right', () => {
  let vigil: VigilUnderTest;
  beforeEach(async () => {
    vigil = await newVigil({ config: smallConfig('./extracts') });
  });
  afterEach(() => vigil.dispose());

  it('names an unknown key of vigil.yaml, and the one that was meant', async () => {
    await vigil.configure(smallConfig('./extracts').replace('settleSeconds', 'setleSeconds'));
    const { code, err } = await vigil.vigil('run');
    expect(code).toBe(1);
    expect(err).toMatch(/setleSeconds.*settleSeconds/su);
  });

  it('says what to do without a configuration', async () => {
    vigil.env['VIGIL_CONFIG'] = undefined;
    const { code, err } = await vigil.vigil('run');
    expect(code).toBe(1);
    expect(err).toMatch(/VIGIL_CONFIG.*vigil init.*pnpm start/su);
  });

  it('refuses to start with another secret', async () => {
    await writeSmallDelivery(join(vigil.directory, 'extracts'), '2021-01-04');
    expect(await vigil.vigil('run')).toMatchObject({ code: 0 });
    vigil.env['VIGIL_SECRET_KEY'] = 'quite another secret, also 40 characters';
    const { code, err } = await vigil.vigil('run');
    expect(code).toBe(1);
    expect(err).toMatch(/another secret.*VIGIL_SECRET_KEY/su);
  });

  it('says which folder of extracts is not there', async () => {
    const { code, err } = await vigil.vigil('run');
    expect(code).toBe(1);
    expect(err).toContain(join(vigil.directory, 'extracts'));
  });

  it('says which data directory cannot be written', async () => {
    const file = join(vigil.directory, 'a-file');
    await writeFile(file, '');
    vigil.env['VIGIL_DATA_DIR'] = join(file, 'data');
    vigil.env['DATABASE_URL'] = undefined;
    const { code, err } = await vigil.vigil('run');
    expect(code).toBe(1);
    expect(err).toContain(join(file, 'data'));
  });

  it('says which port is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const { code, err } = await vigil.vigil('up', '--port', String(port));
    expect(code).toBe(1);
    expect(err).toContain(String(port));
    server.close();
  });

  it('tells wrong use from failure', async () => {
    expect(await vigil.vigil('run', '--as-at', '4.1.2021')).toMatchObject({ code: 2 });
    expect(await vigil.vigil('run', '--sauce', 'x')).toMatchObject({ code: 2 });
    expect(await vigil.vigil('run', '--source', 'nowhere')).toMatchObject({ code: 2 });
    expect(await vigil.vigil()).toMatchObject({ code: 2 });
  });
});

describe('what is written down', () => {
  it('has no child in it: not in the landing store, not in the quarantine, not in findings or failures', async () => {
    const vigil = await newVigil({ config: smallConfig('./extracts') });
    const folder = await writeSmallDelivery(join(vigil.directory, 'extracts'), '2021-01-04');
    const text = await readFile(join(folder, 'contacts.csv'), 'utf8');
    await writeFile(join(folder, 'contacts.csv'), `${text}SECRETCHILD99,31/02/2020,q) 6: Police,,\r\n`);
    await vigil.vigil('run');
    const everything = JSON.stringify([
      await vigil.json('findings'),
      await vigil.json('failed'),
      await vigil.json('notifications'),
    ]);
    expect(everything).not.toContain('SECRETCHILD99');
    const { openDatabase } = await import('@vigil/database');
    const database = openDatabase(vigil.databaseUrl, { connections: 1 });
    const dump = await database.acrossAuthorities(
      ({ sql }) => sql`
        select (select string_agg(t::text, ' ') from vigil.quarantine t) as quarantine,
          (select string_agg(t::text, ' ') from vigil.stage t) as stages,
          (select string_agg(t::text, ' ') from records.contacts t) as records`,
    );
    expect(JSON.stringify(dump)).not.toContain('SECRETCHILD99');
    expect(JSON.stringify(dump)).not.toContain(Buffer.from('SECRETCHILD99').toString('hex'));
    expect(JSON.stringify(dump)).not.toContain('AC-2020-12-1');
    await database.close();
    await vigil.dispose();
  });
});
