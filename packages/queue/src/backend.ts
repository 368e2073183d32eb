import type { Job, Queue, Worker } from 'bullmq';
import { stageNames, stages, type StageName } from '@vigil/pipeline';

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
  /** Starts one worker per stage named; `stop` lets them finish what is under way. `work` never throws: whatever happens is recorded in PostgreSQL. */
  consume(
    names: readonly StageName[],
    work: (job: DispatchedStage) => Promise<void>,
  ): Promise<{ stop: () => Promise<void> }>;
  /** Jobs waiting or being worked on, a number per stage. */
  depth(): Promise<Readonly<Record<StageName, number>>>;
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
}

/** BullMQ's own schema in PostgreSQL. */
const schema = 'bullmq';

type OpenQueue = (name: StageName) => Queue<DispatchedStage>;
type OpenWorker = (name: StageName, process: (job: Job<DispatchedStage>) => Promise<void>) => Worker<DispatchedStage>;

/** Finished jobs are removed: what happened is in PostgreSQL, and a job id must be free to be used again. */
const jobOptions = { attempts: 1, removeOnComplete: true, removeOnFail: true, sizeLimit: 1024 } as const;

/** Opens the queue on Redis or on PostgreSQL; the rest of Vigil cannot tell which. */
export async function openQueue(settings: QueueSettings): Promise<QueueBackend> {
  const { description, openOne, openWorker, closeConnections } =
    settings.redisUrl === null ? await onPostgres(settings) : await onRedis(settings.redisUrl, settings);

  const queues = new Map(
    stageNames.map((name) => {
      const queue = openOne(name);
      queue.on('error', settings.onError);
      return [name, queue] as const;
    }),
  );

  return {
    description,
    send: async (name, jobs) => {
      await queues
        .get(name)!
        .addBulk(
          jobs.map((data) => ({ name, data, opts: { ...jobOptions, jobId: `${data.stage}-${data.dispatch}` } })),
        );
    },
    consume: async (names, work) => {
      const started = names.map((name) => {
        const worker = openWorker(name, (job) => work(job.data));
        worker.on('error', settings.onError);
        return worker;
      });
      await Promise.all(started.map((worker) => worker.waitUntilReady()));
      return {
        stop: async () => {
          await Promise.all(started.map((worker) => worker.close()));
        },
      };
    },
    depth: async () => {
      const counts = await Promise.all(
        [...queues].map(async ([name, queue]) => [name, await queue.getJobCountByTypes('waiting', 'active')] as const),
      );
      return Object.fromEntries(counts) as Record<StageName, number>;
    },
    close: async () => {
      await Promise.all([...queues.values()].map((queue) => queue.close()));
      await closeConnections();
    },
  };
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
  readonly openWorker: OpenWorker;
  readonly closeConnections: () => Promise<void>;
}

// BullMQ and its clients are loaded when there is work to dispatch: most commands only ask.

async function onRedis(url: string, { installation, onError }: QueueSettings): Promise<Opened> {
  const [{ Queue, Worker }, { Redis }] = await Promise.all([import('bullmq'), import('ioredis')]);
  const prefix = `vigil-${installation}`;
  // Workers block on their connection and must wait out an outage; senders must notice one.
  const forWorkers = new Redis(url, { maxRetriesPerRequest: null });
  const forQueues = new Redis(url, { maxRetriesPerRequest: 3 });
  for (const connection of [forWorkers, forQueues]) connection.on('error', onError);
  const { host, port } = new URL(url);
  return {
    description: `Redis at ${host || `localhost:${port || 6379}`}`,
    openOne: (name) => new Queue(name, { connection: forQueues, prefix }),
    openWorker: (name, process) =>
      new Worker(name, process, { connection: forWorkers, prefix, ...workerSettings(name) }),
    closeConnections: async () => {
      forWorkers.disconnect();
      forQueues.disconnect();
    },
  };
}

async function onPostgres({ databaseUrl, onError }: QueueSettings): Promise<Opened> {
  const [{ createPostgresBackend, Queue, Worker }, { Pool }] = await Promise.all([import('bullmq'), import('pg')]);
  await migrateQueue(databaseUrl);
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
  const connection = pool;
  return {
    description: 'PostgreSQL',
    openOne: (name) => new Queue(name, { connection }, createPostgresBackend as never),
    openWorker: (name, process) =>
      new Worker(name, process, { connection, ...workerSettings(name) }, createPostgresBackend as never),
    closeConnections: () => pool.end(),
  };
}

/** Lets BullMQ make or update its tables; it takes its own lock, so several processes may do so at once. */
async function migrateQueue(databaseUrl: string): Promise<void> {
  const { createPostgresBackend, Queue } = await import('bullmq');
  const queue = new Queue(
    'migration',
    { connection: { connectionString: databaseUrl, schema, migrate: true, max: 1 } },
    createPostgresBackend as never,
  );
  try {
    await queue.waitUntilReady();
  } finally {
    await queue.close();
  }
}
