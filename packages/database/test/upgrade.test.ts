import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase, type Database } from '../src/index.ts';
import { emptyDatabase } from './own-database.ts';

describe('an installation of an earlier version', () => {
  let database: Database;
  let drop: () => Promise<void>;
  beforeAll(async () => {
    const empty = await emptyDatabase();
    ({ drop } = empty);
    database = openDatabase(empty.url, { connections: 1 });
  });
  afterAll(async () => {
    await database.close();
    await drop();
  });

  const migrate = async (...names: readonly string[]): Promise<void> => {
    for (const name of names) {
      const text = await readFile(new URL(`../migrations/${name}.sql`, import.meta.url), 'utf8');
      for (const statement of text.split('--> statement-breakpoint')) {
        await database.acrossAuthorities(({ sql }) => sql.unsafe(statement));
      }
    }
  };
  /** A run whose mail is at some point, as it was when each run had a `notify` of its own. */
  const runWithMail = (run: string, notify: string, slot: string, mail: string) =>
    database.acrossAuthorities(
      ({ sql }) => sql`
        with opened as (
          insert into vigil.slot (authority, source, kind, due_at, state)
          values ('852', 'casework', 'manual', now(), ${slot}) returning id
        ), started as (
          insert into vigil.run (authority, source, slot, delivery, as_at, state)
          select '852', 'casework', id, gen_random_uuid(), '2021-01-04', ${run} from opened returning id, slot
        ), made as (
          insert into vigil.stage (authority, slot, run, name, payload, state)
          select '852', slot, id, 'notify', jsonb_build_object('run', id), ${notify} from started returning id, run
        ), handed as (
          insert into vigil.outbox (authority, stage, name, dispatch) select '852', id, 'notify', 1 from made
        )
        insert into vigil.notification
          (authority, run, recipient, message_id, sender, subject, text, html, headers, state)
        select '852', run, 'head.qa@example.gov.uk', '<' || run || '@example.gov.uk>', 'vigil@example.gov.uk',
          'S', 'T', 'H', '{}', ${mail}
        from made`,
    );

  /** An alert that somebody was told of in two months, and has not been told of in a third. */
  const toldOfDecember = () =>
    database.acrossAuthorities(
      ({ sql }) => sql`
        with opened as (
          insert into vigil.alert (authority, indicator, rule, opened_period, last_period)
          values ('852', 'icpc-timeliness', 'target-missed', '2020-11', '2021-01') returning id
        )
        insert into vigil.alert_event (authority, alert, kind, period, reason, run, told_in)
        select '852', id, kind, period, 'target missed', gen_random_uuid(), told_in
        from opened, (values
          ('opened', '2020-11', gen_random_uuid()),
          ('continued', '2020-12', gen_random_uuid()),
          ('continued', '2021-01', null)
        ) as event (kind, period, told_in)`,
    );

  it('leaves to the next digest slot what it had not told, and keeps its mails and what they said', async () => {
    await migrate('0000_first', '0001_every_list', '0002_explained', '0003_changed_records');
    await runWithMail('done', 'done', 'closed', 'accepted');
    await runWithMail('failed', 'failed', 'closed', 'refused');
    await runWithMail('running', 'due', 'open', 'prepared');
    await runWithMail('running', 'running', 'open', 'sending');
    await toldOfDecember();
    await migrate('0004_alerts');
    const left = await database.acrossAuthorities(
      ({ sql }) => sql<object[]>`
        select run.state as run, stage.state as notify, slot.state as slot, notification.state as mail, notification.kind
        from vigil.stage
        join vigil.run on run.id = stage.run
        join vigil.slot on slot.id = stage.slot
        join vigil.notification on notification.run = run.id
        order by mail`,
    );
    expect([...left]).toEqual([
      { run: 'done', notify: 'done', slot: 'closed', mail: 'accepted', kind: 'digest' },
      { run: 'done', notify: 'cancelled', slot: 'closed', mail: 'prepared', kind: 'digest' },
      { run: 'done', notify: 'cancelled', slot: 'closed', mail: 'refused', kind: 'digest' },
      { run: 'done', notify: 'cancelled', slot: 'closed', mail: 'sending', kind: 'digest' },
    ]);
    const handedOver = await database.acrossAuthorities(({ sql }) => sql`select stage from vigil.outbox`);
    expect([...handedOver]).toEqual([]);
    const alerts = await database.acrossAuthorities(({ sql }) => sql`select state, told_period from vigil.alert`);
    expect([...alerts]).toEqual([{ state: 'open', told_period: '2020-12' }]);
  });
});
