import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { englandAndWales } from '@vigil/calendar';
import { openDatabase, openManualSlot, prepareDatabase } from '@vigil/database';
import { openQueue } from '@vigil/queue';
import { Secret, startServers } from '@vigil/runtime';
import { writeDelivery } from './enquiries.ts';

/*
 * The nights of all authorities at once: every delivery is there in the same second, and each service is a process of
 * its own, the validator four. Then twice as many nights with twice as many validators. The reference, in the same
 * run: a third of the nights in one process that does everything, as `vigil up` does. Ratios travel between machines;
 * seconds do not.
 */

const count = Number(process.argv[2] ?? 153);
const rows = Number(process.argv[3] ?? 500);
const secret = 'the secret of the benchmark, 40 characters long';
const others = ['ingest', 'aggregator', 'alerter', 'notifier'];
const validators = (many: number) => Array.from({ length: many }, () => 'validator');
const rounds: readonly Round[] = [
  { name: 'one process with all services (reference)', processes: ['up'], nights: Math.ceil(count / 3) },
  { name: '4 validators and a process each of the others', processes: [...validators(4), ...others], nights: count },
  { name: '8 validators, twice as many nights', processes: [...validators(8), ...others], nights: 2 * count },
];

interface Round {
  readonly name: string;
  readonly processes: readonly string[];
  readonly nights: number;
}

/** Of services that have ended by themselves. */
const failures: string[] = [];
const directory = await mkdtemp(join(tmpdir(), 'vigil-bench-'));
const servers = await startServers({
  dataDirectory: join(directory, 'servers'),
  databaseUrl: null,
  settings: { max_connections: '500' },
});
const database = openDatabase(servers.databaseUrl, { connections: 4 });
const server = database.connectAlone('vigil bench');
try {
  const codes = Array.from(
    { length: rounds.reduce((sum, { nights }) => sum + nights, 0) },
    (_, index) => `L${String(index + 1).padStart(3, '0')}`,
  );
  await mkdir(join(directory, 'authorities'));
  for (const code of codes) await writeFile(join(directory, 'authorities', `${code}.yaml`), configOf(code));
  const file = await writeDelivery(join(directory, 'extracts'), rows, 0);
  const installation = await prepareDatabase(database, {
    calendar: englandAndWales,
    key: new Secret(secret),
    authorities: codes.map((code) => ({ code, name: code })),
  });
  await (
    await openQueue({ redisUrl: null, databaseUrl: servers.databaseUrl, installation, onError: () => {} })
  ).close();
  say(
    `${count} authorities, ${rows.toLocaleString('en-GB')} section 47 enquiries each (${file.split('/').at(-1)}), ` +
      `queue on PostgreSQL; ${cpus().length} cores, Node ${process.version}\n`,
  );

  const measured: Measured[] = [];
  for (const round of rounds) {
    measured.push(await measure(round, codes.splice(0, round.nights)));
    show(round, measured.at(-1)!);
  }
  const [reference, four, eight] = measured as [Measured, Measured, Measured];
  say(
    `\n4 validators: ${(rate(four) / rate(reference)).toFixed(2)} times the nights a second of one process\n` +
      `8 validators on twice the queue: ${(eight.seconds / four.seconds).toFixed(2)} times the wall time of 4, ` +
      `${(rate(eight) / rate(four)).toFixed(2)} times the nights a second`,
  );
} finally {
  await server.end();
  await database.close();
  await servers.stop();
  await rm(directory, { recursive: true, force: true });
}

interface Measured {
  readonly nights: number;
  /** From the moment at which all are due until the last is over. */
  readonly seconds: number;
  /** Of the longest that a stage was due and nobody had it. */
  readonly oldestSeconds: number;
  /** Stages due at once, at most. */
  readonly depth: number;
  /** Of memory, at its peak, of the process that needed most of its kind. */
  readonly megabytes: ReadonlyMap<string, number>;
}

async function measure({ processes, nights }: Round, codes: readonly string[]): Promise<Measured> {
  const started = processes.map((name) => startService(name));
  while ((await workersAlive()) < processes.length) await pauseUnlessFailed(200);

  const start = performance.now();
  await Promise.all(codes.map((code) => openNight(code)));
  const seen = { oldestSeconds: 0, depth: 0 };
  for (;;) {
    const [now] = await server<[{ open: number; depth: number; oldest: number }]>`
      select (select count(*)::int from vigil.slot where state <> 'closed') as open,
        count(*)::int as depth, coalesce(extract(epoch from max(clock_timestamp() - due_at)), 0)::float8 as oldest
      from vigil.stage where state = 'due' and due_at <= now()`;
    seen.depth = Math.max(seen.depth, now.depth);
    seen.oldestSeconds = Math.max(seen.oldestSeconds, now.oldest);
    if (now.open === 0) break;
    await pauseUnlessFailed(250);
  }
  const seconds = (performance.now() - start) / 1000;
  await expectNothingLost(codes);
  const megabytes = new Map<string, number>();
  for (const one of await Promise.all(started.map((service) => service.stop()))) {
    megabytes.set(one.name, Math.max(megabytes.get(one.name) ?? 0, one.megabytes));
  }
  return { nights, seconds, ...seen, megabytes };
}

function openNight(code: string): Promise<string> {
  const wanted = { source: 'casework', location: null, asAt: null, requestedBy: 'bench' };
  return database.forAuthority(code).transaction((tx) => openManualSlot(tx, wanted));
}

/** Every night has come to its end at the first attempt, with the same rows and as many figures as all others. */
async function expectNothingLost(codes: readonly string[]): Promise<void> {
  const [found] = await server<[Record<string, number>]>`
    select (select count(*)::int from vigil.run where state = 'done' and authority = any(${codes})) as done,
      (select count(*)::int from vigil.stage where state <> 'done' and authority = any(${codes})) as "left",
      (select count(*)::int from vigil.attempt where outcome = 'lost' and authority = any(${codes})) as "lost locks",
      (select count(*)::int from vigil.attempt where outcome = 'failed' and authority = any(${codes})) as failed,
      (select count(*)::int from vigil.stage where dispatch > 1 and authority = any(${codes})) as "lost jobs",
      (select count(distinct figures)::int from (
        select md5(string_agg(concat_ws(' ', indicator, period, member, numerator, denominator, value), ';'
          order by indicator, period, member)) as figures
        from vigil.snapshot where authority = any(${codes}) group by authority
      ) as of_authority) as "kinds of figures"`;
  const expected = { done: codes.length, left: 0, 'lost locks': 0, failed: 0, 'lost jobs': 0, 'kinds of figures': 1 };
  for (const [name, many] of Object.entries(expected)) {
    if (found[name] !== many) throw new Error(`${name}: ${found[name]} where ${many} was expected`);
  }
}

function startService(name: string): { stop(): Promise<{ name: string; megabytes: number }> } {
  const child = fork(fileURLToPath(new URL('./one-service.ts', import.meta.url)), [name], {
    env: {
      PATH: process.env['PATH'],
      VIGIL_CONFIG: join(directory, 'authorities'),
      VIGIL_DATA_DIR: join(directory, 'data'),
      VIGIL_SECRET_KEY: secret,
      DATABASE_URL: servers.databaseUrl,
      VIGIL_LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let said = '';
  child.stderr!.on('data', (text: Buffer) => (said += text.toString()));
  let stopping = false;
  child.once('exit', (code) => {
    if (!stopping) failures.push(`${name} ended with ${code}:\n${said}`);
  });
  return {
    stop: async () => {
      stopping = true;
      const told = once(child, 'message') as Promise<[{ megabytes: number }]>;
      const ended = once(child, 'exit') as Promise<[number | null]>;
      child.kill('SIGTERM');
      const [{ megabytes }] = await told;
      const [code] = await ended;
      if (code !== 0) throw new Error(`${name} ended with ${code}:\n${said}`);
      return { name, megabytes };
    },
  };
}

async function pauseUnlessFailed(milliseconds: number): Promise<void> {
  await pause(milliseconds);
  if (failures.length > 0) throw new Error(failures.join('\n'));
}

/** Each living worker holds an advisory lock. */
async function workersAlive(): Promise<number> {
  const [alive] = await server<[{ count: number }]>`
    select count(*)::int as count from pg_locks where locktype = 'advisory' and granted and classid = 1447642953`;
  return alive.count;
}

function configOf(code: string): string {
  return `authority: { code: "${code}", name: Benchshire, population0to17: { 2018: 50400, 2019: 50700, 2020: 50900 } }
sources: [ { id: casework, connector: { kind: folder, path: ../extracts }, settleSeconds: 0 } ]
operators: [ { email: operators@benchshire.example } ]
mail: { from: vigil@benchshire.example }
historyMonths: 6
`;
}

function rate({ nights, seconds }: Measured): number {
  return nights / seconds;
}

function show({ name }: Round, measured: Measured): void {
  const { nights, seconds, depth, oldestSeconds, megabytes } = measured;
  const peaks = [...megabytes].map(([service, peak]) => `${service} ${Math.round(peak)}`).join(', ');
  say(
    `${name.padEnd(48)} ${String(nights).padStart(4)} nights ${seconds.toFixed(1).padStart(7)} s ` +
      `${rate(measured).toFixed(1).padStart(5)} a second; no job and no lock lost\n` +
      `  oldest due stage ${oldestSeconds.toFixed(1)} s, at most ${depth} due at once; peak MB: ${peaks}`,
  );
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
