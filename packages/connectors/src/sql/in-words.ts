import { NoAnswer } from '../remote/in-time.ts';
import { networkReason } from '../remote/network-reason.ts';
import type { SqlAccount } from './session.ts';

/** What a database said, for an operator; values that it quotes are left out, since they may be a child's. */
export function inWords(error: unknown, { user, database, timeoutSeconds }: SqlAccount): string {
  if (!(error instanceof Error)) return String(error);
  const { code, sqlState, number, message } = error as DatabaseError;
  const state = sqlState ?? code ?? '';
  if (state.startsWith('28') || code === 'ELOGIN') {
    return `the database does not let the user ${user} in. Is the password the right one, and the user allowed from here?`;
  }
  if (state.startsWith('3D') || number === 4060) return `there is no database ${database}.`;
  if (state === '25006') return 'the query changes something; Vigil only reads.';
  if (error instanceof NoAnswer || state === '57014')
    return `the database gave nothing for ${timeoutSeconds} seconds (timeoutSeconds).`;
  if (/does not support SSL|NO_SSL_SUPPORT/i.test(`${message} ${code}`)) {
    return 'the server offers no TLS. Have it switched on; tls: false sends everything in clear.';
  }
  if (message === 'timeout expired') return 'it does not answer. Does a firewall stand in between?';
  if (/not queryable|Connection terminated/.test(message)) return 'the connection was cut.';
  if (isAboutTheQuery(state, number)) return `the database refuses the query: ${firstLine(message)}`;
  if (/^[0-9A-Z]{5}$/.test(state) || code === 'EREQUEST') {
    return `the database stopped: ${firstLine(message).replaceAll(/"[^"]*"|'[^']*'/g, '…')} (${number ?? state})`;
  }
  return networkReason(error);
}

interface DatabaseError extends Error {
  /** SQLSTATE of PostgreSQL, a name of MariaDB's or of tedious. */
  readonly code?: string;
  readonly sqlState?: string;
  /** SQL Server's own. */
  readonly number?: number;
}

/** What is wrong with words, names or rights quotes the query, not what is stored: class 42, and SQL Server's numbers. */
function isAboutTheQuery(state: string, number: number | undefined): boolean {
  return state.startsWith('42') || (number !== undefined && [102, 156, 207, 208, 229, 4104].includes(number));
}

function firstLine(message: string): string {
  return `${message.split('\n', 1)[0]!.replace(/\.$/, '').slice(0, 300)}.`;
}
