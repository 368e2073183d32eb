import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { englandAndWales, type IsoDate, type Period } from '@vigil/calendar';
import {
  openDatabase,
  openManualSlot,
  prepareDatabase,
  prepareNotification,
  publishFigures,
  readNight,
  recordEvaluation,
  recordFigureCounts,
  recordLanding,
  recordValidation,
  setDeliveryState,
  setRunState,
  startRuns,
  type Database,
  type FigureToPublish,
  type RestatementReason,
  type Run,
  type Transaction,
} from '@vigil/database';
import { alertsSchema } from '@vigil/alerts';
import { measureInstallation, openMetrics } from '@vigil/hosting';
import { disclosureSchema } from '@vigil/disclosure';
import { createLogger, defaultGuards, loadCatalogue, type AuthorityConfig } from '@vigil/runtime';
import { inject } from 'vitest';
import { createApp, type ConsoleApp, type ConsoleConfig } from '../src/app.ts';

/** A console over a database of the suite's own. */
export interface Installation {
  readonly database: Database;
  readonly app: ConsoleApp;
  /** Fetches a page over HTTP. */
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  /** Something done for one authority in a transaction. */
  fill<T>(work: (tx: Transaction) => Promise<T>, authority?: string): Promise<T>;
  end(): Promise<void>;
}

interface Answer {
  readonly status: number;
  /** Empty where there is no such header. */
  readonly header: (name: string) => string;
  readonly body: string;
  /** The words of the body. */
  readonly text: string;
}

export const exmoor: AuthorityConfig = {
  code: 'X01',
  name: 'Exmoor Vale',
  population0to17: new Map([[2020, 50_900]]),
  sources: [
    {
      id: 'casework',
      connector: { kind: 'folder', path: '/nowhere' },
      files: {},
      coverage: new Map(),
      mapping: { headers: {}, codes: {} },
      schedule: null,
      timeZone: 'Europe/London',
      expectedBy: null,
      catchUp: 'latest',
      settleSeconds: 0,
      guards: defaultGuards,
      retention: { landedFiles: null, lists: new Map(), records: new Map(), findings: null, quarantine: null },
    },
  ],
  contributors: [],
  benchmarks: null,
  services: [],
  targets: new Map([
    ['icpc-timeliness', [{ atLeast: 84, tolerance: 5, from: '2019-04-01', judge: 'provisional' }]],
    ['single-assessment-timeliness', [{ atLeast: 76, from: '2019-04-01', judge: 'settled' }]],
    ['cpp-visits-15-working-days', [{ atLeast: 90, tolerance: 5, from: '2019-04-01', judge: 'settled' }]],
    ['s47-number', [{ atMost: 121, from: '2019-04-01', judge: 'settled' }]],
  ]),
  reveal: [],
  restricted: { readers: [] },
  operators: [],
  director: null,
  alerts: alertsSchema.parse({}),
  disclosure: disclosureSchema.parse({}),
  heartbeatUrl: null,
  mail: {
    from: null,
    replyTo: null,
    allowedDomains: null,
    publicUrl: null,
    by: '07:00',
    weekly: false,
    ratePerMinute: null,
  },
  historyMonths: 14,
  file: 'vigil.yaml',
};

export const quantock: AuthorityConfig = { ...exmoor, code: 'X02', name: 'Quantock & Poldens', targets: new Map() };

export async function startInstallation(
  authorities: readonly AuthorityConfig[] = [exmoor],
  config: Partial<ConsoleConfig> = {},
): Promise<Installation> {
  const own = await createDatabase();
  const database = openDatabase(own.url, { connections: 4 });
  await prepareDatabase(database, {
    calendar: englandAndWales,
    key: { keyId: 'test', checkValue: 'test' },
    authorities,
  });
  const now = (): Date => new Date('2021-01-04T09:00:00Z');
  const log = createLogger({ service: 'test', level: 'silent' });
  const metrics = await openMetrics();
  await measureInstallation(metrics, { authorities, database, queue: null, now, log });
  const app = createApp(
    { authorities, port: 0, demonstration: false, ...config },
    {
      database,
      catalogue: await loadCatalogue(),
      now,
      log,
      metrics,
    },
  );
  await app.start();
  return {
    database,
    app,
    get: (path, headers = {}) => fetchFrom(app.address(), path, headers),
    fill: (work, authority = 'X01') => database.forAuthority(authority).transaction(work),
    end: async () => {
      await app.stop();
      await database.close();
      await own.drop();
    },
  };
}

async function createDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `console_${randomUUID().replaceAll('-', '')}`;
  const database = openDatabase(inject('databaseUrl'), { connections: 1 });
  const server = database.connectAlone('test');
  await server.unsafe(`create database ${name}`);
  const url = new URL(inject('databaseUrl'));
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: async () => {
      await server.unsafe(`drop database ${name} with (force)`);
      await server.end();
      await database.close();
    },
  };
}

/** By node:http: `fetch` does not let a Host header be made up. */
async function fetchFrom(address: string, path: string, headers: Readonly<Record<string, string>>): Promise<Answer> {
  const [response] = (await once(request(new URL(path, address), { headers }).end(), 'response')) as [IncomingMessage];
  const body = await text(response);
  return {
    status: response.statusCode ?? 0,
    header: (name) => String(response.headers[name] ?? ''),
    body,
    text: wordsOf(body),
  };
}

/** What is read of some HTML: without tags, white space joined. */
export function wordsOf(html: string): string {
  return html
    .replaceAll(/<(style|title)[^>]*>.*?<\/\1>/gs, ' ')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** A run of one delivery that is published, with a list in it. */
export async function publishDelivery(tx: Transaction, asAt: IsoDate): Promise<Run> {
  const run = await startRun(tx, asAt);
  const [file] = await recordLanding(tx, {
    delivery: run.delivery,
    content: null,
    files: [section47(asAt)],
  });
  await recordValidation(tx, file!.id, {
    read: 1000,
    accepted: 988,
    quarantined: 12,
    duplicates: 0,
    encoding: 'utf-8',
    staging: 'none',
  });
  await setDeliveryState(tx, run.delivery, { state: 'published', publishedAt: new Date('2021-01-04T02:17:00Z') });
  await recordFigureCounts(tx, run.id, { fresh: 40, restated: 2, unchanged: 7, computed: 5, reused: 8 });
  await recordEvaluation(tx, run.id, { opened: 1, continuing: 0, recovered: 0 });
  await setRunState(tx, run.id, 'done');
  return run;
}

/** A run of a delivery that was just found. */
export async function startRun(tx: Transaction, asAt: IsoDate): Promise<Run> {
  const slot = await openManualSlot(tx, { source: 'casework', location: null, asAt: null, requestedBy: 'test' });
  await startRuns(tx, {
    slot,
    source: 'casework',
    late: false,
    again: false,
    deliveries: [{ asAt, location: asAt, fingerprint: randomUUID(), ignored: [] }],
  });
  const { runs } = await readNight(tx, [slot]);
  return runs[0]!.run;
}

const section47 = (asAt: IsoDate) =>
  ({
    name: 'section_47_enquiries.csv',
    list: 'section_47_enquiries',
    sheet: null,
    bytes: 1,
    sha256: '0',
    address: asAt,
    claimedRows: null,
    coverage: { kind: 'full' },
    state: 'landed',
  }) as const;

/** A month's figure: numerator and denominator of a share, or a count. */
export type Counted = readonly [Period, numerator: number, denominator: number | null];

export async function publishComputed(
  tx: Transaction,
  indicator: string,
  run: Run,
  figures: readonly Counted[],
  { member = null, reason = null }: { member?: string | null; reason?: RestatementReason | null } = {},
): Promise<void> {
  await publish(
    tx,
    run,
    figures.map(([period, numerator, denominator]) => ({
      ...blank,
      indicator,
      period,
      member,
      origin: 'computed',
      numerator: String(numerator),
      denominator: denominator === null ? null : String(denominator),
      value: String(denominator === null ? numerator : (100 * numerator) / denominator),
    })),
    reason,
  );
}

/** Figures as somebody reported them: a number, or words in its place. */
export async function publishReported(
  tx: Transaction,
  indicator: string,
  run: Run,
  figures: readonly (readonly [Period, number | string])[],
): Promise<void> {
  await publish(
    tx,
    run,
    figures.map(([period, value]) => ({
      ...blank,
      indicator,
      period,
      origin: 'reported',
      value: typeof value === 'number' ? String(value) : null,
      text: typeof value === 'string' ? value : null,
    })),
  );
}

const blank = {
  member: null,
  numerator: null,
  denominator: null,
  value: null,
  text: null,
  populationYear: null,
} as const;

async function publish(
  tx: Transaction,
  run: Run,
  figures: readonly FigureToPublish[],
  reason: RestatementReason | null = null,
): Promise<void> {
  await publishFigures(tx, [
    {
      provenance: {
        asAt: run.asAt,
        definitionVersion: 1,
        calendarVersion: englandAndWales.version,
        deliveries: { section_47_enquiries: run.delivery },
        quarantinedShare: 0.012,
        run: run.id,
      },
      figures: figures.map((figure) => ({ figure, reason, differsFrom: null, afterSettling: reason !== null })),
    },
  ]);
}

/** A mail in the ledger, as it was prepared, with a picture that its HTML may show as `cid:chart`. */
export async function prepareMail(tx: Transaction, run: Run, mail: { id: string; html: string }): Promise<void> {
  await prepareNotification(tx, {
    id: mail.id,
    run: run.id,
    recipient: `head.${mail.id.slice(0, 4)}@exmoor-vale.example`,
    messageId: `<${mail.id}@exmoor-vale.example>`,
    sender: 'vigil@exmoor-vale.example',
    replyTo: null,
    subject: 'Exmoor Vale: 1 figure below target',
    text: 'Initial conferences in time fell to 27 % (14 of 51).',
    html: mail.html,
    headers: {},
    attachments: [{ cid: 'chart', filename: 'chart.png', contentType: 'image/png', base64: 'iVBORw0KGgo=' }],
  });
}
