import { readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '@vigil/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enquiriesCsv, ownVigil, testshire, type OwnVigil } from './own-vigil.ts';

const me = userInfo().username;
const december = { '2020-12': { held: 2, inTime: 1 } };

interface Line {
  readonly subject: string | null;
  readonly identifier?: string | null;
  readonly counts: string;
  readonly restricted?: boolean;
}

describe('restricted records', () => {
  let own: OwnVigil;
  beforeAll(async () => {
    own = await ownVigil();
    await own.configure(`${testshire()}reveal: [ "${me}" ]\n`);
    await own.deliver('2021-01-04', {
      'section_47_enquiries.csv': enquiriesCsv(december, [
        'CHILD-R,01/12/2020,b) No,10/12/2020',
        'CHILD-R,soon,b) No,',
        'CHILD-S,soon,b) No,',
      ]),
    });
    await own.vigil('run');
  });
  afterAll(() => own.drop());

  const cohort = (...args: readonly string[]) => own.json<Line[]>('cohort', 'icpc-timeliness', '2020-12', ...args);
  const reveal = ['--reveal', '--reason', 'to chair a review'] as const;
  const exported = async (name: string): Promise<string> => {
    const out = join(own.directory, name);
    expect(await own.vigil('quarantine', 'export', '--out', out, '--reason', 'to be corrected')).toMatchObject({
      exit: 0,
    });
    return readFile(out, 'utf8');
  };
  const audited = async (action: string) => {
    const database = openDatabase(own.env['DATABASE_URL']!, { connections: 1 });
    const rows = await database.acrossAuthorities(
      ({ sql }) => sql<Record<string, unknown>[]>`
        select subject, reason, detail from vigil.audit where action = ${action} order by id`,
    );
    await database.close();
    return [...rows];
  };

  it('are so by an identifier on standard input, and it is said who may see them', async () => {
    const { exit, err } = await own.pipe('CHILD-R\n', 'restrict', '-', '--reason', 'a relative works here');
    expect({ exit, err }).toEqual({
      exit: 0,
      err: 'Restricted: their records are shown to nobody, since restricted.readers in vigil.yaml names nobody.\n',
    });
  });

  it('count, and nothing else is told of them', async () => {
    const lines = await cohort();
    expect(lines.map(({ counts, restricted }) => [counts, restricted])).toEqual([
      ['denominator only', false],
      ['numerator', false],
      ['numerator', true],
    ]);
    expect(lines[2]).toEqual({
      subject: null,
      record: null,
      happened: null,
      members: [],
      counts: 'numerator',
      exclusion: null,
      restricted: true,
    });
    expect((await own.vigil('cohort', 'icpc-timeliness', '2020-12')).out).toContain('restricted');
  });

  it('are revealed to nobody who is not named, nor exported', async () => {
    const lines = await cohort(...reveal);
    expect(new Set(lines.map(({ identifier }) => identifier))).toEqual(
      new Set(['CHILD-2020-12-0', 'CHILD-2020-12-1', null]),
    );
    const csv = await exported('without.csv');
    expect(csv).toContain('CHILD-S');
    expect(csv).not.toContain('CHILD-R');
    expect(await audited('reveal')).toMatchObject([{ detail: { asAt: '2021-01-04', rows: 2 } }]);
  });

  it('are given to those who are named, on record', async () => {
    await own.configure(`${testshire()}reveal: [ "${me}" ]\nrestricted: { readers: [ "${me}" ] }\n`);
    expect((await cohort()).filter(({ restricted }) => restricted).length).toBe(1);
    const lines = await cohort(...reveal);
    expect(lines.map(({ identifier }) => identifier)).toContain('CHILD-R');
    expect(await exported('with.csv')).toContain('CHILD-R');
    expect((await audited('reveal')).at(-1)).toMatchObject({ detail: { rows: 3, restricted: 1 } });
    expect((await audited('export quarantine')).at(-1)).toMatchObject({ detail: { withRestricted: true } });
  });

  it('are nobody behind a restated figure', async () => {
    await own.deliver('2021-01-05', { 'section_47_enquiries.csv': enquiriesCsv(december) });
    await own.vigil('run');
    const { versions } = await own.json<{ versions: readonly { readonly records: readonly object[] }[] }>(
      'explain',
      'icpc-timeliness',
      '2020-12',
    );
    expect(versions.at(-1)).toMatchObject({
      reason: 'deletion',
      records: [{ record: 'restricted', subject: null, change: 'removed', before: { happened: null, members: [] } }],
    });
  });

  it('are listed, refused twice, and shown again when that is lifted', async () => {
    expect(await own.vigil('restrict', 'CHILD-R', '--reason', 'again')).toMatchObject({
      exit: 1,
      err: expect.stringContaining('restricted already'),
    });
    const list = await own.json<Record<string, unknown>[]>('restrict', '--list');
    expect(list).toMatchObject([{ kind: 'child', reason: 'a relative works here' }]);
    expect(JSON.stringify(list)).not.toContain('CHILD');
    expect(await own.vigil('restrict', 'CHILD-R', '--lift', '--reason', 'has left')).toMatchObject({ exit: 0 });
    expect((await cohort()).every(({ restricted }) => restricted === undefined)).toBe(true);
    expect(await own.json('restrict', '--list')).toEqual([]);
    const words = [...(await audited('restrict')), ...(await audited('lift restriction'))];
    expect(words).toMatchObject([
      { subject: 'a child', reason: 'a relative works here' },
      { subject: 'a child', reason: 'has left' },
    ]);
    expect(JSON.stringify(words)).not.toContain('CHILD');
  });
});
