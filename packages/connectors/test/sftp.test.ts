import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import ssh2 from 'ssh2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { treeConnector } from '../src/index.ts';
import { fingerprintOf } from '../src/sftp/host-key.ts';
import { sftpTree } from '../src/sftp/sftp-tree.ts';
import { clientKey, sshdMissing, startSshd, type Sshd } from './sshd.ts';

const client = clientKey();
const stranger = clientKey();
const locked = ssh2.utils.generateKeyPairSync('ed25519', {
  passphrase: 'correct horse',
  cipher: 'aes256-ctr',
  rounds: 16,
});
const text = (secret: string) => async () => secret;

describe.skipIf(sshdMissing !== null)(
  `an SFTP account of OpenSSH${sshdMissing === null ? '' : ` (skipped: ${sshdMissing})`}`,
  () => {
    let directory = '';
    let out = '';
    let sshd: Sshd;
    /** More than one packet, window and buffer hold. */
    const large = Buffer.from(Array.from({ length: 400_000 }, (_, line) => `C${line},04/01/2021\r\n`).join(''));

    beforeAll(async () => {
      directory = await mkdtemp(join(tmpdir(), 'vigil-test-sftp-'));
      out = join(directory, 'out');
      await mkdir(join(out, '2021-01-04'), { recursive: true });
      await writeFile(join(out, '2021-01-04', 'contacts.csv'), large);
      await symlink(join(out, '2021-01-04', 'contacts.csv'), join(out, '2021-01-04', 'referrals.csv'));
      await symlink('nowhere', join(out, '2021-01-04', 'assessments.csv'));
      await writeFile(join(out, '2021-01-04', 'back\\slash.csv'), 'x');
      sshd = await startSshd(directory, `${client.public}\n${locked.public}`);
    });
    afterAll(async () => {
      await sshd?.stop();
      await rm(directory, { recursive: true, force: true });
    });

    const tree = (changes: Partial<Parameters<typeof sftpTree>[0]> = {}) =>
      sftpTree({
        host: '127.0.0.1',
        port: sshd.port,
        user: sshd.user,
        path: out,
        hostKey: sshd.hostKeys.ed25519,
        password: null,
        privateKey: { text: text(client.private), passphrase: null },
        timeoutSeconds: 10,
        ...changes,
      });
    const settings = { settleSeconds: 0, now: () => new Date() };

    it('is found and read like a folder, links too', async () => {
      const source = treeConnector({ tree: tree(), ...settings });
      const { deliveries, problems } = await source.findDeliveries();
      expect(deliveries).toMatchObject([
        {
          asAt: '2021-01-04',
          location: `sftp://127.0.0.1:${sshd.port}${out}/2021-01-04`,
          files: [
            { name: 'contacts.csv', list: 'contacts', bytes: large.length },
            { name: 'referrals.csv', list: 'referrals', bytes: large.length },
          ],
          whole: { yes: true },
        },
      ]);
      expect(problems).toHaveLength(1);
      expect(problems[0]).toContain(String.raw`"back\\slash.csv", which could be taken for a path`);
      expect(large.equals(await buffer(await deliveries[0]!.files[0]!.open()))).toBe(true);
      await source.close();
    });

    it('opens its connection again after it was closed or lost', async () => {
      const account = tree();
      await account.list(out);
      await account.close();
      expect(await account.list(out)).toHaveLength(1);
      await account.close();
    });

    it.each(['ed25519', 'rsa'] as const)('is known by the line of its %s key, or by its fingerprint', async (kind) => {
      const line = sshd.hostKeys[kind];
      const byLine = tree({ hostKey: `${line} root@extracts` });
      expect(await byLine.list(out)).toHaveLength(1);
      await byLine.close();
    });

    it('that shows another key is not logged in to; both fingerprints are told', async () => {
      const print = (line: string) => fingerprintOf(Buffer.from(line.split(' ')[1]!, 'base64'));
      const account = tree({ hostKey: print(stranger.public) });
      await expect(account.list(out)).rejects.toThrow(
        `shows the ssh-ed25519 key ${print(sshd.hostKeys.ed25519)}, but hostKey in vigil.yaml is ${print(stranger.public)}.`,
      );
      await account.close();
    });

    it.each([
      [
        'another key',
        { privateKey: { text: text(stranger.private), passphrase: null } },
        /does not let the user .* in\. Is the private key/,
      ],
      ['no key at all', { privateKey: { text: text('none'), passphrase: null } }, /the private key cannot be used/],
      [
        'a locked key without its passphrase',
        { privateKey: { text: text(locked.private), passphrase: null } },
        /the private key cannot be used .*passphrase/,
      ],
      ['a port where nothing listens', { port: 1 }, /cannot be reached: nothing listens there/],
      [
        'an unknown name',
        { host: 'nowhere.invalid' },
        /cannot be reached: (no server of that name|its name could not)/,
      ],
      ['a path that is not there', { path: '/nowhere/at/all' }, /nowhere\/at\/all is not there\. Is the path right\?/],
    ])('says so with %s', async (_, changes, sentence) => {
      const account = tree(changes);
      await expect(account.list(account.root)).rejects.toThrow(sentence);
      await account.close();
    });

    it('opens a locked key with its passphrase', async () => {
      const account = tree({ privateKey: { text: text(locked.private), passphrase: text('correct horse') } });
      expect(await account.list(out)).toHaveLength(1);
      await account.close();
    });

    it('says that a file changed between being listed and read', async () => {
      const account = tree();
      const [folder] = await account.list(out);
      const file = (await account.list(folder!.path)).find(({ name }) => name === 'contacts.csv');
      const shorter = await account.open({ ...file!, bytes: 100 });
      await expect(buffer(shorter)).rejects.toThrow(/bytes came where 100 were expected; it was cut off, or changed/);
      const longer = await account.open({ ...file!, bytes: large.length + 1 });
      await expect(buffer(longer)).rejects.toThrow(
        `${large.length} bytes came where ${large.length + 1} were expected`,
      );
      await account.close();
    });
  },
);
