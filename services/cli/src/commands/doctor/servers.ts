import { englandAndWales } from '@vigil/calendar';
import { moveDatabase, openDatabase, prepareDatabase, type Database } from '@vigil/database';
import { smtpTransport } from '@vigil/mail';
import { describeQueue, inspectRedis } from '@vigil/queue';
import { startServers, type Configuration, type Servers } from '@vigil/runtime';
import { mailDirectory } from '@vigil/hosting';
import type { CommandContext } from '../../session.ts';
import { databaseInWords } from '../status-in-words.ts';
import { adviceFor, ok, problem, said, warning, type Check } from './check.ts';

const oldestPostgres = 15;
const oldestRedis = [6, 2] as const;

/** Starts or finds the database, brings it up to date as every command does, and holds the secret against it. */
export async function* checkServers(configuration: Configuration, context: CommandContext): AsyncGenerator<Check> {
  let servers: Servers;
  try {
    servers = await startServers({ ...configuration, progress: context.say, moveDatabase });
  } catch (error) {
    yield problem('database', said(error));
    return;
  }
  const database = openDatabase(servers.databaseUrl, { connections: 2, name: 'vigil doctor' });
  try {
    yield await checkVersion(database, databaseInWords(servers.describe()));
    yield await checkSchema(database, configuration);
  } catch (error) {
    yield problem(
      'database',
      `${databaseInWords(servers.describe())} does not answer: ${said(error)}`,
      adviceFor(error, 'Check that it is running, and that DATABASE_URL names it with the right user and password.'),
    );
  } finally {
    await database.close();
    await servers.stop();
  }
}

async function checkVersion(database: Database, where: string): Promise<Check> {
  const [row] = await database.acrossAuthorities(
    ({ sql }) => sql<[{ version: string }]>`select current_setting('server_version') as version`,
  );
  return Number.parseInt(row.version, 10) >= oldestPostgres
    ? ok('database', `${where}, version ${row.version}`)
    : problem('database', `${where} is version ${row.version}.`, `Vigil needs PostgreSQL ${oldestPostgres} or newer.`);
}

async function checkSchema(database: Database, { secret, authorities }: Configuration): Promise<Check> {
  try {
    await prepareDatabase(database, { calendar: englandAndWales, key: secret, authorities });
    return ok('schema', `up to date, and made with this secret (key ${secret.keyId})`);
  } catch (error) {
    return problem('schema', said(error));
  }
}

export async function checkQueue(redisUrl: string | null): Promise<Check> {
  const where = describeQueue(redisUrl);
  if (redisUrl === null) return ok('queue', 'on PostgreSQL, in the same database');
  try {
    const { version, evictionPolicy } = await inspectRedis(redisUrl);
    if (isOlder(version)) return problem('queue', `${where} is version ${version}.`, 'Vigil needs Redis 6.2 or newer.');
    return evictionPolicy === 'noeviction'
      ? ok('queue', `${where}, version ${version}`)
      : problem(
          'queue',
          `${where} throws jobs away when its memory is full (maxmemory-policy ${evictionPolicy}).`,
          'Set maxmemory-policy noeviction in redis.conf.',
        );
  } catch (error) {
    return problem(
      'queue',
      `${where} does not answer: ${said(error)}`,
      adviceFor(error, 'Check REDIS_URL and that Redis is running; without REDIS_URL the queue is on PostgreSQL.'),
    );
  }
}

function isOlder(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor, oldestMinor] = oldestRedis;
  return major < oldestMajor || (major === oldestMajor && minor < oldestMinor);
}

/** Connects, greets and logs in; no mail is sent. */
export async function checkMail(configuration: Configuration): Promise<Check> {
  const { smtpUrl, demonstration } = configuration;
  if (smtpUrl === null) {
    const message = `is not sent, but caught in ${mailDirectory(configuration)}`;
    return demonstration
      ? ok('mail', message)
      : warning('mail', message, 'Set SMTP_URL for heads of service to get it.');
  }
  try {
    const transport = smtpTransport(smtpUrl, { timeouts: { connect: 10_000, greeting: 10_000, silence: 10_000 } });
    const answer = await transport.verify();
    await transport.close();
    return answer.ok ? ok('mail', `${transport.describe()} answers`) : problem('mail', answer.problem);
  } catch (error) {
    return problem('mail', said(error));
  }
}
