import { once } from 'node:events';
import { chmod } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { openCommitProxy } from './commit-proxy.ts';
import { openInbox } from './inbox.ts';
import { startNight } from './night-process.ts';
import { smallConfig, writeSmallDelivery } from './small-delivery.ts';
import { newVigil, queues } from './vigil.ts';

interface Failed {
  readonly stage: string;
  readonly kind: string;
  readonly message: string;
  readonly advice: string;
}

const asAt = '2021-01-04';

/** Waiting is part of what is tested here: for mail to be tried again, for a cut-off job to be taken up. */
vi.setConfig({ testTimeout: 180_000 });

describe.concurrent.each(queues)('a fault in the night, queue on $on', ({ queue, missing }) => {
  describe.skipIf(missing)('is mended:', () => {
    it('a mail server that is down is named, and a replay sends what was not sent', async () => {
      const port = await freePort();
      const vigil = await newVigil({ config: smallConfig('./extracts'), queue, smtpUrl: `smtp://127.0.0.1:${port}` });
      await writeSmallDelivery(join(vigil.directory, 'extracts'), asAt);
      const night = await vigil.vigil('run', '--format', 'json');
      expect(night.code).toBe(1);
      expect(JSON.parse(night.out)).toMatchObject({
        runs: [{ status: 'done' }],
        notifications: { sent: 0, uncertain: 0, failed: 1 },
      });
      const failed = await vigil.json<Failed[]>('failed');
      expect(failed).toMatchObject([{ stage: 'notify', kind: 'mail-not-sent' }]);
      expect(failed[0]?.message).toContain(`127.0.0.1:${port}`);

      const inbox = await openInbox({ port });
      expect(await vigil.vigil('replay', '--stage', 'notify', '--reason', 'the mail server is back')).toMatchObject({
        code: 0,
      });
      expect(inbox.mails).toHaveLength(1);
      expect(await vigil.json('failed')).toEqual([]);

      // What succeeded stays as it is, whoever replays it.
      const before = await vigil.json('snapshots', '--all-versions');
      const { runs } = JSON.parse(night.out) as { runs: { id: string }[] };
      expect(await vigil.vigil('replay', '--run', runs[0]!.id, '--reason', 'to see')).toMatchObject({ code: 0 });
      expect(await vigil.json('snapshots', '--all-versions')).toEqual(before);
      expect(inbox.mails).toHaveLength(1);
      await vigil.dispose();
      await inbox.close();
    });

    // Early on, while jobs are being handed over, and later, while files are being read.
    it.each([6, 14])('a database that is cut off at commit %i is waited for, and the night goes on', async (at) => {
      const inbox = await openInbox();
      const vigil = await newVigil({ config: smallConfig('./extracts'), queue, smtpUrl: inbox.url });
      await writeSmallDelivery(join(vigil.directory, 'extracts'), asAt);
      await vigil.vigil('status'); // makes the tables, so that the commits counted are the night's
      let cut: () => void = () => {};
      const proxy = await openCommitProxy(
        vigil.databaseUrl,
        (number) => number === at && cut(),
        (applicationName) => applicationName === 'vigil',
      );
      cut = proxy.cut;
      const { ended } = startNight(vigil, proxy.url);
      expect(await ended).toEqual([0, null]);
      await proxy.close();
      const ledger = await vigil.json<{ state: string }[]>('notifications');
      const uncertain = ledger.filter(({ state }) => state === 'uncertain').length;
      expect(inbox.mails.length).toBeLessThanOrEqual(1);
      expect(inbox.mails.length + uncertain).toBeGreaterThanOrEqual(1);
      expect(await vigil.json('failed')).toEqual([]);
      await vigil.dispose();
      await inbox.close();
    });
  });
});

describe('a file that cannot be opened', () => {
  it.skipIf(process.getuid?.() === 0)('is named, and is read once it can be', async () => {
    const vigil = await newVigil({ config: smallConfig('./extracts') });
    const folder = await writeSmallDelivery(join(vigil.directory, 'extracts'), asAt);
    const file = join(folder, 'contacts.csv');
    await chmod(file, 0);
    const night = await vigil.vigil('run');
    expect(night.code).toBe(1);
    expect(night.err).toContain('contacts.csv');
    await chmod(file, 0o600);
    expect(await vigil.vigil('run')).toMatchObject({ code: 0 });
    await vigil.dispose();
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
