import type { Transaction } from '../database.ts';

type Tx = Omit<Transaction, 'authority'>;

/**
 * What has left the house, or was promised for good, since the backup that is restored was taken: a mail that was sent
 * is not sent again because the backup does not know of it, a restricted record is not shown to everybody again, and who
 * did what stays on record. (Who was erased does not come back either: `eraseAgain`.)
 */
const keptTables = ['notification', 'told', 'alert_event', 'restricted', 'audit'] as const;

/** Sets aside, for this transaction, what the replaced installation knows of it. */
export async function keepWhatCannotBeUndone({ sql }: Tx): Promise<{ putBack(tx: Tx): Promise<number> }> {
  const present: string[] = [];
  for (const table of keptTables) {
    const [{ there }] = await sql<[{ there: boolean }]>`select to_regclass(${`vigil.${table}`}) is not null as there`;
    if (!there) continue;
    await sql.unsafe(`create temporary table kept_${table} on commit drop as select * from vigil.${table}`);
    present.push(table);
  }
  return {
    putBack: async (tx) => {
      if (present.includes('restricted')) await insertMissing(tx, 'restricted');
      if (present.includes('audit')) await addAudit(tx);
      if (!present.includes('notification')) return 0;
      // A mail that only waits is the replaced state's; all others count as they were when it was replaced.
      await tx.sql`delete from kept_notification where state = 'prepared'`;
      const known = await tx.sql`
        delete from vigil.notification using kept_notification as kept where notification.id = kept.id returning 1`;
      const put = await insertMissing(tx, 'notification');
      if (present.includes('told')) await insertMissing(tx, 'told');
      if (present.includes('alert_event')) {
        await tx.sql`
          update vigil.alert_event set told_in = kept.told_in from kept_alert_event as kept
          where alert_event.id = kept.id and alert_event.told_in is null and kept.told_in is not null
            and exists (select from vigil.notification where notification.id = kept.told_in)`;
      }
      return Math.max(0, put - known.length);
    },
  };
}

/** The columns that both have: the one that was replaced may be of an older version. */
async function insertMissing({ sql }: Tx, table: string): Promise<number> {
  const columns = await sql<{ name: string }[]>`
    select quote_ident(attname) as name from pg_attribute as here
    where attrelid = ${`vigil.${table}`}::text::regclass and attnum > 0 and not attisdropped and attgenerated = ''
      and exists (
        select from pg_attribute as there
        where there.attrelid = ${`pg_temp.kept_${table}`}::text::regclass and there.attname = here.attname
          and there.attnum > 0 and not there.attisdropped
      )
    order by attnum`;
  const names = columns.map(({ name }) => name).join(', ');
  const inserted = await sql.unsafe(
    `insert into vigil.${table} (${names}) select ${names} from kept_${table} on conflict do nothing returning 1`,
  );
  return inserted.length;
}

/** The numbers of the two may be of different deeds. */
async function addAudit({ sql }: Tx): Promise<void> {
  await sql`
    insert into vigil.audit (authority, at, actor, action, subject, reason, detail)
    select authority, at, actor, action, subject, reason, detail from kept_audit as kept
    where not exists (
      select from vigil.audit
      where audit.authority = kept.authority and audit.at = kept.at and audit.actor = kept.actor
        and audit.action = kept.action and audit.subject = kept.subject
    )
    order by kept.id`;
}
