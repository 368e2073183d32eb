import { parentPort, workerData } from 'node:worker_threads';
import { landingStore, type LandingPlace } from '@vigil/connectors';
import type { Finding } from '@vigil/extracts';
import { FileRejected } from './file-rejected.ts';
import { openFile } from './open-file.ts';
import type { ReadBatch, ReadingTask } from './reading-task.ts';

/*
 * The other end of in-thread.ts: reads one file, as far ahead as it is asked for, and ends.
 */

export interface ThreadData {
  readonly landing: LandingPlace;
  readonly task: ReadingTask;
}

export type ThreadMessage =
  | {
      readonly kind: 'opened';
      readonly encoding: string;
      readonly findings: readonly Finding[];
      readonly columns: readonly string[];
      readonly unchanged: number | null;
    }
  | { readonly kind: 'batch'; readonly batch: ReadBatch }
  | { readonly kind: 'end' }
  | { readonly kind: 'rejected'; readonly findings: readonly Finding[] }
  | { readonly kind: 'failed'; readonly name: string; readonly message: string; readonly code: string | null };

const port = parentPort;
if (port === null) throw new Error('reading-thread.ts is started by in-thread.ts, as a thread.');

/** How many batches have been asked for and not been given. */
const credit = {
  left: 0,
  wake: (): void => {},
  more(): void {
    this.left += 1;
    this.wake();
  },
  async take(): Promise<void> {
    if (this.left === 0) {
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
    this.left -= 1;
  },
};
port.on('message', () => credit.more());

const tell = (message: ThreadMessage, transfer: readonly ArrayBuffer[] = []): void =>
  port.postMessage(message, transfer);

const { landing, task } = workerData as ThreadData;
try {
  const store = landingStore({ directory: landing.directory, key: Buffer.from(landing.key) });
  const file = await openFile(store, task);
  try {
    const { encoding, findings, columns, unchanged } = file;
    tell({ kind: 'opened', encoding, findings, columns, unchanged });
    for await (const batch of file.batches) {
      await credit.take();
      // Handed over, not copied, unless it is so small that it shares its memory with others.
      const { buffer, byteLength } = batch.staged;
      tell({ kind: 'batch', batch }, buffer.byteLength === byteLength ? [buffer as ArrayBuffer] : []);
    }
    tell({ kind: 'end' });
  } finally {
    await file.close();
  }
} catch (error) {
  if (error instanceof FileRejected) tell({ kind: 'rejected', findings: error.findings });
  else {
    const { name, message, code } = error as NodeJS.ErrnoException;
    tell({ kind: 'failed', name, message, code: code ?? null });
  }
}
port.close();
