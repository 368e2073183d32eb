import { userInfo } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enquiriesCsv, ownVigil, type OwnVigil } from './own-vigil.ts';

interface Alert {
  readonly id: string;
  readonly state: string;
}

const file = 'section_47_enquiries.csv';
const november = { '2020-10': { held: 4, inTime: 4 }, '2020-11': { held: 4, inTime: 3 } };
const missed = { ...november, '2020-12': { held: 4, inTime: 1 } };

describe('an alert', () => {
  let own: OwnVigil;
  let id: string;
  beforeAll(async () => {
    own = await ownVigil();
    await own.deliver('2020-12-01', { [file]: enquiriesCsv(november) });
    await own.deliver('2021-01-04', { [file]: enquiriesCsv(missed) });
    await own.vigil('run');
    const [alert] = await own.json<readonly Alert[]>('alerts');
    id = alert!.id;
  });
  afterAll(() => own.drop());

  it('is listed with its figure, its target and who answers for it', async () => {
    expect(await own.json('alerts')).toEqual([
      {
        id,
        indicator: 'icpc-timeliness',
        member: null,
        period: '2020-12',
        rule: 'target-missed',
        state: 'open',
        value: 25,
        target: 70,
        openedAt: expect.stringMatching(/^2021-01-04T/u),
        owner: 'Head of Service <head.qa@example.gov.uk>',
        response: null,
        due: null,
        mutedUntil: null,
      },
    ]);
    expect((await own.vigil('alerts')).out).toMatch(
      /^Alert .*\n[0-9a-f]{8} +icpc-timeliness +2020-12 +Target missed +open +25\s% +at least 70\s%/u,
    );
  });

  it('has a history with reasons, and the mail that told it', async () => {
    const [mail] = await own.json<readonly { id: string }[]>('notifications');
    expect(await own.json('alerts', '--history', id.slice(0, 8))).toMatchObject([
      { kind: 'opened', period: '2020-12', reason: 'target missed', mail: mail!.id, waits: false },
    ]);
  });

  describe('vigil acknowledge', () => {
    const acknowledge = (...args: readonly string[]) => own.vigil('acknowledge', id.slice(0, 8), ...args);

    it('puts the answer on record; the last one is shown, all are kept', async () => {
      expect(await acknowledge('--comment', 'seen')).toMatchObject({
        exit: 0,
        out: '',
        err: expect.stringContaining(`vigil alerts --history ${id.slice(0, 8)}`),
      });
      const answer = ['--response', 'two more chairs', '--owner', 'J. Smith', '--due', '2021-02-26'] as const;
      await acknowledge('--comment', 'agreed with the chairs', ...answer);
      expect(await own.json('alerts')).toMatchObject([
        { id, state: 'acknowledged', owner: 'J. Smith', response: 'two more chairs', due: '2021-02-26' },
      ]);
      const history = await own.json<readonly { kind: string }[]>('alerts', '--history', id);
      expect(history.filter(({ kind }) => kind === 'acknowledged')).toMatchObject([
        { by: expect.stringContaining(userInfo().username), comment: 'seen', response: null },
        { comment: 'agreed with the chairs', response: 'two more chairs', owner: 'J. Smith', due: '2021-02-26' },
      ]);
      expect((await own.vigil('alerts', '--history', id)).out).toContain(
        '"agreed with the chairs" Response: two more chairs Owner: J. Smith Due: 2021-02-26',
      );
    });

    it.each([
      [[], "required option '--comment <text>' not specified"],
      [['--comment', ' '], 'Expected words'],
      [['--comment', 'seen', '--due', '2020-12-24'], '2020-12-24 is over'],
      [['--comment', 'seen', '--due', 'soon'], 'Expected a date'],
    ])('refuses %j', async (args, complaint) => {
      const { exit, err } = await acknowledge(...args);
      expect(exit).toBe(2);
      expect(err).toContain(complaint);
    });

    it('refuses an alert that there is not', async () => {
      const { exit, err } = await own.vigil('acknowledge', 'ffffffff', '--comment', 'seen');
      expect({ exit, err }).toEqual({
        exit: 2,
        err: 'There is no alert ffffffff for authority 852; see vigil alerts --all.\n',
      });
    });
  });

  describe('vigil mute', () => {
    const why = ['--reason', 'the case system is being moved'] as const;

    it('says until when nobody is written to, and ends on a word', async () => {
      expect(await own.vigil('mute', '--list', '--format', 'json')).toMatchObject({ exit: 0, out: '[]\n' });
      const { err } = await own.vigil('mute', '--service', 'quality-assurance', '--until', '2021-01-31', ...why);
      const mute = /vigil unmute ([0-9a-f]{8})/u.exec(err)![1]!;
      expect(err).toContain('Muted until the end of 31 January 2021: quality-assurance.');
      expect(await own.json('mute', '--list')).toEqual([
        {
          id: expect.stringContaining(mute),
          service: 'quality-assurance',
          indicator: null,
          rule: null,
          until: '2021-01-31',
          actor: expect.stringContaining('@'),
          since: expect.any(String),
          reason: why[1],
        },
      ]);
      expect(await own.json('alerts')).toMatchObject([{ mutedUntil: '2021-01-31' }]);
      expect((await own.vigil('status')).out).toContain(`${mute}: quality-assurance, until 2021-01-31: ${why[1]}`);

      expect(await own.vigil('unmute', mute, '--reason', 'moved')).toMatchObject({ exit: 0 });
      expect(await own.json('mute', '--list')).toEqual([]);
      expect(await own.json('alerts')).toMatchObject([{ mutedUntil: null }]);
    });

    it('is of an indicator, by id or code, and of a rule', async () => {
      await own.vigil('mute', '--indicator', 'CP3-QL', '--rule', 'extreme', '--until', '2021-01-31', ...why);
      expect(await own.json('mute', '--list')).toMatchObject([{ indicator: 'icpc-timeliness', rule: 'extreme' }]);
      // The alert that stands is of another rule.
      expect(await own.json('alerts')).toMatchObject([{ mutedUntil: null }]);
    });

    it.each([
      [['--until', '2021-01-31', ...why], 'Say what to mute'],
      [['--rule', 'extreme', ...why], 'Say --until which day'],
      [['--rule', 'extreme', '--until', '2021-01-31'], 'Say --until which day, and the --reason'],
      [['--rule', 'extreme', '--until', '2021-01-03', ...why], '2021-01-03 is over'],
      [['--rule', 'boredom', '--until', '2021-01-31', ...why], 'Allowed choices are target-missed'],
      [['--service', 'mash', '--until', '2021-01-31', ...why], 'There are quality-assurance'],
      [['--indicator', 'icpc', '--until', '2021-01-31', ...why], 'The nearest are icpc-'],
    ])('refuses %j', async (args, complaint) => {
      const { exit, err } = await own.vigil('mute', ...args);
      expect(exit).toBe(2);
      expect(err).toContain(complaint);
    });
  });

  it('is no longer listed once it has recovered, unless it is asked for', async () => {
    await own.deliver('2021-02-01', {
      [file]: enquiriesCsv({ ...missed, '2021-01': { held: 4, inTime: 4 } }),
    });
    own.env['VIGIL_NOW'] = '2021-02-01';
    await own.vigil('run');
    expect(await own.json('alerts')).toEqual([]);
    expect((await own.vigil('alerts')).err).toContain('No alert is open.');
    expect(await own.json('alerts', '--all')).toMatchObject([{ id, state: 'recovered', period: '2021-01' }]);
    expect(await own.vigil('acknowledge', id, '--comment', 'seen')).toMatchObject({ exit: 1 });
  });
});
