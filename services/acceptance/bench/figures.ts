import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { addDays, englandAndWales, type IsoDate } from '@vigil/calendar';
import {
  delivery,
  file,
  openDatabase,
  openManualSlot,
  prepareDatabase,
  run,
  type AuthorityDatabase,
  type Transaction,
} from '@vigil/database';
import { createLogger, loadCatalogue, startServers, type AuthorityConfig } from '@vigil/runtime';
import { aggregateHandler } from '../../aggregator/src/aggregate.ts';
import {
  changeRecords,
  copyRecords,
  correctedLists,
  firstAsAt,
  listNames,
  recordsOfCouncil,
} from './council-records.ts';

/*
 * What the figures of a night cost: all indicators and 14 months of one authority, of all authorities in one database,
 * and of an authority of whose records one list has changed in one hundredth. Ratios travel between machines; seconds
 * do not.
 */

const count = Number(process.argv[2] ?? 153);
const codes = Array.from({ length: count }, (_, index) => `A${String(index + 1).padStart(3, '0')}`);
/** As many nights as stay in one month: in the next one more figure of each is new. */
const rounds = 5;
const say = (text: string) => void process.stdout.write(`${text}\n`);

const directory = await mkdtemp(join(tmpdir(), 'vigil-bench-'));
const servers = await startServers({ dataDirectory: join(directory, 'servers'), databaseUrl: null });
const database = openDatabase(servers.databaseUrl, { connections: 2 });
try {
  await prepareDatabase(database, {
    calendar: englandAndWales,
    key: { keyId: 'bench', checkValue: 'bench' },
    authorities: codes.map((code) => ({ code, name: code })),
  });
  const catalogue = await loadCatalogue();
  const computed = catalogue.computed().filter(({ companionOf }) => companionOf === null).length;
  say(
    `${count} authorities of ${recordsOfCouncil.toLocaleString('en-GB')} records in ${listNames.length} lists; ` +
      `${computed} indicators and ${catalogue.computed().length - computed} companions, 14 months; ` +
      `${cpus().length} cores, Node ${process.version}\n`,
  );
  for (const [index, code] of codes.entries()) {
    await database.forAuthority(code).transaction((tx) => copyRecords(tx, index + 1));
  }
  await database.acrossAuthorities(async ({ sql }) => {
    for (const list of listNames) await sql.unsafe(`analyze records.${list}`);
  });

  const population0to17 = new Map([[2018, 50_400], [2019, 50_700], [2020, 50_900]]); // prettier-ignore
  const authorities = codes.map((code) => ({ code, historyMonths: 14, population0to17 }) as unknown as AuthorityConfig);
  const aggregate = aggregateHandler({ authorities }, { catalogue, calendar: englandAndWales });
  const aggregateCold = aggregateHandler({ authorities }, { catalogue, calendar: englandAndWales, reuses: false });

  const first = database.forAuthority(codes[0]!);
  const cold = await timed(first, firstAsAt, listNames, aggregate);
  show('one authority, all of it, for the first time', [cold]);
  const startOthers = performance.now();
  for (const code of codes.slice(1)) await timed(database.forAuthority(code), firstAsAt, listNames, aggregate);
  const all = cold.seconds + (performance.now() - startOthers) / 1000;
  say(`${`all ${count} of them, one after the other`.padEnd(60)} ${all.toFixed(2).padStart(8)} s\n`);
  const kinds = ['all of it, once more', 'a delivery that changes nothing', ...correctedLists] as const;
  const nights = new Map<string, Timed[]>(kinds.map((kind) => [kind, []]));
  let asAt = firstAsAt;
  for (let round = 0; round < rounds; round += 1) {
    for (const kind of kinds) {
      asAt = addDays(asAt, 1);
      const changed = correctedLists.includes(kind) ? [kind] : [];
      for (const list of changed) await first.transaction((tx) => changeRecords(tx, list, asAt, round));
      nights.get(kind)!.push(await timed(first, asAt, changed, kind === kinds[0] ? aggregateCold : aggregate));
    }
  }
  const again = show(`one authority, ${kinds[0]}`, nights.get(kinds[0])!);
  for (const [kind, some] of [...nights].slice(1)) {
    const seconds = show(correctedLists.includes(kind) ? `1 % of ${kind} changed` : kind, some);
    say(`${''.padEnd(60)} ${((100 * seconds) / again).toFixed(1).padStart(8)} % of all of it`);
  }
  say(
    `\nmedians of ${rounds} nights each; peak of this process: ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`,
  );
} finally {
  await database.close();
  await servers.stop();
  await rm(directory, { recursive: true, force: true });
}

interface Timed {
  readonly seconds: number;
  readonly computed: number;
  readonly reused: number;
}

/** Says what the nights of a kind came to, and gives the median of their seconds. */
function show(name: string, nights: readonly Timed[]): number {
  const median = nights.map(({ seconds }) => seconds).toSorted((a, b) => a - b)[Math.floor(nights.length / 2)]!;
  const { computed, reused } = nights.at(-1)!;
  say(`${name.padEnd(60)} ${median.toFixed(3).padStart(8)} s  ${computed} indicators computed, ${reused} reused`);
  return median;
}

/** Publishes a delivery of all lists, of which some have changed, and computes its figures. */
async function timed(
  authority: AuthorityDatabase,
  asAt: IsoDate,
  changed: readonly string[],
  handler: ReturnType<typeof aggregateHandler>,
): Promise<Timed> {
  const published = await authority.transaction((tx) => publish(tx, asAt, changed));
  // As PostgreSQL does by itself between one night and the next.
  await authority.transaction(({ sql }) =>
    sql.unsafe('analyze vigil.delivery, vigil.file, vigil.snapshot, vigil.computation'),
  );
  const start = performance.now();
  await handler(jobOf(authority, published));
  const seconds = (performance.now() - start) / 1000;
  const [counts] = await authority.transaction(
    (tx) => tx.sql<[{ computed: number; reused: number }]>`
      select computed_indicators as computed, reused_indicators as reused from vigil.run where id = ${published.run}`,
  );
  return { seconds, ...counts };
}

async function publish(
  tx: Transaction,
  asAt: IsoDate,
  changed: readonly string[],
): Promise<{ run: string; slot: string }> {
  const { authority } = tx;
  const source = 'casework';
  const slot = await openManualSlot(tx, { source, location: null, asAt: null, requestedBy: 'bench' });
  const [made] = await tx.orm
    .insert(delivery)
    .values({ authority, source, asAt, location: asAt, fingerprint: asAt, state: 'published', publishedAt: new Date() })
    .returning();
  await tx.orm.insert(file).values(
    listNames.map((list) => ({
      authority,
      delivery: made!.id,
      name: `${list}.csv`,
      list,
      bytes: 1,
      sha256: asAt,
      address: asAt,
      coverage: { kind: 'full' as const },
      state: 'validated' as const,
      read: 1,
      changed: changed.includes(list) ? [asAt] : [],
      columns: null,
    })),
  );
  const [started] = await tx.orm
    .insert(run)
    .values({ authority, source, slot, delivery: made!.id, asAt, state: 'running' })
    .returning();
  return { run: started!.id, slot };
}

type Job = Parameters<ReturnType<typeof aggregateHandler>>[0];

function jobOf(authority: AuthorityDatabase, { run: id, slot }: { run: string; slot: string }): Job {
  return {
    name: 'aggregate',
    authority: authority.authority,
    slot,
    payload: { run: id },
    fence: 1,
    attempt: 1,
    database: authority,
    log: createLogger({ service: 'bench', level: 'silent' }),
    step: (work) => authority.transaction(work),
    finish: async (effect) => {
      await authority.transaction(async (tx) => {
        await effect(tx);
      });
    },
    postpone: async () => {},
  };
}
