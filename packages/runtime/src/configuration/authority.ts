import { dirname } from 'node:path';
import type { AlertsConfig, Person } from '@vigil/alerts';
import type { DisclosureConfig } from '@vigil/disclosure';
import type { Coverage, FileMeaning, SourceMapping } from '@vigil/extracts';
import type { Catalogue, Target } from '@vigil/indicators';
import { readConnector } from './connector-files.ts';
import type { ConnectorConfig } from './connectors.ts';
import { contributorsOf, sourceOf, type ContributorConfig } from './contributors.ts';
import { readYaml } from './document.ts';
import type { GuardsConfig, RetentionConfig } from './guards.ts';
import { sentences } from './issues.ts';
import { ConfigurationError, withProblems } from './problems.ts';
import { relationProblems } from './relations.ts';
import { vigilYaml, type VigilYaml } from './schema.ts';

/** One authority, as its vigil.yaml has it. */
export interface AuthorityConfig {
  readonly code: string;
  readonly name: string;
  /** Children aged 0 to 17 by calendar year, for rates. */
  readonly population0to17: ReadonlyMap<number, number>;
  /** Those of `sources`, then a source for each of the contributors. */
  readonly sources: readonly SourceConfig[];
  /** Who reports figures that no extract gives. */
  readonly contributors: readonly ContributorConfig[];
  /** Published statistics to compare with; null: none. */
  readonly benchmarks: BenchmarksConfig | null;
  readonly services: readonly ServiceConfig[];
  /** Hears once a week how all services stand; null: nobody does. */
  readonly director: Person | null;
  /** By the indicator's id. */
  readonly targets: ReadonlyMap<string, readonly Target[]>;
  readonly alerts: AlertsConfig;
  /** What becomes of small numbers before they leave. */
  readonly disclosure: DisclosureConfig;
  /** Users of the operating system who may see the identifiers behind pseudonyms. */
  readonly reveal: readonly string[];
  /** Users of the operating system to whom restricted records are shown, where they may see identifiers. */
  readonly restricted: { readonly readers: readonly string[] };
  readonly operators: readonly { readonly email: string }[];
  readonly mail: MailConfig;
  /** Is asked for regularly while all is well, so that whoever watches it notices when Vigil itself is silent. */
  readonly heartbeatUrl: string | null;
  readonly historyMonths: number;
  /** The file all this was read from. */
  readonly file: string;
}

export interface SourceConfig {
  readonly id: string;
  /** Whose forms it is; others have extracts. */
  readonly contributor?: ContributorConfig;
  /** Paths in it are absolute, or Windows paths as typed. */
  readonly connector: ConnectorConfig;
  /** File-name pattern → what such a file is. */
  readonly files: Readonly<Record<string, FileMeaning>>;
  /** By list; a list that is not here has its manifest's coverage or its contract's. */
  readonly coverage: ReadonlyMap<string, Coverage>;
  readonly mapping: SourceMapping;
  readonly schedule: string | null;
  readonly timeZone: string;
  /** HH:MM in that time zone. */
  readonly expectedBy: string | null;
  readonly catchUp: 'none' | 'latest' | 'all';
  readonly settleSeconds: number;
  readonly guards: GuardsConfig;
  readonly retention: RetentionConfig;
}

export interface BenchmarksConfig {
  /** Paths in it are absolute, or Windows paths as typed. */
  readonly connector: ConnectorConfig;
  readonly schedule: string | null;
  readonly timeZone: string;
  /** The year of an edition of the model; the codes of authorities; null: the newest edition loaded. */
  readonly neighbours: string | readonly string[] | null;
}

export interface ServiceConfig {
  readonly id: string;
  readonly name: string;
  readonly head: Person;
  /** Are told what the head is told. */
  readonly deputies: readonly Person[];
  /** Is told what nobody has answered for long (`alerts.escalation`). */
  readonly escalateTo: Person | null;
  readonly indicators: readonly string[];
}

export interface MailConfig {
  /** There where an authority has services. */
  readonly from: string | null;
  readonly replyTo: string | null;
  /** Mail goes to these domains only; null: to any. */
  readonly allowedDomains: readonly string[] | null;
  readonly publicUrl: string | null;
  /** HH:MM in England: on a working day the news of the night has gone out by then. */
  readonly by: string;
  /** Whether the director gets a summary with the first digest of a week. */
  readonly weekly: boolean;
  /** How many mails the server takes in a minute; null: as many as there are. */
  readonly ratePerMinute: number | null;
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
  const problems = relationProblems(file, parsed.data, catalogue);
  if (problems.length > 0) throw new ConfigurationError(problems);
  const connectors = await withProblems(
    parsed.data.sources.map(({ connector }, index) =>
      readConnector(connector, file, path, ['sources', index, 'connector']),
    ),
  );
  const published = parsed.data.benchmarks;
  const benchmarks = published && {
    ...published,
    connector: await readConnector(published.connector, file, path, ['benchmarks', 'connector']),
  };
  return authority(parsed.data, connectors, benchmarks, path);
}

function authority(
  yaml: VigilYaml,
  connectors: readonly ConnectorConfig[],
  benchmarks: BenchmarksConfig | null,
  file: string,
): AuthorityConfig {
  const { code, name, population0to17 } = yaml.authority;
  const contributors = contributorsOf(yaml, dirname(file));
  const extracts = yaml.sources.map((source, index) => ({
    ...source,
    connector: connectors[index]!,
    coverage: new Map(Object.entries(source.coverage)),
    retention: {
      ...source.retention,
      lists: new Map(Object.entries(source.retention.lists)),
      records: new Map(Object.entries(source.retention.records)),
    },
  }));
  return {
    code,
    name,
    population0to17: new Map(Object.entries(population0to17).map(([year, children]) => [Number(year), children])),
    sources: [...extracts, ...contributors.map((one) => sourceOf(one, yaml.collect))],
    contributors,
    benchmarks,
    services: yaml.services,
    director: yaml.director,
    targets: new Map(Object.entries(yaml.targets)),
    alerts: yaml.alerts,
    disclosure: yaml.disclosure,
    reveal: yaml.reveal,
    restricted: yaml.restricted,
    operators: yaml.operators,
    mail: { ...yaml.mail, weekly: yaml.mail.weekly ?? yaml.director !== null },
    heartbeatUrl: yaml.heartbeatUrl,
    historyMonths: yaml.historyMonths,
    file,
  };
}
