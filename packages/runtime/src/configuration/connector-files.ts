import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { systemReason } from '../system-error.ts';
import { typedPath } from '../typed-path.ts';
import type { ConnectorConfig, SqlConfig, WrittenConnector } from './connectors.ts';
import type { YamlFile } from './document.ts';
import { sentence } from './issues.ts';
import { ConfigurationError } from './problems.ts';

type Path = readonly (string | number)[];

/**
 * A connector as it is used: files named from the directory of the vigil.yaml, queries read.
 * @param yamlPath where the vigil.yaml lies
 * @param place the connector's path in it, for messages
 * @throws ConfigurationError where a query cannot be read or changes something
 */
export async function readConnector(
  written: WrittenConnector,
  file: YamlFile,
  yamlPath: string,
  place: Path,
): Promise<ConnectorConfig> {
  const connector = withAbsoluteFiles(written, dirname(yamlPath));
  switch (connector.kind) {
    case 'folder':
      return { ...connector, path: typedPath(connector.path, dirname(yamlPath)) };
    case 'sftp':
    case 'https':
    case 's3':
      return connector;
    case 'sql':
      return readQueries(connector, file, place);
  }
}

type WrittenQuery = string | { readonly file: string };

async function readQueries(
  connector: Extract<WrittenConnector, { kind: 'sql' }>,
  file: YamlFile,
  place: Path,
): Promise<SqlConfig> {
  const problems: string[] = [];
  const read = async (query: WrittenQuery, key: Path): Promise<string> => {
    const text =
      typeof query === 'string'
        ? query
        : await readFile(query.file, 'utf8').catch((error: unknown) => {
            const reason = `expected a file with a query; it cannot be read (${systemReason(error)})`;
            problems.push(sentence(file, [...place, ...key, 'file'], query.file, reason));
            return 'select';
          });
    const statement = withoutEnd(text);
    if (!readsOnly(statement)) {
      problems.push(
        sentence(file, [...place, ...key], statement, 'expected one query that begins with select or with'),
      );
    }
    return statement;
  };
  const asAt = connector.asAt === null ? null : await read(connector.asAt, ['asAt']);
  const queries: Record<string, string> = {};
  for (const [list, query] of Object.entries(connector.queries)) queries[list] = await read(query, ['queries', list]);
  if (problems.length > 0) throw new ConfigurationError(problems);
  return { ...connector, asAt, queries };
}

/** Without the semicolon that tools want at the end. */
function withoutEnd(text: string): string {
  return text
    .replace(/^\uFEFF/, '')
    .trim()
    .replace(/;\s*$/, '');
}

/** A first guard against mistakes; what counts is the transaction that reads only, and the account's rights. */
function readsOnly(statement: string): boolean {
  const withoutComments = statement.replaceAll(/--[^\n]*|\/\*[\s\S]*?\*\//g, ' ').trim();
  return /^(select|with)\b/i.test(withoutComments);
}

/** Whatever stands under `file` and `caFile` is the path of a file. */
function withAbsoluteFiles<T>(value: T, directory: string): T {
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]): [string, unknown] => [
    key,
    (key === 'file' || key === 'caFile') && typeof inner === 'string'
      ? typedPath(inner, directory)
      : withAbsoluteFiles(inner, directory),
  ]);
  return Object.fromEntries(entries) as T;
}
