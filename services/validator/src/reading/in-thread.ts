import { Worker } from 'node:worker_threads';
import { FileRejected } from './file-rejected.ts';
import { NotComparable, type OpenedFile, type ReadBatch, type ReadingTask } from './reading-task.ts';
import type { ThreadData, ThreadMessage } from './reading-thread.ts';

/** How far a thread may read ahead of the database, in batches. */
const readAhead = 4;

/** Its memory does not grow with the file; without a limit V8 would let garbage pile up as if it did. */
const resourceLimits = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 16 };

/**
 * Reads a file in a thread of its own, so that large files use the cores there are and no event loop waits for them.
 * The same as `openFile` in every other respect.
 *
 * @throws FileRejected; whatever else ends the thread
 */
export async function openInThread(landing: ThreadData['landing'], task: ReadingTask): Promise<OpenedFile> {
  const data: ThreadData = { landing, task };
  const thread = startThread(data);
  const messages = messagesOf(thread);
  try {
    const first = await messages.next();
    if (first.value?.kind !== 'opened') throw new Error('The thread that reads the file ended before it began.');
    const { encoding, findings, columns, unchanged } = first.value;
    for (let ahead = 0; ahead < readAhead; ahead += 1) thread.postMessage('more');
    return {
      encoding,
      findings,
      columns,
      unchanged,
      batches: batchesOf(messages, thread),
      close: async () => {
        await thread.terminate();
      },
    };
  } catch (error) {
    await thread.terminate();
    throw error;
  }
}

async function* batchesOf(messages: AsyncIterable<ThreadMessage>, thread: Worker): AsyncGenerator<ReadBatch> {
  for await (const message of messages) {
    if (message.kind === 'end') return;
    if (message.kind !== 'batch') continue;
    thread.postMessage('more');
    yield message.batch;
  }
  throw new Error('The thread that reads the file ended before the file did.');
}

/** What the thread says, in order. Its failures are thrown as they were thrown there. */
async function* messagesOf(thread: Worker): AsyncGenerator<ThreadMessage, undefined> {
  const waiting: ThreadMessage[] = [];
  let ended = false;
  let broken: unknown = null;
  let wake = (): void => {};
  thread.on('message', (message: ThreadMessage) => {
    waiting.push(message);
    wake();
  });
  thread.on('error', (error) => {
    broken = error;
  });
  thread.on('exit', () => {
    ended = true;
    wake();
  });
  for (;;) {
    const message = waiting.shift();
    if (message === undefined) {
      if (broken !== null) throw broken;
      if (ended) return undefined;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    } else if (message.kind === 'rejected') throw new FileRejected(message.findings);
    else if (message.kind === 'failed') throw asThrown(message);
    else yield message;
  }
}

function asThrown({ name, message, code }: Extract<ThreadMessage, { kind: 'failed' }>): Error {
  if (name === 'NotComparable') return new NotComparable(message);
  return Object.assign(new Error(message), { name }, code === null ? {} : { code });
}

/** Sources run without a build, and a thread does not take over the loader of its process: it brings its own. */
function startThread(workerData: ThreadData): Worker {
  if (!import.meta.url.endsWith('.ts')) {
    return new Worker(new URL('./reading-thread.js', import.meta.url), { workerData, resourceLimits });
  }
  const loader = import.meta.resolve('tsx/esm/api');
  const thread = new URL('./reading-thread.ts', import.meta.url).href;
  return new Worker(
    `import(${JSON.stringify(loader)}).then(({ register }) => {
      register();
      return import(${JSON.stringify(thread)});
    });`,
    { eval: true, workerData, resourceLimits, execArgv: ['--conditions=@vigil/source'] },
  );
}
