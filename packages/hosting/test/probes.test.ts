import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@vigil/runtime';
import { openManualSlot } from '@vigil/database';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ownDatabase, type OwnDatabase } from '../../database/test/own-database.ts';
import {
  createProbeServer,
  createReadiness,
  databaseNeed,
  measureInstallation,
  openMetrics,
  reachLandingStore,
  type Need,
  type ProbeServer,
} from '../src/index.ts';

const log = createLogger({ level: 'silent' });
const present: Need = { name: 'queue', check: async () => {} };
const hanging: Need = { name: 'queue', check: () => new Promise(() => {}) };
const failing: Need = {
  name: 'queue',
  check: async () => {
    throw Object.assign(new Error('connect ECONNREFUSED vigil:hush@10.0.0.7:6379'), { code: 'ECONNREFUSED' });
  },
};

let own: OwnDatabase;
let server: ProbeServer;

async function serve(needs: readonly Need[], patience = 60_000): Promise<void> {
  const metrics = await openMetrics();
  const authorities = [{ code: '852' }];
  await measureInstallation(metrics, { authorities, database: own.database, queue: null, now: () => new Date(), log });
  const readiness = createReadiness(needs, patience);
  server = createProbeServer({ host: '127.0.0.1', port: 0 }, { readiness, metrics, log });
  await server.start();
}

async function get(path: string, init: RequestInit = {}): Promise<{ status: number; body: string }> {
  const response = await fetch(`${server.address()}${path}`, init);
  return { status: response.status, body: await response.text() };
}

beforeAll(async () => {
  own = await ownDatabase();
});
afterEach(() => server.stop());
afterAll(() => own.drop());

describe('probes', () => {
  it('are answered to whoever reads, and there alone', async () => {
    await serve([databaseNeed(own.database), present]);
    expect(await get('/health')).toEqual({ status: 200, body: '{"status":"live"}\n' });
    expect(await get('/ready')).toEqual({
      status: 200,
      body: '{"status":"ready","needs":{"database":"ready","queue":"ready"}}\n',
    });
    expect(await get('/ready', { method: 'HEAD' })).toEqual({ status: 200, body: '' });
    expect((await get('/metrics', { method: 'POST' })).status).toBe(405);
    expect((await get('/')).status).toBe(404);
  });

  it.each([
    ['does not answer', hanging],
    ['server-unreachable', failing],
  ])('say who is missing and, in a word, why: %s', async (why, need) => {
    await serve([{ ...present, name: 'database' }, need], 50);
    expect(await get('/ready')).toEqual({
      status: 503,
      body: `{"status":"not ready","needs":{"database":"ready","queue":"${why}"}}\n`,
    });
    expect((await get('/health')).status).toBe(200);
  });
});

describe('the metrics of an installation', () => {
  it('say what waits and for how long, and whose workers died', async () => {
    await serve([]);
    await own.database.forAuthority('852').transaction(async (tx) => {
      await openManualSlot(tx, { source: 'casework', location: null, asAt: null, requestedBy: 'test' });
      await tx.sql`update vigil.stage set due_at = now() - interval '90 seconds'`;
      await tx.sql`
        insert into vigil.attempt (stage, fence, authority, worker, started_at, outcome)
        select id, fence, authority, 'one', now(), 'lost' from vigil.stage`;
    });
    const lines = (await get('/metrics')).body.split('\n');
    expect(lines).toContain('vigil_due_stages{stage="pull"} 1');
    expect(lines).toContain('vigil_due_stages{stage="land"} 0');
    expect(lines.find((line) => line.startsWith('vigil_oldest_due_seconds{stage="pull"}'))).toMatch(/ 9\d\./u);
    expect(lines).toContain('vigil_worker_losses{stage="pull"} 1');
    expect(lines).toContain('vigil_mails{authority="852",state="uncertain"} 0');
    expect(lines).toContain('vigil_workers 0');
  });

  it('say that the database is away, and nothing old', async () => {
    await serve([databaseNeed(own.database)]);
    await own.database.close();
    const { body } = await get('/metrics');
    expect(body).toContain('vigil_up 0');
    expect(body).toContain('vigil_nodejs_heap_size_used_bytes');
    expect(body).not.toContain('authority=');
    expect((await get('/ready')).status).toBe(503);
  });
});

describe('the landing store', () => {
  it('can be used when its place can, even before the first file', async () => {
    await serve([]);
    const dataDirectory = await mkdtemp(join(tmpdir(), 'vigil-hosting-'));
    await reachLandingStore({ dataDirectory }, 'write');
    await mkdir(join(dataDirectory, 'landing'));
    await reachLandingStore({ dataDirectory }, 'write');
    await writeFile(join(dataDirectory, 'no-directory'), '');
    const elsewhere = { dataDirectory: join(dataDirectory, 'no-directory') };
    await expect(reachLandingStore(elsewhere, 'read')).rejects.toThrow('ENOTDIR');
    await rm(dataDirectory, { recursive: true });
  });
});
