import { AsyncLocalStorage } from 'node:async_hooks';
import { recordFailure } from '@vigil/pipeline';
import { pino, stdTimeFunctions, type Logger as PinoLogger } from 'pino';

export type Logger = PinoLogger;

/** What a line may be about: ids, never a child. */
export interface LogContext {
  readonly authority?: string;
  readonly run?: string;
  readonly stage?: string;
  readonly job?: string;
}

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

export interface LoggerOptions {
  /** On every line; left out where several services share the process, and each says its own. */
  readonly service?: string;
  readonly level?: LogLevel;
  /** Where lines go; stderr, since stdout belongs to what a command was asked for. */
  readonly destination?: { write(line: string): void };
}

/** Nothing of these names is ever written, at the top or one level down: a careless `log.info({ cells })` says nothing. */
const unspeakable = [
  'child',
  'identifier',
  'subject',
  'cells',
  'values',
  'to',
  'email',
  'recipient',
  'password',
  'secret',
  'databaseUrl',
  'redisUrl',
  'smtpUrl',
];

const subjects = new AsyncLocalStorage<LogContext>();

/** Every line that is written while `work` goes on says what it is about, whichever logger writes it. */
export function about<T>(context: LogContext, work: () => T): T {
  return subjects.run({ ...subjects.getStore(), ...context }, work);
}

/**
 * JSON lines on stderr. What they are about is said by {@link about}. Errors lose what may be data: see
 * {@link inWords}.
 */
export function createLogger({ service, level = 'info', destination }: LoggerOptions): Logger {
  return pino(
    {
      level,
      base: service === undefined ? null : { service },
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      mixin: () => ({ ...subjects.getStore() }),
      hooks: {
        logMethod(given, method) {
          const [first, ...rest] = given as unknown[];
          const words = rest.map((one) => (one instanceof Error ? recordFailure(one).message : one));
          // Left without a message, a line would take that of its error, quotes of data and all.
          const message = words.length > 0 ? words : messageOf(first);
          method.apply(this, [first instanceof Error ? { err: inWords(first) } : inWords(first), ...message] as never);
        },
      },
      // pino's own puts every field of an error on the line; this one also sees errors that are bound to a child.
      serializers: { err: (error: unknown) => inWords(error) },
      redact: { paths: unspeakable.flatMap((name) => [name, `*.${name}`]), censor: '[redacted]' },
    },
    destination ?? process.stderr,
  );
}

function messageOf(first: unknown): readonly string[] {
  const error = first instanceof Error ? first : (first as { err?: unknown } | null | undefined)?.err;
  return error instanceof Error ? [recordFailure(error).message] : [];
}

/** How far errors are looked for in what is logged. */
const depth = 4;

/**
 * What is logged with every error in it put into words: its class, its message as `vigil failed` would show it (with
 * what it quotes masked), and where it was thrown. Not its other fields: PostgreSQL's `detail` quotes the row.
 */
function inWords(value: unknown, left = depth): unknown {
  if (value instanceof Error) return describeError(value, left);
  if (left === 0 || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((one: unknown) => inWords(one, left - 1));
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, inWords(one, left - 1)]));
}

function describeError(error: Error, left: number): unknown {
  const { name, stack } = error;
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  const cause = error.cause === undefined || left === 0 ? {} : { cause: inWords(asError(error.cause), left - 1) };
  return { type: name, message: recordFailure(error).message, ...code, stack: placesOf(stack), ...cause };
}

/** Somebody may throw a text; it is no better than an error's message. */
function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

/** The lines of a stack that name places: those above them repeat the message, which may have several. */
function placesOf(stack: string | undefined): string {
  return (stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at .*:\d+:\d+\)?$/u.test(line))
    .join('\n');
}
