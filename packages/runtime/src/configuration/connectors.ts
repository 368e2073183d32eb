import { z } from 'zod';
import { listName, words } from './values.ts';

/** Where a source's deliveries come from: one form a kind. What each needs on the other side: infra/reference/connectors.md. */

const path = z.string().min(1, 'expected the path of a file');

const ownFile = 'expected { file: /etc/vigil/NAME.secret }: a secret is kept in a file of its own, never in vigil.yaml';

/** Only where a secret lies; it is read when it is used, so that a changed one needs no restart. */
const secret = z.unknown().transform((value, context): { readonly file: string } => {
  const { file, ...others }: { file?: unknown } = typeof value === 'object' && value !== null ? value : {};
  if (typeof file === 'string' && file !== '' && Object.keys(others).length === 0) return { file };
  // What was written instead may be the secret itself, and is not to be repeated.
  context.addIssue({ code: 'custom', message: ownFile, input: value === undefined ? undefined : '…' });
  return z.NEVER;
});

const host = z
  .string()
  .regex(
    /^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$|^[0-9A-Fa-f:]+$/,
    'expected the name of a server, such as extracts.example.gov.uk',
  );
const port = z.int().min(1).max(65_535);
const timeout = (seconds: number) => z.int().min(1).max(86_400).default(seconds);

const overTls = {
  /** Beside the authorities that Node trusts. */
  caFile: path.nullable().default(null),
};

/** An address; one with a password in it is refused, and not repeated. */
const address = (fits: (text: string) => boolean, expected: string) =>
  z.string().transform((text, context) => {
    if (fits(text)) return text;
    context.addIssue({ code: 'custom', message: expected, input: text.includes('@') ? '…' : text });
    return z.NEVER;
  });

const proxy = address(
  isProxy,
  'expected the address of a proxy, such as http://proxy.example.gov.uk:3128; ' +
    'one that wants a password is said in HTTPS_PROXY',
);

const secure = 'expected an address that begins with https:// (http:// only on this machine), without a password in it';
const secureUrl = address(isSecureUrl, secure);
const urlOfDay = address(
  (text) => isSecureUrl(text.replaceAll('{asAt}', '2021-01-04')),
  `${secure}; {asAt} stands for the day`,
);

const overHttp = {
  ...overTls,
  proxy: proxy.nullable().default(null),
  timeoutSeconds: timeout(60),
};

/** Control characters are what YAML makes of \e or \t in a Windows path between double quotes. */
const folderPath = z
  .string()
  .min(1, 'expected the path of a folder')
  .regex(
    /^\P{Cc}*$/u,
    String.raw`expected the path of a folder; between double quotes \ is written twice, single quotes keep it`,
  );

const folder = z.strictObject({ kind: z.literal('folder'), path: folderPath });

const sftp = z.strictObject({
  kind: z.literal('sftp'),
  host,
  port: port.default(22),
  user: words,
  path: z.string().min(1).default('.'),
  hostKey: z
    .string()
    .regex(
      /^SHA256:[A-Za-z0-9+/]{43}=?$|^(ssh-|ecdsa-)[a-z0-9-]+ [A-Za-z0-9+/]+=*( .*)?$/,
      "expected the server's key as its owner gives it: SHA256:… (ssh-keygen -lf prints it), or the line of its public key",
    ),
  password: secret.nullable().default(null),
  privateKey: z
    .strictObject({ file: path, passphrase: secret.nullable().default(null) })
    .nullable()
    .default(null),
  timeoutSeconds: timeout(60),
});

const https = z.strictObject({
  kind: z.literal('https'),
  url: secureUrl
    .refine(
      (text) => new URL(text).pathname.endsWith('.json'),
      'expected the address of a manifest.json; addresses of lists go under urls',
    )
    .nullable()
    .default(null),
  urls: z
    .record(
      z
        .string()
        .regex(/^[^/\\:{}]+\.(csv|tsv|txt|xlsx)$/i, 'expected the name that the file is to have, such as contacts.csv'),
      urlOfDay,
    )
    .nullable()
    .default(null),
  bearer: secret.nullable().default(null),
  basic: z.strictObject({ user: words, password: secret }).nullable().default(null),
  ...overHttp,
});

const s3 = z.strictObject({
  kind: z.literal('s3'),
  endpoint: secureUrl,
  region: words.default('us-east-1'),
  bucket: z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'expected the name of a bucket'),
  prefix: z.string().regex(/^[^/]/, 'expected a prefix that does not begin with /').nullable().default(null),
  accessKeyId: words,
  secretAccessKey: secret,
  pathStyle: z.boolean().default(true),
  ...overHttp,
});

/** A query, or the file that holds it. */
const query = z.union([z.string().min(1), z.strictObject({ file: path })], {
  error: 'expected a query, or { file: contacts.sql }',
});

const sql = z.strictObject({
  kind: z.literal('sql'),
  dialect: z.enum(['postgresql', 'mariadb', 'sqlserver']),
  host,
  port: port.nullable().default(null),
  database: words,
  user: words,
  password: secret,
  tls: z.boolean().default(true),
  asAt: query.nullable().default(null),
  queries: z
    .record(listName, query)
    .refine((queries) => Object.keys(queries).length > 0, 'expected a query for at least one list'),
  ...overTls,
  timeoutSeconds: timeout(600),
});

/** Where files lie that are no lists. */
export const fileConnector = z.discriminatedUnion('kind', [folder, sftp, https, s3], {
  error: ({ code }) => (code === 'invalid_union' ? 'expected folder, sftp, https or s3' : undefined),
});

export const connector = z.discriminatedUnion('kind', [folder, sftp, https, s3, sql], {
  error: ({ code }) => (code === 'invalid_union' ? 'expected folder, sftp, https, s3 or sql' : undefined),
});

export type WrittenConnector = z.output<typeof connector>;
type Written<Kind extends WrittenConnector['kind']> = Extract<WrittenConnector, { readonly kind: Kind }>;

/** As written, with the paths of files absolute and the queries read. */
export type ConnectorConfig =
  | Readonly<Written<'folder'> | Written<'sftp'> | Written<'https'> | Written<'s3'>>
  | SqlConfig;

export type SqlConfig = Readonly<Omit<Written<'sql'>, 'asAt' | 'queries'>> & {
  readonly asAt: string | null;
  /** By list. */
  readonly queries: Readonly<Record<string, string>>;
};

/** Only a proxy without a password: that would be a secret in vigil.yaml. */
function isProxy(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return (protocol === 'http:' || protocol === 'https:') && username === '' && password === '';
}

function isSecureUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  if (username !== '' || password !== '') return false;
  const here = hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
  return protocol === 'https:' || (protocol === 'http:' && here);
}
