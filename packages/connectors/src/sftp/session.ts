import type { Client, ConnectConfig, ServerHostKeyAlgorithm, SFTPWrapper } from 'ssh2';
import { networkReason } from '../remote/network-reason.ts';
import type { Secret } from '../remote/secret.ts';
import { UnreachableSource } from '../source.ts';
import { fingerprintOf, hostKeyOf, kindOf } from './host-key.ts';

export interface SftpAccount {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** The only key the server may show: `SHA256:…`, or the line of its public key. */
  readonly hostKey: string;
  /** One of password and private key is there. */
  readonly password: Secret | null;
  readonly privateKey: { readonly text: Secret; readonly passphrase: Secret | null } | null;
  /** How long to wait for an answer, or for the next bytes. */
  readonly timeoutSeconds: number;
}

export interface SftpSession {
  readonly sftp: SFTPWrapper;
  /** Whether the server or the network ended it. */
  readonly ended: boolean;
  end(): void;
}

/**
 * Connects and logs in; nothing is sent before the server has shown the pinned key.
 * @throws UnreachableSource
 */
export async function openSession(account: SftpAccount): Promise<SftpSession> {
  const place = `sftp://${account.host}:${account.port}`;
  const { Client: SshClient } = (await import('ssh2')).default;
  const client = new SshClient();
  let shown: Buffer | null = null;
  const config = await configOf(account, (key) => {
    shown = key;
    return fingerprintOf(key) === hostKeyOf(account.hostKey).fingerprint;
  });
  let ended = false;
  client.on('close', () => {
    ended = true;
  });
  try {
    const sftp = await connected(client, config);
    // Each request waits for its answer: held back by Nagle, reading is thirty times slower.
    client.setNoDelay(true);
    // What breaks later is told by the requests under way; an error event without a listener would end the process.
    client.on('error', () => {});
    return {
      sftp,
      get ended() {
        return ended;
      },
      end: () => {
        client.end();
        client.destroy();
      },
    };
  } catch (error) {
    client.on('error', () => {});
    client.destroy();
    throw new UnreachableSource(`${place} ${reasonOf(error, account, shown)}`);
  }
}

async function configOf(account: SftpAccount, hostVerifier: (key: Buffer) => boolean): Promise<ConnectConfig> {
  const { host, port, user, password, privateKey, timeoutSeconds } = account;
  const { algorithms } = hostKeyOf(account.hostKey);
  return {
    host,
    port,
    username: user,
    hostVerifier,
    readyTimeout: timeoutSeconds * 1000,
    keepaliveInterval: 15_000,
    ...(algorithms && { algorithms: { serverHostKey: algorithms as ServerHostKeyAlgorithm[] } }),
    ...(password && { password: await password(), tryKeyboard: true }),
    ...(privateKey && { privateKey: await privateKey.text() }),
    ...(privateKey?.passphrase && { passphrase: await privateKey.passphrase() }),
  };
}

function connected(client: Client, config: ConnectConfig): Promise<SFTPWrapper> {
  return new Promise((resolve, reject) => {
    client.once('error', reject);
    client.once('close', () => reject(new Error('the connection was cut')));
    client.once('ready', () => {
      client.sftp((error, sftp) => {
        if (error) reject(Object.assign(new Error(error.message), { level: 'sftp' }));
        else resolve(sftp);
      });
    });
    // Some servers ask for the password in a dialogue of their own.
    client.on('keyboard-interactive', (_name, _instructions, _language, prompts, answer) => {
      answer(prompts.map(() => config.password ?? ''));
    });
    client.connect(config);
  });
}

function reasonOf(error: unknown, account: SftpAccount, shown: Buffer | null): string {
  const pinned = hostKeyOf(account.hostKey).fingerprint;
  if (shown !== null && fingerprintOf(shown) !== pinned) {
    return (
      `shows the ${kindOf(shown)} key ${fingerprintOf(shown)}, but hostKey in vigil.yaml is ${pinned}. ` +
      'Either it has a new key, or this is not the server: ask its owner, and only if they confirm the new key put it into hostKey.'
    );
  }
  const { level, message } = error as Error & { level?: string };
  if (level === 'client-authentication') {
    const what = account.password === null ? 'private key' : 'password';
    return `does not let the user ${account.user} in. Is the ${what} the right one, and the account not locked?`;
  }
  if (level === 'client-timeout') return `did not answer in ${account.timeoutSeconds} seconds.`;
  if (level === 'sftp') return `let the user ${account.user} in, but offers no SFTP (${message}).`;
  if (/no matching host key/i.test(message)) return 'has no key of the kind that hostKey in vigil.yaml has.';
  if (/privateKey/i.test(message)) return `cannot be logged in to: the private key cannot be used (${message}).`;
  return `cannot be reached: ${networkReason(error)}`;
}
