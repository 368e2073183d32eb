/** A way in which Vigil talks to something else over the network: what the list of connections is made of. */
export interface ConnectionKind {
  readonly id: ConnectionId;
  readonly title: string;
  readonly direction: 'out' | 'in';
  /** Where to, in words; what a configuration says of it stands in `connectionsOf`. */
  readonly to: string;
  readonly when: string;
  /** What goes, and what comes back. */
  readonly carries: string;
  readonly protection: string;
  /** The files whose imports make it; a test holds these complete. */
  readonly code: readonly string[];
}

export type ConnectionId =
  | 'extracts-sftp'
  | 'extracts-https'
  | 'extracts-s3'
  | 'extracts-sql'
  | 'benchmarks'
  | 'database'
  | 'redis'
  | 'mail'
  | 'heartbeat'
  | 'bank-holidays'
  | 'traces'
  | 'proxy'
  | 'embedded-database'
  | 'pages'
  | 'probes';

const https = ['packages/connectors/src/https/transport.ts', 'packages/connectors/src/remote/certificates.ts'] as const;
const fetched = 'Requests without a body; files come back, and go nowhere else.';
const tls = 'TLS; http:// only to this machine';

export const connectionKinds: readonly ConnectionKind[] = [
  {
    id: 'extracts-sftp',
    title: 'Extracts by SFTP',
    direction: 'out',
    to: 'the server that a source names (sources[].connector, kind sftp), port 22 unless another is given',
    when: 'on the schedule of the source, until its delivery is there; vigil run, match and doctor',
    carries:
      'A login by password or key; names and contents of files come back, child-level. Nothing is written there.',
    protection: 'SSH; only the host key that vigil.yaml names is accepted',
    code: ['packages/connectors/src/sftp/session.ts'],
  },
  {
    id: 'extracts-https',
    title: 'Extracts by HTTPS',
    direction: 'out',
    to: 'the addresses that a source names (kind https), and where they redirect to',
    when: 'on the schedule of the source, until its delivery is there; vigil run, match and doctor',
    carries: `${fetched} Child-level. A token or password goes to the named address alone.`,
    protection: tls,
    code: [...https],
  },
  {
    id: 'extracts-s3',
    title: 'Extracts from S3',
    direction: 'out',
    to: 'the endpoint that a source names (kind s3)',
    when: 'on the schedule of the source, until its delivery is there; vigil run, match and doctor',
    carries: `${fetched} Child-level. Requests are signed; the key itself does not travel.`,
    protection: tls,
    code: [...https, 'packages/connectors/src/s3/bucket.ts'],
  },
  {
    id: 'extracts-sql',
    title: 'Extracts out of a database',
    direction: 'out',
    to: 'the database server that a source names (kind sql): PostgreSQL 5432, MariaDB 3306, SQL Server 1433 unless another port is given',
    when: 'on the schedule of the source, until its delivery is there; vigil run, match and doctor',
    carries: 'A login and the queries of vigil.yaml; rows come back, child-level. Nothing is written there.',
    protection: 'TLS, unless the source says tls: false',
    code: [
      'packages/connectors/src/remote/certificates.ts',
      'packages/connectors/src/sql/mariadb.ts',
      'packages/connectors/src/sql/postgresql.ts',
      'packages/connectors/src/sql/sqlserver.ts',
    ],
  },
  {
    id: 'benchmarks',
    title: 'Published statistics',
    direction: 'out',
    to: 'the place that benchmarks.connector names; none without it',
    when: 'on its schedule; vigil run and doctor',
    carries: 'As extracts of its kind; what comes back is published by the Department for Education.',
    protection: 'as extracts of its kind',
    code: [...https, 'packages/connectors/src/s3/bucket.ts', 'packages/connectors/src/sftp/session.ts'],
  },
  {
    id: 'database',
    title: 'PostgreSQL of your own',
    direction: 'out',
    to: 'the server in DATABASE_URL; without it the embedded one on 127.0.0.1',
    when: 'always, while Vigil runs',
    carries:
      'Everything Vigil holds: pseudonymised records, encrypted rows and identifiers, figures, mails, the queue.',
    protection: 'as DATABASE_URL says (sslmode=verify-full)',
    code: ['packages/database/src/database.ts', 'packages/database/src/prepare.ts', 'packages/queue/src/backend.ts'],
  },
  {
    id: 'redis',
    title: 'Redis of your own',
    direction: 'out',
    to: 'the server in REDIS_URL; none without it',
    when: 'always, while Vigil runs',
    carries: 'Which stage is due: numbers and names of lists, no figure and nothing about a child.',
    protection: 'TLS with rediss://',
    code: ['packages/queue/src/backend.ts', 'packages/queue/src/check.ts'],
  },
  {
    id: 'mail',
    title: 'Mail',
    direction: 'out',
    to: 'the server in SMTP_URL; without it mail stays in the data directory',
    when: 'when there is something to say, once a person and working day; vigil mail test and doctor',
    carries:
      'Figures of the authority after the disclosure rule, charts, names of services; to contributors, which figures they owe; nothing about one child.',
    protection: 'TLS where the server offers it; always where there is a login, or with requireTLS=true',
    code: ['packages/mail/src/smtp-session.ts'],
  },
  {
    id: 'heartbeat',
    title: 'Heartbeat',
    direction: 'out',
    to: 'heartbeatUrl; none without it',
    when: 'every five minutes, while the scheduler runs',
    carries: 'The request alone: that Vigil is alive.',
    protection: tls,
    code: [...https],
  },
  {
    id: 'bank-holidays',
    title: 'Bank holidays',
    direction: 'out',
    to: 'https://www.gov.uk/bank-holidays.json, or the address or file of --from',
    when: 'only when somebody says vigil calendar refresh',
    carries: fetched,
    protection: tls,
    code: [...https],
  },
  {
    id: 'traces',
    title: 'Traces',
    direction: 'out',
    to: 'the collector in OTEL_EXPORTER_OTLP_ENDPOINT; none without it',
    when: 'while Vigil works, where tracing is switched on',
    carries: 'Names, times and outcomes of stages, with the ids of runs; nothing about a child.',
    protection: 'TLS with https://',
    code: ['packages/hosting/src/tracing/start-tracing.ts'],
  },
  {
    id: 'proxy',
    title: 'Proxy',
    direction: 'out',
    to: 'the proxy in HTTPS_PROXY, or of a source',
    when: 'with each connection by HTTPS but for those of NO_PROXY; vigil doctor sees whether it answers',
    carries: 'The names of the servers that are asked for; what is said to them is encrypted.',
    protection: 'TLS to the server behind it',
    code: [...https, 'packages/connectors/src/https/proxy.ts'],
  },
  {
    id: 'embedded-database',
    title: 'Embedded PostgreSQL',
    direction: 'in',
    to: '127.0.0.1, a free port that stays the same',
    when: 'while Vigil runs, unless DATABASE_URL is set',
    carries: 'As PostgreSQL of your own; Power BI and Excel read the views in reporting with a login of their own.',
    protection: 'this machine only; a generated password, scram-sha-256',
    code: ['packages/runtime/src/servers/postmaster.ts'],
  },
  {
    id: 'pages',
    title: 'Pages',
    direction: 'in',
    to: '127.0.0.1, port 4600 unless another is given',
    when: 'while vigil up, vigil start or the console runs',
    carries: 'Figures, runs, caught mail, metrics; nothing about one child, no actions.',
    protection: 'this machine only',
    code: ['services/console/src/server.ts'],
  },
  {
    id: 'probes',
    title: 'Probes and metrics',
    direction: 'in',
    to: 'VIGIL_PROBE_ADDRESS; none without it',
    when: 'while a service runs',
    carries: 'Whether the service is alive and ready; counts and durations, nothing about a child.',
    protection: 'none of its own: give it to the monitoring network alone',
    code: ['packages/hosting/src/probes/server.ts'],
  },
];
