import { stageNames } from '@vigil/pipeline';
import { openDatabase, openManualSlot, openSlots, type Database } from '@vigil/database';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { enquiriesCsv, ownVigil, type OwnVigil } from '../../../services/cli/test/own-vigil.ts';
import { startCollector, type Collector } from './collector.ts';
import { startService, type ServiceProcess } from './service-process.ts';

const keyed = ['ingest', 'validator'] as const;
const keyless = ['scheduler', 'aggregator', 'alerter', 'notifier', 'console'] as const;

describe('a night, each service alone in its process', () => {
  let own: OwnVigil;
  let database: Database;
  let collector: Collector;
  let slot: string;
  const services = new Map<string, ServiceProcess>();
  const service = (name: string): ServiceProcess => services.get(name)!;
  const metrics = new Map<string, string>();
  const codes = new Map<string, number | null>();

  beforeAll(async () => {
    own = await ownVigil();
    await own.vigil('status'); // as vigil migrate does, it prepares the database
    await own.deliver('2021-01-04', {
      'section_47_enquiries.csv': enquiriesCsv({
        '2020-11': { held: 10, inTime: 4 },
        '2020-12': { held: 10, inTime: 4 },
      }),
    });
    collector = await startCollector();
    const { VIGIL_SECRET_KEY: secret, ...env } = own.env;
    const common = {
      ...env,
      REDIS_URL: inject('redisUrl') ?? undefined,
      VIGIL_CONSOLE_PORT: '0',
      VIGIL_LOG_LEVEL: 'debug',
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    };
    for (const name of keyless) services.set(name, startService(name, common));
    for (const name of keyed) services.set(name, startService(name, { ...common, VIGIL_SECRET_KEY: secret }));
    for (const one of services.values()) await one.address();

    database = openDatabase(own.env['DATABASE_URL']!, { connections: 2 });
    const scoped = database.forAuthority('852');
    slot = await scoped.transaction((tx) =>
      openManualSlot(tx, { source: 'casework', location: null, asAt: null, requestedBy: 'test' }),
    );
    const told = { news: (): void => {} };
    const listening = await database.listen('vigil_work', () => told.news());
    for (;;) {
      const news = new Promise<void>((resolve) => {
        told.news = resolve;
      });
      if ((await scoped.transaction((tx) => openSlots(tx))).length === 0) break;
      await news;
    }
    await listening.stop();
    for (const one of services.values()) metrics.set(one.name, (await one.get('/metrics')).body);
    // Seven processes start at once, on whatever cores there are.
  }, 180_000);
  afterAll(async () => {
    for (const one of services.values()) await one.end('SIGKILL');
    await collector?.close();
    await database?.close();
    await own?.drop();
  });

  it.each([...keyless, ...keyed])('finds %s live and ready', async (name) => {
    expect(await service(name).get('/health')).toEqual({ status: 200, body: '{"status":"live"}\n' });
    const { status, body } = await service(name).get('/ready');
    expect({ status, ...(JSON.parse(body) as object) }).toEqual({
      status: 'ready',
      needs: {
        service: 'ready',
        database: 'ready',
        ...(name === 'console' ? {} : { queue: 'ready' }),
        ...(keyed.some((one) => one === name) ? { 'landing store': 'ready' } : {}),
      },
    });
    expect(status).toBe(200);
  });

  it('measures stages in the process that works on them', () => {
    const worked = { ingest: ['pull', 'land'], validator: ['validate', 'publish'], aggregator: ['aggregate'] };
    for (const [name, stages] of Object.entries({ ...worked, alerter: ['evaluate'], notifier: ['notify'] })) {
      for (const stage of stages) {
        expect(metrics.get(name)).toMatch(
          new RegExp(`^vigil_stage_duration_seconds_count\\{stage="${stage}",outcome="done"\\} [1-9]`, 'mu'),
        );
      }
      expect(metrics.get(name)).toContain('vigil_nodejs_eventloop_lag_p99_seconds');
      expect(metrics.get(name)).not.toContain('vigil_up');
    }
  });

  it.each(['scheduler', 'console'])('measures the whole installation in %s', (name) => {
    const text = metrics.get(name)!;
    for (const line of [
      'vigil_up 1',
      'vigil_workers 6',
      ...stageNames.map((stage) => `vigil_due_stages{stage="${stage}"} 0`),
      'vigil_oldest_due_seconds{stage="validate"} 0',
      'vigil_runs{authority="852",state="done"} 1',
      'vigil_newest_delivery_age_seconds{authority="852",source="casework"} 43200',
      'vigil_source_overdue{authority="852",source="casework"} 0',
      'vigil_newest_run_alerts{authority="852",source="casework",change="opened"} 1',
      'vigil_open_alerts{authority="852"} 1',
      'vigil_mails{authority="852",state="accepted"} 1',
    ]) {
      expect(text.split('\n')).toContain(line);
    }
    expect(text).toMatch(/^vigil_newest_run_figures\{authority="852",source="casework",change="new"\} [1-9]/mu);
    expect(text.includes('vigil_queue_depth{stage="pull"} 0')).toBe(name === 'scheduler');
  });

  it('stops each on SIGTERM, with exit code 0', async () => {
    for (const one of services.values()) codes.set(one.name, await one.end());
    expect(Object.fromEntries(codes)).toEqual(Object.fromEntries([...keyless, ...keyed].map((name) => [name, 0])));
  });

  it('says on every line of a stage what it is about, and nothing about a child anywhere', () => {
    const lines = [...services.values()].flatMap((one) => one.lines);
    for (const stage of ['pull', 'land', 'validate', 'publish', 'aggregate', 'evaluate', 'notify']) {
      const about = lines.filter((line) => line['stage'] === stage);
      expect(about.map((line) => line['msg'])).toEqual(expect.arrayContaining(['started', 'done']));
      const id = expect.stringMatching(/^[0-9a-f-]{36}$/u);
      const ofRun = stage === 'pull' || stage === 'notify' ? {} : { run: id };
      for (const line of about) expect(line).toMatchObject({ authority: '852', job: id, ...ofRun });
    }
    const everything = JSON.stringify([lines, collector.bodies, [...metrics.values()]]);
    expect(everything).not.toContain('CHILD-');
    expect(everything).not.toContain('head.qa@');
  });

  it('leaves one trace of the slot, from pull to evaluate, across the processes', () => {
    const trace = collector.spans.filter(({ traceId }) => traceId === slot.replaceAll('-', ''));
    const attempts = trace.filter(({ attributes }) => attributes['vigil.outcome'] === 'done');
    expect(attempts.map(({ service: by, name }) => `${by} ${name}`)).toEqual(
      expect.arrayContaining([
        'vigil-ingest pull',
        'vigil-ingest land',
        'vigil-validator validate',
        'vigil-validator publish',
        'vigil-aggregator aggregate',
        'vigil-alerter evaluate',
      ]),
    );
    // Every span but those of hand-offs has its parent in the trace: BullMQ's, and in them Vigil's.
    const ids = new Set(trace.map(({ spanId }) => spanId));
    const roots = trace.filter(({ parentSpanId }) => !parentSpanId);
    expect(new Set(roots.map(({ name }) => name.split(' ')[0]))).toEqual(new Set(['addBulk']));
    expect(trace.filter(({ parentSpanId }) => parentSpanId && !ids.has(parentSpanId))).toEqual([]);
    expect(trace.map(({ name }) => name)).toEqual(expect.arrayContaining(['aggregate finish', 'process validate']));
    // Whatever else was sent belongs to a slot too: the digest's.
    const others = new Set(collector.spans.map(({ traceId }) => traceId));
    expect(others.size).toBe(2);
    const traced = [...services.values()].filter(({ telemetry }) => telemetry.has('bullmq-otel'));
    expect(traced.map(({ name }) => name)).toEqual([...keyless, ...keyed].filter((name) => name !== 'console'));
  });
});

describe('a service without traces', () => {
  it('loads nothing of OpenTelemetry but the interface that prom-client asks for', async () => {
    const own = await ownVigil();
    await own.vigil('status');
    const notifier = startService('notifier', { ...own.env, VIGIL_SECRET_KEY: undefined });
    await notifier.address();
    expect(await notifier.end()).toBe(0);
    expect([...notifier.telemetry].filter((name) => name !== '@opentelemetry/api')).toEqual([]);
    await own.drop();
  });
});

describe('a service that cannot work', () => {
  const unprepared = new URL(inject('databaseUrl'));
  unprepared.pathname = '/postgres';

  it.each([
    ['without a database', undefined, /DATABASE_URL is not set; expected postgres:\/\/.*vigil migrate/u],
    ['with one that is away', 'postgres://nobody:hush@127.0.0.1:1/vigil', /ECONNREFUSED/u],
    ['with one that is not prepared', unprepared.href, /not ready.*no tables of Vigil.*vigil migrate/u],
  ])('%s says why and ends with exit code 1', async (_, url, why) => {
    const own = await ownVigil('postgres://127.0.0.1:1/vigil');
    const notifier = startService('notifier', { ...own.env, DATABASE_URL: url });
    await expect(notifier.address()).rejects.toThrow('ended before it answered');
    expect(await notifier.end()).toBe(1);
    expect(notifier.lines.at(-1)).toMatchObject({ level: 'fatal', service: 'notifier' });
    expect(JSON.stringify(notifier.lines.at(-1))).toMatch(why);
    expect(JSON.stringify(notifier.lines)).not.toContain('hush');
    await own.drop();
  });
});
