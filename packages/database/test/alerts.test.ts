import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { EventKind, RuleDecision, RuleName } from '@vigil/alerts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  acknowledgeAlert,
  acknowledgements,
  alertEvents,
  audit,
  countSuppressed,
  listAlerts,
  markTold,
  measureAuthority,
  mute,
  mutesInForce,
  recordDecisions,
  Refused,
  standingAlerts,
  unmute,
  untoldEvents,
  type Alert,
  type Transaction,
} from '../src/index.ts';
import { ownDatabase, type OwnDatabase } from './own-database.ts';

const figure = { indicator: 'icpc-timeliness', member: null };
const run = randomUUID();
const word = { actor: 'alice@office', reason: 'seen' };
const services = [{ id: 'quality-assurance', indicators: ['icpc-timeliness', 'icpc-rate'] }];
const today = '2021-01-04';
const now = new Date('2021-01-04T07:00:00Z');

/** What is decided on a month, in the words of a test. */
function decided(
  kind: EventKind,
  state: RuleDecision['state'],
  period: string,
  more: { rule?: RuleName; tell?: boolean; reason?: RuleDecision['reason']; level?: number } = {},
): RuleDecision {
  const { rule = 'target-missed', tell = true, reason = 'target missed', level = 2 } = more;
  return { rule, state, period, level, reason, event: { kind, period, reason, words: `${kind} ${period}.`, tell } };
}

const opened = (period: string) => decided('opened', 'open', period);
const continued = (period: string) => decided('continued', 'open', period);
const recovered = (period: string) => decided('recovered', 'recovered', period, { reason: 'target met' });
const nothing: RuleDecision = {
  rule: 'target-missed',
  state: 'open',
  period: '2020-12',
  level: 2,
  reason: 'told already',
  event: null,
};

describe('alerts', () => {
  let own: OwnDatabase;
  beforeAll(async () => {
    own = await ownDatabase();
  });
  afterAll(() => own.drop());
  afterEach(async () => {
    await inTransaction(
      (tx) => tx.sql`truncate vigil.alert, vigil.alert_event, vigil.acknowledgement, vigil.mute_window`,
    );
  });

  const inTransaction = <T>(work: (tx: Transaction) => Promise<T>, authority = '852'): Promise<T> =>
    own.database.forAuthority(authority).transaction(work);

  /** As a run records them, each list of decisions in a transaction of its own. */
  const record = async (...nights: readonly (readonly RuleDecision[])[]) => {
    const counts = [];
    for (const decisions of nights) {
      counts.push(
        await inTransaction(async (tx) => {
          const standing = new Map((await standingAlerts(tx)).map((one) => [one.rule, one]));
          return recordDecisions(tx, { ...figure, run }, standing, decisions, now);
        }),
      );
    }
    return counts.map((one) => [one.opened, one.continuing, one.recovered].join(' '));
  };
  const alerts = () => inTransaction((tx) => listAlerts(tx));
  const theAlert = async () => (await alerts())[0]!;
  const untold = (day = today) => inTransaction((tx) => untoldEvents(tx, { today: day, services }));
  const news = async (day = today) => (await untold(day)).map(({ event }) => `${event.kind} ${event.period}`);
  const tellAll = async () => {
    const events = (await untold()).map(({ event }) => event.id);
    await inTransaction((tx) => markTold(tx, events, randomUUID()));
  };
  const story = async ({ id }: Pick<Alert, 'id'>) =>
    (await inTransaction((tx) => alertEvents(tx, id))).map(({ kind, period }) => `${kind} ${period}`);
  const refusal = (work: (tx: Transaction) => Promise<unknown>) =>
    inTransaction(work).then(
      () => 'not refused',
      (error: unknown) => (error instanceof Refused ? error.message : String(error)),
    );

  describe('decisions', () => {
    it('open an alert, go on with it and close it; the next miss opens another', async () => {
      expect(
        await record([opened('2020-10')], [continued('2020-11')], [recovered('2020-12')], [opened('2021-01')]),
      ).toEqual(['1 0 0', '0 1 0', '0 0 1', '1 0 0']);
      const [second, first] = await alerts();
      expect(second).toMatchObject({ state: 'open', openedPeriod: '2021-01', lastPeriod: '2021-01', level: 2 });
      expect(first).toMatchObject({ state: 'recovered', openedPeriod: '2020-10', lastPeriod: '2020-12' });
      expect(await story(first!)).toEqual(['opened 2020-10', 'continued 2020-11', 'recovered 2020-12']);
      expect(await inTransaction(standingAlerts)).toEqual([second]);
    });

    it('leave everything as it is where nothing happened, and count what stands', async () => {
      await record([opened('2020-12')]);
      const before = await theAlert();
      expect(await record([nothing])).toEqual(['0 1 0']);
      expect(await record([])).toEqual(['0 1 0']);
      expect(await theAlert()).toEqual(before);
      expect(await news()).toEqual(['opened 2020-12']);
    });

    it('are no event twice, even from an alert that was read before the first', async () => {
      const standing = await inTransaction(standingAlerts);
      expect(standing).toEqual([]);
      await record([opened('2020-11')], [continued('2020-12')]);
      const asRead = await theAlert();
      for (const _ of [1, 2]) {
        await inTransaction((tx) =>
          recordDecisions(tx, { ...figure, run }, new Map([[asRead.rule, asRead]]), [continued('2020-12')], now),
        );
      }
      expect(await story(asRead)).toEqual(['opened 2020-11', 'continued 2020-12']);
    });

    it('never leave two alerts standing on one figure and rule', async () => {
      await record([opened('2020-11')]);
      await expect(
        inTransaction((tx) => recordDecisions(tx, { ...figure, run }, new Map(), [opened('2020-12')], now)),
      ).rejects.toMatchObject({ cause: { constraint_name: 'alert_standing' } });
      expect(await alerts()).toHaveLength(1);
    });

    it('keep a pending alert apart: it is none yet, and opens from when it opened', async () => {
      const pending = decided('pending', 'pending', '2020-11', { tell: false });
      expect(await record([pending])).toEqual(['0 0 0']);
      expect(await theAlert()).toMatchObject({ state: 'pending', openedPeriod: null });
      expect(await news()).toEqual([]);
      expect(await inTransaction(measureAuthority)).toMatchObject({ openAlerts: 0 });
      expect(await record([opened('2020-11')])).toEqual(['1 0 0']);
      expect(await alerts()).toHaveLength(1);
      expect(await theAlert()).toMatchObject({ state: 'open', openedPeriod: '2020-11' });
      expect(await inTransaction(measureAuthority)).toMatchObject({ openAlerts: 1 });
    });

    it('may close one alert and begin the next of the same rule', async () => {
      await record([opened('2020-10')]);
      const pending = decided('pending', 'pending', '2020-12', { tell: false });
      expect(await record([recovered('2020-11'), pending])).toEqual(['0 0 1']);
      expect((await alerts()).map(({ state, lastPeriod }) => `${state} ${lastPeriod}`)).toEqual([
        'pending 2020-12',
        'recovered 2020-11',
      ]);
    });

    it('withdraw in silence what nobody has heard of', async () => {
      await record([opened('2020-12')]);
      const withdrawn = decided('withdrawn', 'recovered', '2020-12', { tell: false, reason: 'target withdrawn' });
      expect(await record([withdrawn])).toEqual(['0 0 1']);
      expect(await news()).toEqual([]);
      expect(await story(await theAlert())).toEqual(['opened 2020-12', 'withdrawn 2020-12']);
    });

    it('of members and of other authorities are others', async () => {
      await record([opened('2020-12')]);
      const standing = new Map();
      await inTransaction((tx) =>
        recordDecisions(tx, { ...figure, member: 'PACT', run }, standing, [opened('2020-12')], now),
      );
      await inTransaction((tx) => recordDecisions(tx, { ...figure, run }, standing, [opened('2020-12')], now), '999');
      expect((await alerts()).map(({ member }) => member)).toEqual(['PACT', null]);
    });
  });

  describe('what is untold', () => {
    it('is told once, and leaves on the alert what it was told of', async () => {
      await record([opened('2020-11')], [continued('2020-12')]);
      expect(await news()).toEqual(['opened 2020-11', 'continued 2020-12']);
      await tellAll();
      expect(await news()).toEqual([]);
      expect(await theAlert()).toMatchObject({ toldPeriod: '2020-12' });
      expect(await inTransaction((tx) => countSuppressed(tx, [run]))).toBe(1);
    });

    it('of an alert that has ended and begun anew is told with the new one', async () => {
      await record([opened('2020-10')]);
      await tellAll();
      await record([recovered('2020-11')]);
      expect(await news()).toEqual(['recovered 2020-11']);
      await record([opened('2020-12')]);
      expect(await news()).toEqual(['opened 2020-12']);
    });
  });

  describe('an acknowledgement', () => {
    const said = {
      comment: 'Two vacancies.',
      response: 'Agency cover from 11 January.',
      owner: 'Head of Service',
      due: '2021-02-01',
    };

    it('stands with who, what and by when; the last one is shown, all are on record', async () => {
      await record([opened('2020-12')]);
      const { id } = await theAlert();
      expect(await inTransaction((tx) => acknowledgeAlert(tx, id, said, word))).toMatchObject({
        state: 'acknowledged',
      });
      await inTransaction((tx) => acknowledgeAlert(tx, id, { ...said, comment: 'One vacancy.' }, word));
      const shown = await inTransaction((tx) => acknowledgements(tx, [id]));
      expect(shown.get(id)).toMatchObject({ ...said, comment: 'One vacancy.', actor: 'alice@office' });
      expect(await story({ id })).toEqual(['opened 2020-12', 'acknowledged 2020-12', 'acknowledged 2020-12']);
      expect(await news()).toEqual(['opened 2020-12']);
      const audited = await inTransaction((tx) => tx.orm.select().from(audit).where(eq(audit.action, 'acknowledge')));
      expect(audited).toMatchObject([
        { ...word, subject: id },
        { ...word, subject: id },
      ]);
    });

    it('is refused where there is nothing to acknowledge', async () => {
      await record([decided('pending', 'pending', '2020-11', { tell: false })]);
      const { id } = await theAlert();
      const acknowledge = (alert: string) => refusal((tx) => acknowledgeAlert(tx, alert, said, word));
      expect(await acknowledge(id)).toBe(`The alert ${id} is pending: nobody was told of it yet.`);
      await record([opened('2020-11')], [recovered('2020-12')]);
      expect(await acknowledge(id)).toBe(`The alert ${id} has ended: there is nothing to acknowledge.`);
      const unknown = randomUUID();
      expect(await acknowledge(unknown)).toBe(`There is no alert ${unknown}.`);
    });
  });

  describe('a mute', () => {
    const until = '2021-01-31';
    const muted = (what: { service?: string; indicator?: string; rule?: RuleName }) => ({
      service: null,
      indicator: null,
      rule: null,
      ...what,
      until,
    });

    it.each([
      [{ service: 'quality-assurance' }, true],
      [{ service: 'front-door' }, false],
      [{ indicator: 'icpc-timeliness' }, true],
      [{ indicator: 'icpc-rate' }, false],
      [{ rule: 'target-missed' }, true],
      [{ rule: 'moved' }, false],
      [{ indicator: 'icpc-timeliness', rule: 'target-missed' }, true],
      [{ indicator: 'icpc-timeliness', rule: 'moved' }, false],
    ] as const)('of %j keeps what is about it untold: %s', async (what, kept) => {
      await record([opened('2020-12')]);
      await inTransaction((tx) => mute(tx, muted(what), word));
      expect(await news()).toEqual(kept ? [] : ['opened 2020-12']);
      expect(await news(until)).toEqual(kept ? [] : ['opened 2020-12']);
      expect(await news('2021-02-01')).toEqual(['opened 2020-12']);
    });

    it('lets go on what is decided, and leaves untold for good what has come and gone in it', async () => {
      await inTransaction((tx) => mute(tx, muted({ rule: 'target-missed' }), word));
      await record([opened('2020-11')]);
      expect((await alerts()).map(({ state }) => state)).toEqual(['open']);
      await record([decided('withdrawn', 'recovered', '2020-12', { tell: false, reason: 'target met' })]);
      expect(await news('2021-02-01')).toEqual([]);
    });

    it('can be ended before its day, once, and all of it is audited', async () => {
      const id = await inTransaction((tx) => mute(tx, muted({ indicator: 'icpc-timeliness' }), word));
      expect(await inTransaction((tx) => mutesInForce(tx, today))).toMatchObject([{ id, until, ...word }]);
      await record([opened('2020-12')]);
      await inTransaction((tx) => unmute(tx, id, { ...word, reason: 'done' }));
      expect(await news()).toEqual(['opened 2020-12']);
      expect(await inTransaction((tx) => mutesInForce(tx, today))).toEqual([]);
      expect(await refusal((tx) => unmute(tx, id, word))).toBe(`There is no mute ${id}, or it was ended already.`);
      const audited = await inTransaction((tx) => tx.orm.select().from(audit).orderBy(audit.id));
      expect(audited.slice(-2).map(({ action, subject, reason }) => [action, subject, reason])).toEqual([
        ['mute', 'icpc-timeliness until 2021-01-31', 'seen'],
        ['unmute', 'icpc-timeliness until 2021-01-31', 'done'],
      ]);
    });

    it('of nothing in particular is refused', async () => {
      expect(await refusal((tx) => mute(tx, muted({}), word))).toBe('A mute names a service, an indicator or a rule.');
    });
  });
});
