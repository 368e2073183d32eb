import type { AuthorityDatabase } from '@vigil/database';
import type { Catalogue } from '@vigil/indicators';
import {
  createLogger,
  loadCatalogue,
  loadConfiguration,
  readEnvironment,
  type AuthorityConfig,
  type Configuration,
  type Logger,
  type LogLevel,
} from '@vigil/runtime';
import { openInstallation, type Installation } from './installation.ts';
import { WrongUse } from './wrong-use.ts';

/** What a command is run with: the process around it, given in, so that a command can be called from a test as well. */
export interface CommandContext {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** For results alone: what `--format json|csv` gives must be all there is. */
  readonly out: (text: string) => void;
  /** For everything else: progress, explanations, warnings. */
  readonly say: (text: string) => void;
  /** What is piped in, for what should not stand in a command line. */
  readonly input?: () => AsyncIterable<Uint8Array | string>;
  /** Of the terminal that results go to; undefined where they go elsewhere. */
  readonly columns?: number | undefined;
  /** Resolves when the process is asked to stop. */
  readonly stopRequested: Promise<NodeJS.Signals>;
}

/** An installation that is open for one authority, for the time of a command. */
export interface Session {
  readonly installation: Installation;
  readonly authority: AuthorityConfig;
  readonly database: AuthorityDatabase;
}

/**
 * Opens the installation for a command and leaves it again, whatever comes of it.
 *
 * @throws {WrongUse} when there are several authorities and none was named
 */
export async function withSession<T>(
  context: CommandContext,
  options: { readonly authority?: string | undefined },
  work: (session: Session) => Promise<T>,
): Promise<T> {
  return withInstallation(context, async (installation) => {
    const authority = chooseAuthority(installation.configuration.authorities, options.authority);
    return work({ installation, authority, database: installation.database.forAuthority(authority.code) });
  });
}

/** Opens the installation for a command that is about all authorities. */
export async function withInstallation<T>(
  context: CommandContext,
  work: (installation: Installation) => Promise<T>,
): Promise<T> {
  const environment = readEnvironment(context.env, context.cwd);
  const catalogue = await loadCatalogue(environment.configPath);
  const configuration = await loadConfiguration(environment, catalogue, context.cwd);
  return withConfiguration(context, { configuration, catalogue, log: logger(context) }, work);
}

/** The same for a configuration that is at hand already. */
export async function withConfiguration<T>(
  context: CommandContext,
  given: { readonly configuration: Configuration; readonly catalogue: Catalogue; readonly log: Logger },
  work: (installation: Installation) => Promise<T>,
): Promise<T> {
  let tellLost: (error: Error) => void = () => {};
  const lost = new Promise<never>((_, reject) => {
    tellLost = reject;
  });
  lost.catch(() => {}); // told through the race below
  const installation = await openInstallation(given.configuration, given.catalogue, given.log, {
    progress: context.say,
    lost: (error) => tellLost(error),
  });
  try {
    return await Promise.race([work(installation), lost]);
  } finally {
    await installation.lifecycle.stop();
  }
}

/** Commands speak for themselves; services log, each under its own name. `VIGIL_LOG_LEVEL` says otherwise. */
export function logger({ env, cwd }: CommandContext, usual: LogLevel = 'silent'): Logger {
  return createLogger({ level: readEnvironment(env, cwd).logLevel ?? usual });
}

/** The authority that is meant: the one named, or the only one there is. */
export function chooseAuthority(authorities: readonly AuthorityConfig[], code: string | undefined): AuthorityConfig {
  const codes = authorities.map((one) => `${one.code} (${one.name})`).join(', ');
  if (code === undefined) {
    const [only, ...others] = authorities;
    if (only && others.length === 0) return only;
    throw new WrongUse(`There are several authorities: say which with --authority CODE. Configured: ${codes}.`);
  }
  const chosen = authorities.find((one) => one.code === code);
  if (!chosen) throw new WrongUse(`There is no authority ${code}. Configured: ${codes}.`);
  return chosen;
}
