import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import ssh2 from 'ssh2';
import { missing } from './missing.ts';
import { freePort } from '../../runtime/test/free-port.ts';

const program = '/usr/sbin/sshd';
/** Why the suite is skipped; null where it runs. */
export const sshdMissing = missing([program], 'openssh-server');

/** A key that a client may log in with. */
export const clientKey = (): { public: string; private: string } => ssh2.utils.generateKeyPairSync('ed25519');

export interface Sshd {
  readonly port: number;
  readonly user: string;
  /** The lines of its public keys: ssh-ed25519 and ssh-rsa. */
  readonly hostKeys: { readonly ed25519: string; readonly rsa: string };
  stop(): Promise<void>;
}

/** OpenSSH's own server on a free port of this machine, as the user of the tests; whoever has the key gets in. */
export async function startSshd(directory: string, authorizedKey: string): Promise<Sshd> {
  // Run by root it insists on this directory, which its service would make.
  if (process.getuid?.() === 0) await mkdir('/run/sshd', { recursive: true });
  const [ed25519, rsa] = [
    ssh2.utils.generateKeyPairSync('ed25519'),
    ssh2.utils.generateKeyPairSync('rsa', { bits: 2048 }),
  ];
  const port = await freePort();
  const file = async (name: string, text: string): Promise<string> => {
    await writeFile(join(directory, name), text, { mode: 0o600 });
    return join(directory, name);
  };
  const config = await file(
    'sshd_config',
    `Port ${port}
ListenAddress 127.0.0.1
HostKey ${await file('host_ed25519', ed25519.private)}
HostKey ${await file('host_rsa', rsa.private)}
AuthorizedKeysFile ${await file('authorized_keys', `${authorizedKey}\n`)}
PidFile none
StrictModes no
UsePAM no
PasswordAuthentication no
PermitRootLogin prohibit-password
Subsystem sftp internal-sftp
`,
  );
  const child = spawn(program, ['-D', '-e', '-f', config], { stdio: ['ignore', 'ignore', 'pipe'] });
  const said: string[] = [];
  await new Promise<void>((resolve, reject) => {
    child.once('exit', () => reject(new Error(`sshd ended: ${said.join(' ')}`)));
    createInterface(child.stderr).on('line', (line) => {
      said.push(line);
      if (line.startsWith('Server listening')) resolve();
    });
  });
  return {
    port,
    user: userInfo().username,
    hostKeys: { ed25519: ed25519.public, rsa: rsa.public },
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}
