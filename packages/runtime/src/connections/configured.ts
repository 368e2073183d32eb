import type { AuthorityConfig } from '../configuration/authority.ts';
import type { ConnectorConfig } from '../configuration/connectors.ts';
import type { Environment } from '../environment.ts';
import type { ConnectionId } from './kinds.ts';

/** A connection that this configuration makes. */
export interface ConfiguredConnection {
  readonly connection: ConnectionId;
  /** Null: of the whole installation. */
  readonly authority: string | null;
  /** `host:port` */
  readonly to: string;
  /** The proxy that it goes through, unless NO_PROXY excepts it. */
  readonly via: string | null;
  /** Which setting makes it. */
  readonly by: string;
}

const sqlPorts = { postgresql: 5432, mariadb: 3306, sqlserver: 1433 } as const;
const schemePorts: Readonly<Record<string, string>> = {
  'http:': '80',
  'https:': '443',
  'postgres:': '5432',
  'postgresql:': '5432',
  'redis:': '6379',
  'rediss:': '6379',
  'smtp:': '25',
  'smtps:': '465',
};

/** Where Vigil goes by itself with this configuration: what a firewall must let out. No credentials are in it. */
export function connectionsOf(
  environment: Pick<Environment, 'databaseUrl' | 'redisUrl' | 'smtpUrl' | 'proxy' | 'tracing'>,
  authorities: readonly AuthorityConfig[],
): ConfiguredConnection[] {
  const { databaseUrl, redisUrl, smtpUrl, proxy, tracing } = environment;
  const installation: readonly (readonly [ConnectionId, string | null | undefined, string])[] = [
    ['database', databaseUrl, 'DATABASE_URL'],
    ['redis', redisUrl, 'REDIS_URL'],
    ['mail', smtpUrl, 'SMTP_URL'],
    ['traces', tracing?.url, 'OTEL_EXPORTER_OTLP_ENDPOINT'],
    ['proxy', proxy.url, 'HTTPS_PROXY'],
  ];
  const own = installation.flatMap(([connection, url, by]) =>
    url === null || url === undefined ? [] : [{ connection, authority: null, to: placeOf(url), via: null, by }],
  );
  return [...own, ...authorities.flatMap((authority) => connectionsOfAuthority(authority, proxy.url))];
}

function connectionsOfAuthority(authority: AuthorityConfig, proxy: string | null): ConfiguredConnection[] {
  const { code, sources, benchmarks, heartbeatUrl } = authority;
  const ofConnector = (config: ConnectorConfig, by: string, otherwise?: ConnectionId): ConfiguredConnection[] =>
    placesOf(config).map((to) => ({
      connection: otherwise ?? (`extracts-${config.kind}` as ConnectionId),
      authority: code,
      to,
      via: config.kind === 'https' || config.kind === 's3' ? placeOrNull(config.proxy ?? proxy) : null,
      by,
    }));
  return [
    ...sources.flatMap(({ id, connector }) => ofConnector(connector, `source ${id}`)),
    ...(benchmarks === null ? [] : ofConnector(benchmarks.connector, 'benchmarks', 'benchmarks')),
    ...(heartbeatUrl === null
      ? []
      : [
          {
            connection: 'heartbeat' as const,
            authority: code,
            to: placeOf(heartbeatUrl),
            via: placeOrNull(proxy),
            by: 'heartbeatUrl',
          },
        ]),
  ];
}

function placesOf(config: ConnectorConfig): string[] {
  switch (config.kind) {
    case 'folder':
      return []; // the system's own, also where it lies on a share
    case 'sftp':
      return [`${config.host}:${config.port}`];
    case 'sql':
      return [`${config.host}:${config.port ?? sqlPorts[config.dialect]}`];
    case 's3': {
      const endpoint = new URL(config.endpoint);
      if (!config.pathStyle) endpoint.hostname = `${config.bucket}.${endpoint.hostname}`;
      return [placeOf(endpoint.href)];
    }
    case 'https': {
      const addresses = [config.url ?? [], Object.values(config.urls ?? {})].flat();
      return [...new Set(addresses.map(placeOf))];
    }
  }
}

const placeOrNull = (url: string | null): string | null => (url === null ? null : placeOf(url));

function placeOf(url: string): string {
  const { protocol, hostname, port, username } = new URL(url);
  // With a login Vigil goes to the port for submission (infra/reference/mail-server.md).
  const usual = protocol === 'smtp:' && username !== '' ? '587' : (schemePorts[protocol] ?? '');
  return `${hostname}:${port === '' ? usual : port}`;
}
