export interface SmtpServer {
  host: string;
  port: number;
  /** TLS from the first byte (smtps://); otherwise STARTTLS where the server offers it. */
  secure: boolean;
  login: { user: string; pass: string } | null;
  requireTLS: boolean;
  ignoreTLS: boolean;
  verifyCertificate: boolean;
  /** A PEM file with authorities that are trusted beside those of Node.js. */
  caFile: string | null;
  /** The name said in EHLO; the machine's own where null. */
  name: string | null;
}

const switches = ['requireTLS', 'ignoreTLS', 'tls.rejectUnauthorized'] as const;
const parameters = new Set<string>([...switches, 'caFile', 'name']);

/**
 * Reads `smtp://host:25`, `smtp://user:password@host:587?requireTLS=true`, `smtps://user:password@host:465`.
 * Without a port: 465 for smtps, 587 with a login, else 25. Parameters: `requireTLS`, `ignoreTLS`,
 * `tls.rejectUnauthorized` (true or false), `caFile` (a PEM file) and `name` (what to say in EHLO).
 * With a login TLS is required: only `ignoreTLS=true` or `requireTLS=false` lets a password travel in clear, or a server
 * on this machine, to which it does not travel.
 * @throws Error that never repeats the password
 */
export function parseSmtpUrl(text: string): SmtpServer {
  const example = 'expected smtp://host:25 or smtps://user:password@host:465';
  if (!URL.canParse(text)) {
    throw new Error(`SMTP_URL cannot be read: ${example}, with : / @ ? # in the password percent-encoded`);
  }
  const url = new URL(text);
  if (url.protocol !== 'smtp:' && url.protocol !== 'smtps:') {
    throw new Error(`SMTP_URL begins with ${url.protocol}//: ${example}`);
  }
  if (url.hostname === '') throw new Error(`SMTP_URL names no host: ${example}`);
  for (const name of url.searchParams.keys()) {
    if (!parameters.has(name)) {
      throw new Error(`SMTP_URL has an unknown parameter "${name}": it may have ${[...parameters].join(', ')}`);
    }
  }
  const [requireTLS, ignoreTLS, rejectUnauthorized] = switches.map((name) => flag(url, name));
  const secure = url.protocol === 'smtps:';
  const login = url.username === '' ? null : { user: decoded(url.username), pass: decoded(url.password) };
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  return {
    host,
    port: url.port === '' ? defaultPort(secure, login !== null) : Number(url.port),
    secure,
    login,
    requireTLS: requireTLS ?? (login !== null && !ignoreTLS && !isThisMachine(host)),
    ignoreTLS: ignoreTLS ?? false,
    verifyCertificate: rejectUnauthorized ?? true,
    caFile: url.searchParams.get('caFile'),
    name: url.searchParams.get('name'),
  };
}

/** The server for people: scheme, host and port, never the login. */
export function describeServer(server: SmtpServer): string {
  const host = server.host.includes(':') ? `[${server.host}]` : server.host;
  return `${server.secure ? 'smtps' : 'smtp'}://${host}:${server.port}`;
}

function isThisMachine(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d+){3}$/.test(host);
}

function defaultPort(secure: boolean, login: boolean): number {
  if (secure) return 465;
  return login ? 587 : 25;
}

function flag(url: URL, name: string): boolean | null {
  const value = url.searchParams.get(name);
  if (value === null) return null;
  if (value !== 'true' && value !== 'false') {
    throw new Error(`SMTP_URL has ${name}=${value}: expected true or false`);
  }
  return value === 'true';
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new Error('SMTP_URL has a stray % in its user or password: write it as %25');
  }
}
