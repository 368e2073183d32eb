import type { AuthorityDatabase, Database } from '@vigil/database';
import type { AuthorityConfig } from '@vigil/runtime';
import type { ConsoleConfig } from './app.ts';
import { PageProblem } from './problem.ts';

/** A request for a page of one authority. */
export interface Visit {
  readonly authority: AuthorityConfig;
  readonly database: AuthorityDatabase;
  /** The path without its query. */
  readonly path: string;
  /** What the route's path asks for, `:id` say. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** What a command of `vigil` needs said to be about this authority; empty where there is only one. */
  readonly option: string;
  /** The address of a page of the same authority. */
  url(path: string, query?: Readonly<Record<string, string>>): string;
}

/** @throws PageProblem when the authority asked for is not configured */
export function visitOf(
  request: { readonly url: string; readonly params: unknown },
  { authorities }: Pick<ConsoleConfig, 'authorities'>,
  database: Database,
): Visit {
  const { pathname: path, searchParams: query } = new URL(request.url, 'http://localhost');
  const authority = chooseAuthority(authorities, query.get('authority'));
  const several = authorities.length > 1;
  return {
    authority,
    database: database.forAuthority(authority.code),
    path,
    params: request.params as Record<string, string>,
    query,
    option: several ? ` --authority ${authority.code}` : '',
    url: (to, asked = {}) => addressOf(to, several ? { authority: authority.code, ...asked } : asked),
  };
}

export function addressOf(path: string, query: Readonly<Record<string, string>>): string {
  const text = new URLSearchParams(query).toString();
  return text === '' ? path : `${path}?${text}`;
}

function chooseAuthority(authorities: readonly AuthorityConfig[], code: string | null): AuthorityConfig {
  const chosen = code === null ? authorities[0] : authorities.find((one) => one.code === code);
  if (chosen) return chosen;
  throw new PageProblem(
    404,
    'Authority not found',
    `No such authority is configured here. Configured: ${authorities.map((one) => `${one.code} (${one.name})`).join(', ')}.`,
  );
}
