import type { RetryPolicy } from './stage.ts';

/**
 * A stage that cannot do its work, for a reason that it can name: a rejected file,
 * a figure without a population, a mail server that does not answer.
 */
export class StageFailure extends Error {
  override readonly name = 'StageFailure';
  /** A short word for what went wrong, the same each time it does: `missing-column`, `mail-refused`. */
  readonly kind: string;
  /** What an operator can do about it. */
  readonly advice: string;
  /** Whether trying again by itself may help. */
  readonly retry: boolean;

  constructor(kind: string, message: string, options: { advice: string; retry?: boolean; cause?: unknown }) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.kind = kind;
    this.advice = options.advice;
    this.retry = options.retry ?? false;
  }
}

/**
 * The configuration of the authority that a stage works for.
 *
 * @throws {StageFailure} when this process has none for it
 */
export function configuredAuthority<Config extends { readonly code: string }>(
  authorities: readonly Config[],
  code: string,
): Config {
  const configured = authorities.find((one) => one.code === code);
  if (configured) return configured;
  throw new StageFailure('authority-not-configured', `Authority ${code} is not configured here.`, {
    advice: 'Put its vigil.yaml back, then replay.',
  });
}

/** A failed attempt as it is put on record. */
export interface FailureRecord {
  readonly kind: string;
  readonly message: string;
  readonly advice: string;
  readonly retry: boolean;
}

/** Database states that say "the server went away", in PostgreSQL's own codes (class 08, 57P) and Node's. */
const serverWentAway = /^(08...|57P0[1-5]|ECONN\w+|EPIPE|ENOTFOUND|ETIMEDOUT|CONNECTION_\w+|CONNECT_TIMEOUT)$/;

/**
 * Puts whatever was thrown into words for `vigil failed`. Only named failures and system errors
 * keep their message; an unexpected error may quote data (PostgreSQL repeats the offending row),
 * so of its message the quoted parts are masked.
 */
export function recordFailure(error: unknown): FailureRecord {
  if (error instanceof StageFailure) {
    return { kind: error.kind, message: error.message, advice: error.advice, retry: error.retry };
  }
  const code = codeOf(error);
  const said = withoutQuery(error);
  const message = isOfTheSystem(said) ? said.message : maskQuoted(said instanceof Error ? said.message : String(said));
  if (code !== null && serverWentAway.test(code)) {
    return {
      kind: 'server-unreachable',
      message: `The connection to a server was lost (${code}: ${message}).`,
      advice: 'Check that PostgreSQL and the queue are running, then replay.',
      retry: true,
    };
  }
  if (code === 'ENOSPC') {
    return {
      kind: 'disk-full',
      message: `The disk is full (${message}).`,
      advice: 'Free some space, then replay.',
      retry: true,
    };
  }
  const name = said instanceof Error ? said.name : 'Error';
  return {
    kind: code === null ? name : `${name} ${code}`,
    message,
    advice: 'This was not foreseen. Replay once; if it fails again, report it with this message.',
    retry: true,
  };
}

/** What the database said, without the query that drizzle wraps round it: that names every value it was given. */
function withoutQuery(error: unknown): unknown {
  return error instanceof Error && isQuery(error) && error.cause !== undefined ? withoutQuery(error.cause) : error;
}

function isQuery({ message }: Error): boolean {
  return message.startsWith('Failed query:');
}

/** Whether the message may quote what a server was given: then it is `recordFailure` that may repeat it, and nobody else. */
export function mayQuoteData(error: Error): boolean {
  return isQuery(error) || ('code' in error && !isOfTheSystem(error));
}

/** An error of Node's own about a file or a connection: it quotes paths and addresses. */
function isOfTheSystem(error: unknown): error is Error {
  return error instanceof Error && 'syscall' in error;
}

function codeOf(error: unknown): string | null {
  const seen = new Set<unknown>();
  for (let at = error; at instanceof Error && !seen.has(at); at = at.cause) {
    seen.add(at);
    if ('code' in at && typeof at.code === 'string') return at.code;
  }
  return null;
}

/** Keeps quoted names of columns and tables; whatever else is quoted, or stands as `(column)=(value)`, may be data. */
function maskQuoted(message: string): string {
  const [firstLine = ''] = message.split('\n', 1);
  return firstLine
    .replaceAll(/=\([^()]*\)/gu, '=(…)')
    .replace(/(?<=^Failed query: ).*/u, '…')
    .replaceAll(/"[^"]*"|'[^']*'/gu, (quoted) => (/^.[a-z_ .]{1,63}.$/u.test(quoted) ? quoted : '…'))
    .slice(0, 500);
}

export type RetryDecision =
  | { readonly outcome: 'retry'; readonly afterSeconds: number }
  | { readonly outcome: 'fail'; readonly because: 'not worth repeating' | 'attempts used up' };

/** Decides what becomes of a stage after its `attempt`-th attempt (1-based) failed. */
export function decideRetry(policy: RetryPolicy, attempt: number, failure: FailureRecord): RetryDecision {
  if (!failure.retry) return { outcome: 'fail', because: 'not worth repeating' };
  if (attempt >= policy.attempts) return { outcome: 'fail', because: 'attempts used up' };
  const rests = policy.backoffSeconds;
  return { outcome: 'retry', afterSeconds: rests[Math.min(attempt, rests.length) - 1] ?? 0 };
}
