import { pino, stdTimeFunctions, type Logger as PinoLogger } from 'pino';

export type Logger = PinoLogger;

/** What a line may be about: ids, never a child. */
export interface LogContext {
  readonly authority?: string;
  readonly run?: string;
  readonly stage?: string;
  readonly job?: string;
}

export interface LoggerOptions {
  readonly service: string;
  readonly level?: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
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

/** JSON lines on stderr. Bind what the line is about with `logger.child(context)`. */
export function createLogger({ service, level = 'info', destination }: LoggerOptions): Logger {
  return pino(
    {
      level,
      base: { service },
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: unspeakable.flatMap((name) => [name, `*.${name}`]), censor: '[redacted]' },
      serializers: { err: describeError },
    },
    destination ?? process.stderr,
  );
}

/** Class, message and stack; not the fields that drivers hang on errors: PostgreSQL's `detail` quotes the row. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack } = error;
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  const cause = error.cause === undefined ? {} : { cause: describeError(error.cause) };
  return { type: name, message, ...code, stack, ...cause };
}
