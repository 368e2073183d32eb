import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { ConfigurationError } from './configuration/problems.ts';
import { logLevels, type LogLevel } from './logging.ts';
import { systemReason } from './system-error.ts';

/** What the environment says: the only place that reads it. Empty variables count as unset. */
export interface Environment {
  /** A vigil.yaml, or a directory with one file an authority. */
  readonly configPath: string | null;
  readonly dataDirectory: string;
  readonly databaseUrl: string | null;
  readonly redisUrl: string | null;
  readonly smtpUrl: string | null;
  readonly secretKey: GivenSecret | null;
  readonly proxy: Proxy;
  /** Where a process answers probes and Prometheus; null: nowhere. */
  readonly probe: ProbeAddress | null;
  /** Of the console's pages on 127.0.0.1, where the console runs alone. */
  readonly consolePort: number;
  /** Where spans go; null: there are none. */
  readonly tracing: Tracing | null;
  readonly logLevel: LogLevel | null;
  /** The domain's clock: VIGIL_NOW where set, else the real one. Leases and backoff never use it. */
  readonly now: () => Date;
}

export interface ProbeAddress {
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
}

/** As OpenTelemetry's own variables say it; its libraries read the others (headers, sampling) themselves. */
export interface Tracing {
  /** Of the collector, for traces: `http://collector:4318/v1/traces`. */
  readonly url: string;
}

/** How HTTPS leaves the network: `url` as HTTPS_PROXY has it (it may hold a password), `except` as NO_PROXY. */
export interface Proxy {
  readonly url: string | null;
  readonly except: string;
}

/** `file`: where VIGIL_SECRET_KEY_FILE points, null for VIGIL_SECRET_KEY. */
export interface GivenSecret {
  readonly value: string;
  readonly file: string | null;
}

/**
 * Reads VIGIL_CONFIG, VIGIL_DATA_DIR, DATABASE_URL, REDIS_URL, SMTP_URL, VIGIL_SECRET_KEY, VIGIL_PROBE_ADDRESS,
 * VIGIL_CONSOLE_PORT, VIGIL_LOG_LEVEL and VIGIL_NOW, each also from the file that `<name>_FILE` names; HTTPS_PROXY and
 * NO_PROXY as other programs do, in capitals or not; OpenTelemetry's OTEL_… for where traces go.
 * @throws ConfigurationError with every problem; values that may hold a password are not in it
 */
export function readEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  workingDirectory: string,
): Environment {
  const problems: string[] = [];
  const read = (name: string): GivenSecret | null => readVariable(env, name, problems);
  const url = (name: string, schemes: readonly string[]): string | null => {
    const value = read(name)?.value ?? null;
    if (value !== null && !isUrl(value, schemes)) {
      problems.push(
        `${name} is not an address that Vigil can use; expected ${schemes.map((scheme) => `${scheme}…`).join(' or ')}`,
      );
    }
    return value;
  };
  const configPath = read('VIGIL_CONFIG')?.value ?? null;
  const environment: Environment = {
    configPath: configPath === null ? null : resolve(workingDirectory, configPath),
    dataDirectory: resolve(workingDirectory, read('VIGIL_DATA_DIR')?.value ?? '.vigil'),
    databaseUrl: url('DATABASE_URL', ['postgres://', 'postgresql://']),
    redisUrl: url('REDIS_URL', ['redis://', 'rediss://']),
    smtpUrl: url('SMTP_URL', ['smtp://', 'smtps://']),
    secretKey: read('VIGIL_SECRET_KEY'),
    proxy: readProxy(env, problems),
    probe: readProbeAddress(read('VIGIL_PROBE_ADDRESS')?.value ?? null, problems),
    consolePort: readConsolePort(read('VIGIL_CONSOLE_PORT')?.value ?? null, problems),
    tracing: readTracing(env, problems),
    logLevel: readLogLevel(read('VIGIL_LOG_LEVEL')?.value ?? null, problems),
    now: clock(read('VIGIL_NOW')?.value ?? null, problems),
  };
  if (problems.length > 0) throw new ConfigurationError(problems);
  return environment;
}

function readVariable(
  env: Readonly<Record<string, string | undefined>>,
  name: string,
  problems: string[],
): GivenSecret | null {
  const value = env[name] || null;
  const file = env[`${name}_FILE`] || null;
  if (file === null) return value === null ? null : { value, file };
  if (value !== null) {
    problems.push(`${name} and ${name}_FILE are both set; expected one of them`);
    return null;
  }
  try {
    return { value: readFileSync(file, 'utf8').trim(), file };
  } catch (error) {
    const advice = 'expected a file that the account Vigil runs as may read, and nobody else';
    problems.push(`${name}_FILE is '${file}', which cannot be read (${systemReason(error)}); ${advice}`);
    return null;
  }
}

function readProxy(env: Readonly<Record<string, string | undefined>>, problems: string[]): Proxy {
  const url = env['https_proxy'] || env['HTTPS_PROXY'] || null;
  if (url !== null && !isUrl(url, ['http://', 'https://'])) {
    problems.push('HTTPS_PROXY is not an address that Vigil can use; expected http://… or https://…');
  }
  return { url, except: env['no_proxy'] || env['NO_PROXY'] || '' };
}

/** `host:port`; an IPv6 address stands in brackets. */
function readProbeAddress(value: string | null, problems: string[]): ProbeAddress | null {
  if (value === null) return null;
  const [, host, port] = /^(\[[\da-f:.]+\]|[\w.-]+):(\d{1,5})$/iu.exec(value) ?? [];
  if (host === undefined || Number(port) > 65_535) {
    problems.push(`VIGIL_PROBE_ADDRESS is '${value}'; expected host:port, such as 0.0.0.0:9464 or 127.0.0.1:9464`);
    return null;
  }
  return { host: host.replace(/^\[(.*)\]$/u, '$1'), port: Number(port) };
}

const usualConsolePort = 4600;

function readConsolePort(value: string | null, problems: string[]): number {
  if (value === null) return usualConsolePort;
  if (!/^\d{1,5}$/u.test(value) || Number(value) > 65_535) {
    problems.push(`VIGIL_CONSOLE_PORT is '${value}'; expected a number from 1 to 65535 (0: any that is free)`);
  }
  return Number(value);
}

/** On where OpenTelemetry would be: an endpoint or an exporter is named, and nothing says off. */
function readTracing(env: Readonly<Record<string, string | undefined>>, problems: string[]): Tracing | null {
  const exporter = env['OTEL_TRACES_EXPORTER'] || null;
  const exact = env['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'] || null;
  const base = env['OTEL_EXPORTER_OTLP_ENDPOINT'] || null;
  if (env['OTEL_SDK_DISABLED']?.toLowerCase() === 'true' || exporter === 'none') return null;
  if (exporter === null && exact === null && base === null) return null;
  if (exporter !== null && exporter !== 'otlp') {
    problems.push(`OTEL_TRACES_EXPORTER is '${exporter}'; expected otlp (over HTTP) or none`);
  }
  const url = exact ?? `${(base ?? 'http://localhost:4318').replace(/\/$/u, '')}/v1/traces`;
  if (!isUrl(url, ['http://', 'https://'])) {
    problems.push('OTEL_EXPORTER_OTLP_ENDPOINT is not an address that Vigil can use; expected http://… or https://…');
  }
  return { url };
}

function readLogLevel(value: string | null, problems: string[]): LogLevel | null {
  const level = logLevels.find((one) => one === value) ?? null;
  if (value !== null && level === null) {
    problems.push(`VIGIL_LOG_LEVEL is '${value}'; expected one of ${logLevels.join(', ')}`);
  }
  return level;
}

function isUrl(value: string, schemes: readonly string[]): boolean {
  return schemes.some((scheme) => value.startsWith(scheme)) && URL.canParse(value);
}

/** A day alone means its noon in UTC, which is the same day everywhere in Europe. */
function clock(value: string | null, problems: string[]): () => Date {
  if (value === null) return () => new Date();
  const day = /^\d{4}-\d{2}-\d{2}$/.test(value);
  const instant = new Date(day ? `${value}T12:00:00Z` : value);
  const zoned = day || /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(value);
  const real = !Number.isNaN(instant.getTime()) && (!day || instant.toISOString().startsWith(value));
  if (!zoned || !real) {
    problems.push(`VIGIL_NOW is '${value}'; expected a day or an instant, such as 2021-01-04 or 2021-01-04T02:15:00Z`);
  }
  return () => new Date(instant);
}
