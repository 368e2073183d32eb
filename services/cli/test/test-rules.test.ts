import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enquiriesCsv, ownVigil, testshire, type OwnVigil } from './own-vigil.ts';

interface News {
  readonly day: string;
  readonly period: string;
  readonly kind: string;
}

const file = 'section_47_enquiries.csv';
const good = { held: 10, inTime: 9 };
const bad = { held: 10, inTime: 2 };
const year = { '2020-03': good, '2020-04': bad, '2020-05': good, '2020-06': good, '2020-10': good, '2020-11': good };

describe('vigil test-rules', () => {
  let own: OwnVigil;
  beforeAll(async () => {
    own = await ownVigil();
    await own.deliver('2020-12-15', { [file]: enquiriesCsv(year) });
    await own.deliver('2021-01-04', { [file]: enquiriesCsv({ ...year, '2020-12': bad }) });
    await own.vigil('run');
  });
  afterAll(() => own.drop());

  const news = (...args: readonly string[]) => own.json<readonly News[]>('test-rules', ...args);

  it('says what would have been sent, to whom and why: week by week, then delivery by delivery', async () => {
    const missed = {
      indicator: 'icpc-timeliness',
      member: null,
      recipient: 'head.qa@example.gov.uk',
      rule: 'target-missed',
    };
    const all = await news();
    expect(all).toMatchObject([
      {
        ...missed,
        day: expect.stringMatching(/^2020-05-/u),
        period: '2020-04',
        kind: 'opened',
        reason: 'target missed',
      },
      {
        ...missed,
        day: expect.stringMatching(/^2020-06-/u),
        period: '2020-05',
        kind: 'recovered',
        reason: 'target met',
      },
      { ...missed, day: '2021-01-04', period: '2020-12', kind: 'opened', words: expect.stringContaining('20') },
    ]);
    const { out } = await own.vigil('test-rules');
    expect(out).toMatch(/^From 2019-12-01 to 2021-01-04: 3 mails to 1 person\.$/mu);
    expect(out).toMatch(/^Target missed +2 +1 +1 +50\s%$/mu);
  });

  it('sends and changes nothing', async () => {
    const mails = () => readdir(join(own.directory, 'data', 'mail'));
    const before = [await own.json('alerts', '--all'), await own.json('notifications'), await mails()];
    await news();
    expect([await own.json('alerts', '--all'), await own.json('notifications'), await mails()]).toEqual(before);
  });

  it('tells of each rule how often it opened, and how often for nothing', async () => {
    expect(await own.json('test-rules', '--rules')).toEqual([
      { rule: 'target-missed', opened: 2, ended: 1, noise: 1, share: 0.5 },
    ]);
  });

  it('tries the targets and rules of another vigil.yaml before they count', async () => {
    const other = join(own.directory, 'lenient.yaml');
    await writeFile(other, testshire().replace('atLeast: 70', 'atLeast: 10'));
    expect(await news('--config', './lenient.yaml')).toEqual([]);
    expect((await own.vigil('test-rules', '--config', other)).err).toContain('Nobody would have been written to');
    await writeFile(other, testshire().replace('"852"', '"850"'));
    expect(await own.vigil('test-rules', '--config', other)).toMatchObject({
      exit: 2,
      err: expect.stringContaining('is of 850, not of 852'),
    });
    await writeFile(other, testshire().replace('moved: off', 'move: off'));
    expect((await own.vigil('test-rules', '--config', other)).err).toContain('moved');
  });

  it('needs something that was published', async () => {
    const empty = await ownVigil();
    expect(await empty.vigil('test-rules')).toMatchObject({
      exit: 1,
      err: expect.stringContaining('Nothing has been'),
    });
    await empty.drop();
  });
});
