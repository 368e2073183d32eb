import { setTimeout as pause } from 'node:timers/promises';

/** A part of a running process: started in order, stopped in the opposite one. */
export interface Part {
  start(): Promise<void> | void;
  stop(): Promise<void> | void;
}

/** What systems wait before they kill: Kubernetes 30 s, Docker as infra/docker says. */
const stopWithinMs = 30_000;
/** What those after a part that hangs are left. */
const leastMs = 1_000;

/**
 * The named parts of a process. Stopping is last in, first out, and has a bound for all together; a part that fails or
 * hangs does not keep the others from stopping.
 */
export class Lifecycle {
  readonly #parts: { name: string; part: Part }[] = [];
  readonly #started: { name: string; part: Part }[] = [];
  readonly #stopWithinMs: number;
  #stopping: Promise<void> | null = null;

  constructor(options: { stopWithinMs?: number } = {}) {
    this.#stopWithinMs = options.stopWithinMs ?? stopWithinMs;
  }

  add(name: string, part: Part): this {
    this.#parts.push({ name, part });
    return this;
  }

  /**
   * Starts what has not been started yet, one after the other. When one cannot start, those before it are stopped.
   * @throws what the part threw
   */
  async start(): Promise<void> {
    for (const entry of this.#parts.slice(this.#started.length)) {
      try {
        await entry.part.start();
        this.#started.push(entry);
      } catch (error) {
        await this.stop().catch(() => {}); // the first failure is the one to tell
        throw error;
      }
    }
  }

  /**
   * Stops what was started; a second call waits for the first.
   * @throws AggregateError naming every part that failed or did not stop in time, after all have been tried
   */
  async stop(): Promise<void> {
    this.#stopping ??= this.#stopAll();
    return this.#stopping;
  }

  async #stopAll(): Promise<void> {
    const errors: Error[] = [];
    const until = performance.now() + this.#stopWithinMs;
    const least = Math.min(leastMs, this.#stopWithinMs);
    for (let entry = this.#started.pop(); entry !== undefined; entry = this.#started.pop()) {
      const left = until - performance.now() - this.#started.length * least;
      try {
        await bounded(entry.part, Math.max(least, Math.round(left)));
      } catch (cause) {
        const reason = cause instanceof Error ? cause.message : String(cause);
        errors.push(new Error(`${entry.name}: ${reason}`, { cause }));
      }
    }
    if (errors.length > 0) {
      throw new AggregateError(errors, `not stopped cleanly: ${errors.map((error) => error.message).join('; ')}`);
    }
  }
}

async function bounded(part: Part, milliseconds: number): Promise<void> {
  const given = new AbortController();
  const late = pause(milliseconds, undefined, { signal: given.signal }).then(() => {
    throw new Error(`did not stop within ${milliseconds / 1000} s`);
  });
  try {
    await Promise.race([part.stop(), late]);
  } finally {
    given.abort();
    await late.catch(() => {});
  }
}

/**
 * Resolves with the first SIGINT or SIGTERM. A second one is left to the system and ends the process at once, for the
 * operator who will not wait. For main.ts only.
 */
export async function untilSignal(): Promise<NodeJS.Signals> {
  const signals = ['SIGINT', 'SIGTERM'] as const;
  return new Promise((resolve) => {
    const onSignal = (signal: NodeJS.Signals): void => {
      for (const each of signals) process.off(each, onSignal);
      resolve(signal);
    };
    for (const each of signals) process.once(each, onSignal);
  });
}
