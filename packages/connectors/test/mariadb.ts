import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import mysql from 'mysql2';
import { missing } from './missing.ts';
import { freePort } from '../../runtime/test/free-port.ts';
import { makeCertificates } from './web.ts';

const programs = ['/usr/sbin/mariadbd', '/usr/bin/mariadb-install-db'] as const;
/** Why the suite is skipped; null where it runs. */
export const mariadbMissing = missing(programs, 'mariadb-server');

export interface Mariadb {
  readonly port: number;
  /** Of the authority that signed its certificate for localhost. */
  readonly caFile: string;
  /** As its owner. */
  run(sql: string): Promise<void>;
  stop(): Promise<void>;
}

/** A MariaDB of this run's own, as the user of the tests. */
export async function startMariadb(): Promise<Mariadb> {
  const directory = await mkdtemp(join(tmpdir(), 'vigil-test-mariadb-'));
  const data = join(directory, 'data');
  const certificates = makeCertificates(directory);
  const user = `--user=${userInfo().username}`;
  await promisify(execFile)(programs[1], [
    '--no-defaults',
    user,
    `--datadir=${data}`,
    '--auth-root-authentication-method=normal',
    '--skip-test-db',
  ]);
  const port = await freePort();
  const child = spawn(
    programs[0],
    [
      '--no-defaults',
      user,
      `--datadir=${data}`,
      `--socket=${join(directory, 'socket')}`,
      `--pid-file=${join(directory, 'pid')}`,
      `--port=${port}`,
      '--bind-address=127.0.0.1',
      '--character-set-server=utf8mb4',
      `--ssl-cert=${certificates.certificateFile}`,
      `--ssl-key=${certificates.keyFile}`,
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const said: string[] = [];
  await new Promise<void>((resolve, reject) => {
    child.once('exit', () => reject(new Error(`mariadbd ended: ${said.join('\n')}`)));
    createInterface(child.stderr).on('line', (line) => {
      said.push(line);
      if (line.includes('ready for connections')) resolve();
    });
  });
  const owner = mysql.createConnection({ host: '127.0.0.1', port, user: 'root', multipleStatements: true }).promise();
  return {
    port,
    caFile: certificates.caFile,
    run: async (sql) => {
      await owner.query(sql);
    },
    stop: async () => {
      await owner.end();
      const ended = once(child, 'exit');
      child.kill();
      await ended;
      await rm(directory, { recursive: true, force: true });
    },
  };
}
