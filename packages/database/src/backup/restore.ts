import type { Calendar } from '@vigil/calendar';
import type { Database, Transaction } from '../database.ts';
import { recordAudit, Refused, type OperatorsWord } from '../operators/word.ts';
import { preparationLock, prepareDatabase, type Preparation } from '../prepare.ts';
import { eraseAgain } from '../privacy/forget.ts';
import { readTombstones, type Tombstone } from '../privacy/tombstones.ts';
import { otherWorkersAlive } from '../work/workers.ts';
import { tallyOf, type Contents, type OnProgress, type Snapshot, type Tally } from './contents.ts';
import { keepWhatCannotBeUndone } from './kept.ts';
import { writeDatabase, type TakePart } from './write-database.ts';

export interface Restored {
  readonly contents: Contents;
  readonly tally: Tally;
  /** Addresses of landed files that the rows speak of now. */
  readonly landed: ReadonlySet<string>;
  /** What lies in the landing store and the restored rows do not speak of: whoever restores removes it. */
  readonly orphaned: readonly string[];
  /** Logins that Vigil had made for readers, and that are not on this server. */
  readonly lostReaders: readonly string[];
  /** Mails, of after the backup was taken, that stay in the ledger. */
  readonly keptMails: number;
  /** People who were erased after the backup was taken, and are erased from it too. */
  readonly erasedAgain: number;
}

/**
 * Puts a snapshot into a database and brings it up to date, as one transaction.
 *
 * @param options.replace an installation that is in use may go; otherwise the database must hold none
 * @param options.word who does it and why, for the record
 * @throws {Refused} where an installation is in the way, or somebody works on it
 * @throws {DamagedBackup} where the snapshot is not whole: nothing was changed
 */
export async function restoreDatabase(
  database: Database,
  snapshot: Snapshot,
  options: {
    readonly replace: boolean;
    readonly word: OperatorsWord;
    readonly key: Preparation['key'];
    readonly calendar: Calendar;
    readonly takePart: TakePart;
    /** Of an authority: to find whoever is erased again in what was landed and sealed. */
    readonly wayBack: (authority: string) => Uint8Array;
    readonly onProgress?: OnProgress;
  },
): Promise<Restored> {
  if (await otherWorkersAlive(database, 0)) {
    throw new Refused(
      'A process of Vigil works on this database. Stop it (vigil up, every service), and say this again.',
    );
  }
  const { contents } = snapshot;
  const done = await database.acrossAuthorities(async (tx) => {
    await tx.sql`select pg_advisory_xact_lock(${preparationLock})`;
    // Whoever has a table open keeps it from being dropped: better told than waited for.
    await tx.sql`set local lock_timeout = '15s'`;
    const inUse = await isInUse(tx);
    if (inUse && !options.replace) {
      throw new Refused(
        'There is an installation of Vigil in this database. To have the backup in its place, say --replace and the ' +
          '--reason; whatever came after the backup is lost then. (vigil backup first keeps what is there now.)',
      );
    }
    const before = inUse ? await landedAddresses(tx) : [];
    const kept = await keepWhatCannotBeUndone(tx);
    const tombstones = await tombstonesThere(tx);
    const measures = await writeDatabase(tx, snapshot, options.takePart, options.onProgress);
    const keptMails = await kept.putBack(tx);
    const erased = await eraseThose(tx, tombstones, options.wayBack);
    const tally = tallyOf(measures);
    for (const { code } of contents.authorities) {
      await recordAudit({ ...tx, authority: code }, options.word, {
        action: 'restore',
        subject: `backup of ${contents.takenAt}`,
        detail: { ...tally, replaced: inUse, keptMails, erasedAgain: erased.people },
      });
    }
    const landed = new Set(await landedAddresses(tx));
    const lostReaders = await missingLogins(tx, contents.readers);
    const orphaned = [...before, ...erased.addresses].filter((address) => !landed.has(address));
    return { contents, tally, landed, orphaned, lostReaders, keptMails, erasedAgain: erased.people };
  });
  await prepareDatabase(database, { calendar: options.calendar, key: options.key, authorities: [] });
  return done;
}

type Tx = Omit<Transaction, 'authority'>;

/** An installation that has been worked with; one that was only made ready holds nothing that could be lost. */
async function isInUse({ sql }: Tx): Promise<boolean> {
  const [{ there }] = await sql<[{ there: boolean }]>`
    select to_regclass('vigil.slot') is not null and to_regclass('vigil.audit') is not null as there`;
  if (!there) return false;
  const [{ used }] = await sql<[{ used: boolean }]>`
    select exists (select from vigil.slot) or exists (select from vigil.audit) or exists (select from vigil.snapshot)
      as used`;
  return used;
}

async function landedAddresses({ sql }: Tx): Promise<readonly string[]> {
  const rows = await sql<{ address: string }[]>`select distinct address from vigil.file where purged_at is null`;
  return rows.map(({ address }) => address);
}

async function tombstonesThere(tx: Tx): Promise<readonly Tombstone[]> {
  const [{ there }] = await tx.sql<[{ there: boolean }]>`select to_regclass('vigil.erased') is not null as there`;
  if (!there) return [];
  const authorities = await tx.sql<{ authority: string }[]>`select distinct authority from vigil.erased`;
  const all = await Promise.all(authorities.map(({ authority }) => readTombstones({ ...tx, authority })));
  return all.flat();
}

/** The content of what they were delivered in goes only when all of this is there to stay: until then it is named. */
async function eraseThose(
  tx: Tx,
  tombstones: readonly Tombstone[],
  wayBack: (authority: string) => Uint8Array,
): Promise<{ readonly people: number; readonly addresses: readonly string[] }> {
  const addresses: string[] = [];
  let people = 0;
  for (const authority of new Set(tombstones.map((tombstone) => tombstone.authority))) {
    await tx.sql`select set_config('vigil.authority', ${authority}, true)`;
    const theirs = tombstones.filter((tombstone) => tombstone.authority === authority);
    const remove = async (address: string): Promise<void> => void addresses.push(address);
    people += (await eraseAgain(tx, theirs, { wayBack, remove })).people;
  }
  return { people, addresses };
}

async function missingLogins({ sql }: Tx, logins: readonly string[]): Promise<readonly string[]> {
  const rows = await sql<{ login: string }[]>`
    select login from unnest(${[...logins]}::text[]) as made(login)
    where not exists (select from pg_roles where rolname = login) order by login`;
  return rows.map(({ login }) => login);
}
