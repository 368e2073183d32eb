import type { Coverage, SourceMapping } from '@vigil/extracts';
import type { Catalogue, Target } from '@vigil/indicators';
import { dirname, isAbsolute, resolve } from 'node:path';
import { readYaml } from './document.ts';
import { sentences } from './issues.ts';
import { ConfigurationError } from './problems.ts';
import { relationProblems } from './relations.ts';
import { vigilYaml, type VigilYaml } from './schema.ts';

/** One authority, as its vigil.yaml has it. */
export interface AuthorityConfig {
  readonly code: string;
  readonly name: string;
  /** Children aged 0 to 17 by calendar year, for rates. */
  readonly population0to17: ReadonlyMap<number, number>;
  readonly sources: readonly SourceConfig[];
  readonly services: readonly ServiceConfig[];
  /** By the indicator's id. */
  readonly targets: ReadonlyMap<string, readonly Target[]>;
  readonly operators: readonly { readonly email: string }[];
  readonly mail: MailConfig;
  readonly historyMonths: number;
  /** The file all this was read from. */
  readonly file: string;
}

export interface SourceConfig {
  readonly id: string;
  /** `path` is absolute, or a Windows path as typed. */
  readonly connector: { readonly kind: 'folder'; readonly path: string };
  /** File-name pattern → list. */
  readonly files: Readonly<Record<string, string>>;
  /** By list; a list that is not here has its manifest's coverage or its contract's. */
  readonly coverage: ReadonlyMap<string, Coverage>;
  readonly mapping: SourceMapping;
  readonly schedule: string | null;
  readonly timeZone: string;
  /** HH:MM in that time zone. */
  readonly expectedBy: string | null;
  readonly catchUp: 'none' | 'latest' | 'all';
  readonly settleSeconds: number;
}

export interface ServiceConfig {
  readonly id: string;
  readonly name: string;
  readonly head: { readonly title: string; readonly email: string };
  readonly indicators: readonly string[];
}

export interface MailConfig {
  /** There where an authority has services. */
  readonly from: string | null;
  readonly replyTo: string | null;
  /** Mail goes to these domains only; null: to any. */
  readonly allowedDomains: readonly string[] | null;
  readonly publicUrl: string | null;
}

/**
 * Reads one vigil.yaml.
 * @throws ConfigurationError with every problem of its shape, or, where that is right, with every one of its meaning
 */
export async function readAuthority(path: string, name: string, catalogue: Catalogue): Promise<AuthorityConfig> {
  const file = await readYaml(path, name);
  if (file.content === null) {
    throw new ConfigurationError([`${name} is empty; vigil init writes one to begin with`]);
  }
  const schema = vigilYaml(catalogue);
  const parsed = schema.safeParse(file.content, { reportInput: true });
  if (!parsed.success) throw new ConfigurationError(sentences(file, schema, parsed.error.issues));
  const problems = relationProblems(file, parsed.data);
  if (problems.length > 0) throw new ConfigurationError(problems);
  return authority(parsed.data, path);
}

function authority(yaml: VigilYaml, file: string): AuthorityConfig {
  const { code, name, population0to17 } = yaml.authority;
  return {
    code,
    name,
    population0to17: new Map(Object.entries(population0to17).map(([year, children]) => [Number(year), children])),
    sources: yaml.sources.map((source) => ({
      ...source,
      connector: { ...source.connector, path: placeOf(source.connector.path, dirname(file)) },
      coverage: new Map(Object.entries(source.coverage)),
    })),
    services: yaml.services,
    targets: new Map(Object.entries(yaml.targets)),
    operators: yaml.operators,
    mail: yaml.mail,
    historyMonths: yaml.historyMonths,
    file,
  };
}

/** Relative to the file that says so; a drive letter or \\server\share stays as typed, on whatever system it is read. */
function placeOf(path: string, directory: string): string {
  const windows = /^[A-Za-z]:[\\/]|^\\\\/.test(path);
  return windows || isAbsolute(path) ? path : resolve(directory, path);
}
