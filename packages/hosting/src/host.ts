import type { LandingStore } from '@vigil/connectors';
import type { Database, WorkerRegistration } from '@vigil/database';
import type { Catalogue } from '@vigil/indicators';
import type { MailTransport } from '@vigil/mail';
import type { QueueBackend, StageObserver } from '@vigil/queue';
import type { Configuration, Lifecycle, Logger, Settings } from '@vigil/runtime';
import type { Metrics } from './metrics/metrics.ts';

/** What a process gives to a service that only reads and writes the database. */
export interface Host {
  readonly configuration: Settings;
  readonly catalogue: Catalogue;
  readonly database: Database;
  readonly log: Logger;
  /** The domain's clock. */
  readonly now: () => Date;
  /** The machine's clock. */
  readonly clock: () => Date;
  /** Of the whole process; null where nobody could ask for them, as in a command that ends by itself. */
  readonly metrics: Metrics | null;
  /** Ended last in, first out. */
  readonly lifecycle: Lifecycle;
}

/** What it gives to one that takes jobs from the queue: the process is registered as a worker. */
export interface WorkingHost extends Host {
  readonly queue: QueueBackend;
  readonly registration: WorkerRegistration;
  readonly observe: StageObserver;
  /** Opened for whoever asks first, and closed with the process. */
  transport(): MailTransport;
}

/** What it gives to one that handles identifiers or landed files. */
export interface KeyedHost extends WorkingHost {
  readonly configuration: Configuration;
  readonly landing: LandingStore;
}
