import type { Queue, Telemetry } from 'bullmq';
import type { QueuedJob } from '@vigil/database';
import { stageNames, stages, type StageName } from '@vigil/pipeline';
import { openConsumer, type Consumer, type Workers } from './consumer.ts';

/** What a job carries: nothing but which stage it may claim. */
export interface DispatchedStage {
  readonly stage: string;
  readonly dispatch: number;
}

/** The queue as Vigil uses it: a dispatcher that may lose everything at any time. */
export interface QueueBackend {
  /** In words, without credentials: `Redis at localhost:6379`. */
  readonly description: string;
  send(name: StageName, jobs: readonly DispatchedStage[]): Promise<void>;
  /** Starts one worker per stage named. `work` never throws: whatever happens is recorded in PostgreSQL. */
  consume(names: readonly StageName[], work: (job: DispatchedStage) => Promise<void>): Promise<Consumer>;
  /** The jobs that wait, the oldest of each stage, up to a bound. */
  jobs(): Promise<readonly QueuedJob[]>;
  /** The jobs that a worker has taken, up to the same bound. */
  taken(): Promise<readonly QueuedJob[]>;
  /** Takes out what still waits of these and says how many it was; what a worker has taken meanwhile stays with it. */
  remove(jobs: readonly QueuedJob[]): Promise<number>;
  /** Takes out all jobs that wait, and says how many there were. */
  clear(): Promise<number>;
  /** Jobs waiting or being worked on, a number per stage. */
  depth(): Promise<Readonly<Record<StageName, number>>>;
  /**
   * Asks whether it is there.
   * @throws what its client says when it is not
   */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface QueueSettings {
  /** Redis when given, else the PostgreSQL database. */
  readonly redisUrl: string | null;
  readonly databaseUrl: string;
  /** Keeps two installations on one Redis apart. */
  readonly installation: string;
  /** Told when the connection fails; work goes on as soon as it is back. */
  readonly onError: (error: Error) => void;
  /** Whether BullMQ's tables are made or brought up to date; not where a migration job does so, with rights of its own. */
  readonly migrate?: boolean;
  /** Whether BullMQ adds its spans to OpenTelemetry's traces, and carries them from process to process. */
  readonly traced?: boolean;
}

/** BullMQ's own schema in PostgreSQL. */
const schema = 'bullmq';

type OpenQueue = (name: StageName) => Queue<DispatchedStage>;

/** How many waiting jobs of a stage are looked at at a time. */
const lookedAt = 5000;

/** Finished jobs are removed: what happened is in PostgreSQL, and a job id must be free to be used again. */
const jobOptions = { attempts: 1, removeOnComplete: true, removeOnFail: true, sizeLimit: 1024 } as const;

/** Opens the queue on Redis or on PostgreSQL; the rest of Vigil cannot tell which. */
export async function openQueue(settings: QueueSettings): Promise<QueueBackend> {
  const spans = settings.traced ? { telemetry: await bullmqTelemetry() } : {};
  const { description, openOne, workers, ping, closeConnections } =
    settings.redisUrl === null ? await onPostgres(settings, spans) : await onRedis(settings.redisUrl, settings, spans);

  const queues = new Map(
    stageNames.map((name) => {
      const queue = openOne(name);
      queue.on('error', settings.onError);
      return [name, queue] as const;
    }),
  );

  const jobsThatAre = async (state: 'waiting' | 'active'): Promise<readonly QueuedJob[]> => {
    const found = await Promise.all(
      [...queues].map(async ([name, queue]) =>
        (await queue.getRanges([state], 0, lookedAt - 1, true)).flatMap((id) => readJobId(name, id) ?? []),
      ),
    );
    return found.flat();
  };

  return {
    description,
    send: async (name, jobs) => {
      await queues
        .get(name)!
        .addBulk(jobs.map((data) => ({ name, data, opts: { ...jobOptions, jobId: jobIdOf(data) } })));
    },
    consume: (names, work) => openConsumer(names, work, workers, settings.onError),
    jobs: () => jobsThatAre('waiting'),
    taken: () => jobsThatAre('active'),
    remove: async (jobs) => {
      const removed = await Promise.all(jobs.map((job) => queues.get(job.name)!.remove(jobIdOf(job))));
      return removed.reduce((sum, number) => sum + number, 0);
    },
    clear: async () => {
      let cleared = 0;
      for (const queue of queues.values()) {
        cleared += await queue.getJobCountByTypes('waiting', 'delayed', 'prioritized');
        await queue.drain(true);
      }
      return cleared;
    },
    depth: async () => {
      const counts = await Promise.all(
        [...queues].map(async ([name, queue]) => [name, await queue.getJobCountByTypes('waiting', 'active')] as const),
      );
      return Object.fromEntries(counts) as Record<StageName, number>;
    },
    ping,
    close: async () => {
      await Promise.all([...queues.values()].map((queue) => queue.close()));
      await closeConnections();
    },
  };
}

/** Which stage, and which dispatch of it: the same job is in the queue once. */
function jobIdOf({ stage, dispatch }: DispatchedStage): string {
  return `${stage}-${dispatch}`;
}

/** Null for an id that is none of ours. */
function readJobId(name: StageName, id: string): QueuedJob | null {
  const [, stage, dispatch] = /^([0-9a-f-]{36})-(\d+)$/u.exec(id) ?? [];
  return stage === undefined ? null : { name, stage, dispatch: Number(dispatch) };
}

/**
 * A job whose hand-over was cut off is taken up again after a few seconds rather than BullMQ's half minute. Being taken
 * for stalled by mistake does no harm: the second worker finds the stage claimed.
 */
function workerSettings(name: StageName) {
  return {
    concurrency: stages[name].concurrency,
    lockDuration: 10_000,
    stalledInterval: 5_000,
    maxStalledCount: 5,
    drainDelay: 5,
  };
}

interface Opened {
  readonly description: string;
  readonly openOne: OpenQueue;
  readonly workers: Workers;
  readonly ping: () => Promise<void>;
  readonly closeConnections: () => Promise<void>;
}

/** What BullMQ is given where there are traces, and nothing where there are none. */
type Spans = { readonly telemetry?: Telemetry };

async function bullmqTelemetry(): Promise<Telemetry> {
  const { BullMQOtel } = await import('bullmq-otel');
  return new BullMQOtel({ tracerName: 'vigil' }) as Telemetry;
}

// BullMQ and its clients are loaded when there is work to dispatch: most commands only ask.

async function onRedis(url: string, { installation, onError }: QueueSettings, spans: Spans): Promise<Opened> {
  const [{ Queue, Worker }, { Redis }] = await Promise.all([import('bullmq'), import('ioredis')]);
  const prefix = `vigil-${installation}`;
  // Workers block on their connection and must wait out an outage; senders must notice one.
  const forWorkers = new Redis(url, { maxRetriesPerRequest: null });
  const forQueues = new Redis(url, { maxRetriesPerRequest: 3 });
  for (const connection of [forWorkers, forQueues]) connection.on('error', onError);
  const { host, port } = new URL(url);
  return {
    description: `Redis at ${host || `localhost:${port || 6379}`}`,
    openOne: (name) => new Queue(name, { connection: forQueues, prefix, ...spans }),
    workers: {
      open: (name, process) =>
        new Worker(name, process, { connection: forWorkers, prefix, ...workerSettings(name), ...spans }),
      hurried: true,
    },
    ping: async () => void (await forQueues.ping()),
    closeConnections: async () => {
      forWorkers.disconnect();
      forQueues.disconnect();
    },
  };
}

async function onPostgres({ databaseUrl, onError, migrate = true }: QueueSettings, spans: Spans): Promise<Opened> {
  const [{ createPostgresBackend, Queue, Worker }, { Pool }] = await Promise.all([import('bullmq'), import('pg')]);
  if (migrate) await prepareQueue(databaseUrl);
  // One pool for all queues and workers: each worker keeps one connection to listen, the rest share.
  const pool = new Pool({
    connectionString: databaseUrl,
    max: stageNames.length + 6,
    keepAlive: true,
    idleTimeoutMillis: 30_000,
    options: `-c search_path=${schema}`,
    application_name: 'vigil queue',
  });
  pool.setMaxListeners(0); // every queue and worker listens for its errors
  pool.on('error', onError);
  // The pool hears of those that nobody uses; BullMQ does not listen to all that it has taken out.
  pool.on('connect', (client) => client.on('error', onError));
  const connection = pool;
  return {
    description: 'PostgreSQL',
    openOne: (name) => new Queue(name, { connection, ...spans }, createPostgresBackend as never),
    workers: {
      open: (name, process) =>
        new Worker(name, process, { connection, ...workerSettings(name), ...spans }, createPostgresBackend as never),
      hurried: false,
    },
    ping: async () => void (await pool.query('select 1')),
    closeConnections: () => pool.end(),
  };
}

/**
 * Lets BullMQ make or update its tables; it takes its own lock, so several processes may do so at once. The sequence of
 * each queue, which it would make when the first job comes, is made too: services may not make anything.
 */
export async function prepareQueue(databaseUrl: string): Promise<void> {
  const [{ runMigrations }, { Client }] = await Promise.all([import('bullmq'), import('pg')]);
  const client = new Client({ connectionString: databaseUrl });
  // A connection that is lost between two statements is told by the next one; untold it would end the process.
  client.on('error', () => {});
  try {
    await client.connect();
    await runMigrations(client, schema);
    await client.query(`set search_path to ${schema}`);
    await client.query(
      'select next_job_id(name) from unnest($1::text[]) as name where to_regclass(job_id_seq_name(name)) is null',
      [[...stageNames]],
    );
  } finally {
    await client.end();
  }
}
