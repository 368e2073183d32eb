import { join } from 'node:path';
import { openDatabase } from '@vigil/database';
import { beforeAll, describe, expect, it } from 'vitest';
import { openCommitProxy } from './commit-proxy.ts';
import { mailsTo, openInbox, type Inbox } from './inbox.ts';
import { startNight } from './night-process.ts';
import { smallConfig, writeSmallDelivery } from './small-delivery.ts';
import { newVigil, type VigilUnderTest } from './vigil.ts';

const asAt = '2021-01-04';
const head = 'head.qa@example.gov.uk';
const operators = 'operators@example.gov.uk';

interface Prepared {
  readonly vigil: VigilUnderTest;
  readonly inbox: Inbox;
  dispose(): Promise<void>;
}

async function prepare(onMail?: () => void): Promise<Prepared> {
  const inbox = await openInbox(onMail ? { onMail } : {});
  const vigil = await newVigil({ config: smallConfig('./extracts'), smtpUrl: inbox.url });
  await writeSmallDelivery(join(vigil.directory, 'extracts'), asAt);
  return {
    vigil,
    inbox,
    dispose: async () => {
      await vigil.dispose();
      await inbox.close();
    },
  };
}

/** Runs a night that is killed at its `n`-th commit; the commit is done, but the process never hears of it. */
async function nightKilledAt(vigil: VigilUnderTest, n: number): Promise<{ killed: boolean; commits: number }> {
  let commits = 0;
  let killed = false;
  let kill: () => void = () => {};
  const proxy = await openCommitProxy(
    vigil.databaseUrl,
    (number) => {
      commits = number;
      if (number !== n) return;
      killed = true;
      kill();
    },
    (applicationName) => applicationName === 'vigil',
  );
  const { child, ended } = startNight(vigil, proxy.url);
  kill = () => child.kill('SIGKILL');
  await ended;
  await proxy.close();
  return { killed, commits };
}

/** Everything that a night leaves behind, without ids and times. */
async function tablesOf({ databaseUrl }: VigilUnderTest): Promise<unknown> {
  const database = openDatabase(databaseUrl, { connections: 1 });
  try {
    return await database.forAuthority('852').transaction(async ({ sql }) => ({
      enquiries:
        await sql`select record, digest, valid_from, valid_to from records.section_47_enquiries order by record`,
      contacts: await sql`select record, digest, valid_from, valid_to from records.contacts order by record`,
      figures: await sql`
        select indicator, period, origin, as_at, version, numerator, denominator, value, text
        from vigil.snapshot order by indicator, period, version`,
      findings: await sql`select list, record, rule from vigil.finding order by list, record, rule`,
      files: await sql`select list, state, read, accepted, unchanged from vigil.file order by list`,
      alerts: await sql`select indicator, state, opened_period, last_period from vigil.alert order by indicator`,
      events: await sql`select kind, period, told_in is not null as told from vigil.alert_event order by period`,
      deliveries: await sql`select as_at, state from vigil.delivery order by as_at`,
      runs: await sql`select as_at, state, new_figures, alerts_opened from vigil.run order by as_at`,
      slots: await sql`select distinct state from vigil.slot`,
      stages: await sql`select name, subject, state from vigil.stage where run is not null order by name, subject`,
      staging: await sql`select tablename from pg_tables where schemaname = 'staging'`,
    }));
  } finally {
    await database.close();
  }
}

describe('a night that is killed', () => {
  let undisturbed: unknown;
  let commits = 0;
  let mails = 0;
  beforeAll(async () => {
    const { vigil, inbox, dispose } = await prepare();
    ({ commits } = await nightKilledAt(vigil, Infinity));
    undisturbed = await tablesOf(vigil);
    mails = inbox.mails.length;
    await dispose();
  });

  it('has commits to be killed at', () => {
    expect(commits).toBeGreaterThan(20);
    expect(mails).toBe(1);
  });

  it('at any commit ends, started again, as if nothing had been, with one mail or an uncertain one', async () => {
    const boundaries = Array.from({ length: commits }, (_, index) => index + 1);
    const failures: string[] = [];
    const work = async (): Promise<void> => {
      for (let n = boundaries.shift(); n !== undefined; n = boundaries.shift()) {
        const { vigil, inbox, dispose } = await prepare();
        try {
          await nightKilledAt(vigil, n);
          const { code, err } = await vigil.vigil('run');
          if (code !== 0) failures.push(`killed at commit ${n}, then: ${err}`);
          const ledger = await vigil.json<{ kind: string; state: string }[]>('notifications');
          const digests = ledger.filter(({ kind }) => kind === 'digest');
          const uncertain = digests.filter(({ state }) => state === 'uncertain').length;
          expect(digests, `killed at commit ${n}`).toHaveLength(1);
          // Never two; and none only where that is known to be uncertain. (Killed while the mail server has it: both.)
          const sent = mailsTo(inbox, head).length;
          expect(sent, `mails after being killed at commit ${n}`).toBeLessThanOrEqual(1);
          expect(sent + uncertain, `mails after being killed at commit ${n}`).toBeGreaterThanOrEqual(1);
          // What is uncertain operators hear of, in the same run.
          expect(mailsTo(inbox, operators), `killed at commit ${n}`).toHaveLength(uncertain);
          expect(await tablesOf(vigil), `killed at commit ${n}`).toEqual(undisturbed);
        } finally {
          await dispose();
        }
      }
    };
    await Promise.all([work(), work()]);
    expect(failures).toEqual([]);
  }, 600_000);

  it('while the mail server has the mail and has not answered leaves it uncertain, told and not sent twice', async () => {
    let kill: () => void = () => {};
    const { vigil, inbox, dispose } = await prepare(() => kill());
    const { child, ended } = startNight(vigil, vigil.databaseUrl);
    kill = () => child.kill('SIGKILL');
    await ended;
    kill = () => {};
    const { err } = await vigil.vigil('run');
    expect(err).toContain('uncertain');
    expect(mailsTo(inbox, head)).toHaveLength(1);
    expect(mailsTo(inbox, operators)).toHaveLength(1);
    expect(await vigil.json('notifications')).toMatchObject([
      { kind: 'operators', state: 'accepted' },
      { kind: 'digest', state: 'uncertain' },
    ]);
    await dispose();
  });
});
