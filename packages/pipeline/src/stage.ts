import { z } from 'zod';

/**
 * What a stage is asked to do. Only ids: job data is stored in clear by the queue,
 * so no name, date or identifier of a child may ever be in it.
 */
const slotPayload = z.strictObject({ slot: z.uuid() });
const runPayload = z.strictObject({ run: z.uuid() });
const filePayload = z.strictObject({ run: z.uuid(), file: z.uuid() });

/** How often a stage is tried by itself before it waits for an operator, and how long it rests in between. */
export interface RetryPolicy {
  /** Attempts in all, the first included. */
  readonly attempts: number;
  /** Seconds to wait after the first, second, … failed attempt; the last one holds for all further ones. */
  readonly backoffSeconds: readonly number[];
}

export interface StageDefinition<Payload extends z.ZodType = z.ZodType> {
  /** One line for operators: what this stage does. */
  readonly does: string;
  readonly payload: Payload;
  readonly retry: RetryPolicy;
  /** How many jobs of this stage one process works on at a time. */
  readonly concurrency: number;
}

const quick: RetryPolicy = { attempts: 3, backoffSeconds: [1, 5] };

/**
 * The stages of a night in the order they run. Each has a queue of its own.
 * What comes next is decided in the transaction that finishes a stage:
 *
 *   pull (a slot) → land → validate (a job per file) → publish → aggregate → evaluate
 *
 * `validate` fans out per file; the last one to finish hands over to `publish`.
 *
 * Two stages have slots of their own. `notify` tells in one slot what all others have come to. `benchmarks` loads
 * published statistics whole, or not at all.
 */
export const stages = {
  pull: { does: 'looks for deliveries at the source', payload: slotPayload, retry: quick, concurrency: 2 },
  land: {
    does: 'copies the files, encrypted, into the landing store',
    payload: runPayload,
    retry: quick,
    concurrency: 2,
  },
  validate: { does: 'checks every row of a file', payload: filePayload, retry: quick, concurrency: 2 },
  publish: { does: 'makes the delivery the live one', payload: runPayload, retry: quick, concurrency: 1 },
  aggregate: { does: 'computes the figures', payload: runPayload, retry: quick, concurrency: 1 },
  evaluate: { does: 'judges the figures against their targets', payload: runPayload, retry: quick, concurrency: 1 },
  notify: {
    does: 'writes to the heads of service',
    payload: slotPayload,
    // First for a server that was gone for a moment, then for one that asks to come back later (greylisting).
    retry: { attempts: 6, backoffSeconds: [1, 5, 60, 300, 900] },
    concurrency: 1,
  },
  benchmarks: {
    does: 'loads published statistics to compare with',
    payload: slotPayload,
    retry: quick,
    concurrency: 1,
  },
} as const satisfies Record<string, StageDefinition>;

export type StageName = keyof typeof stages;
export type StagePayload<Name extends StageName> = z.output<(typeof stages)[Name]['payload']>;

export const stageNames = Object.keys(stages) as readonly StageName[];

/**
 * Reads a payload that was stored for a stage.
 *
 * @throws when it does not fit the stage: the message names the stage and what does not fit.
 */
export function parsePayload<Name extends StageName>(name: Name, payload: unknown): StagePayload<Name> {
  const parsed = stages[name].payload.safeParse(payload);
  if (!parsed.success) {
    throw new Error(`The payload stored for a ${name} stage does not fit: ${z.prettifyError(parsed.error)}`);
  }
  return parsed.data as StagePayload<Name>;
}
