import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { clientKey, sshdMissing } from '../../../packages/connectors/test/sshd.ts';
import { makeCertificates, proxyServer, webServer } from '../../../packages/connectors/test/web.ts';
import { folderOf, https, mariadb, postgresql, s3, secret, sftp, tokenOfRemotes, type Kind } from './remotes.ts';
import { smallConfig, writeSmallDelivery } from './small-delivery.ts';
import { newVigil, type VigilUnderTest } from './vigil.ts';

const asAt = '2021-01-04';

const withConnector = (connector: object): string =>
  smallConfig('').replace(/connector: .*/u, () => `connector: ${JSON.stringify(connector)}`);

describe('a source', () => {
  let ofFolder: unknown;
  const stops: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    const vigil = await newVigil({ config: smallConfig('./extracts') });
    await writeSmallDelivery(join(vigil.directory, 'extracts'), asAt);
    await vigil.json('run');
    ofFolder = await vigil.json('snapshots');
    await vigil.dispose();
  });
  afterEach(async () => {
    for (const stop of stops.splice(0).toReversed()) await stop();
  });
  async function vigilWith(kind: Kind): Promise<{ vigil: VigilUnderTest; directory: string; connector: object }> {
    const directory = await mkdtemp(join(tmpdir(), 'vigil-test-remote-'));
    stops.push(() => rm(directory, { recursive: true, force: true }));
    await mkdir(join(directory, 'extracts'));
    await writeSmallDelivery(join(directory, 'extracts'), asAt);
    const { connector, stop } = await kind.start(directory, asAt);
    stops.push(stop);
    const vigil = await newVigil({ config: withConnector(connector) });
    stops.push(() => vigil.dispose());
    return { vigil, directory, connector };
  }

  it('in a folder gives figures, which the others are held to', () => {
    expect(ofFolder).not.toHaveLength(0);
  });

  for (const kind of [sftp, https, s3, postgresql, mariadb]) {
    it.skipIf(kind.missing !== null)(
      `over ${kind.name} gives the figures that a folder gives, once${kind.missing === null ? '' : ` (skipped: ${kind.missing})`}`,
      async () => {
        const { vigil } = await vigilWith(kind);
        const doctor = await vigil.json<{ check: string; state: string; message: string }[]>('doctor');
        expect(doctor).toContainEqual(
          expect.objectContaining({
            check: 'source casework',
            state: 'ok',
            message: `one delivery, the newest as at ${asAt} with contacts, section_47_enquiries`,
          }),
        );
        await vigil.json('run');
        expect(await vigil.json('snapshots')).toEqual(ofFolder);
        expect(await vigil.json('run')).toMatchObject({ runs: [] });
      },
    );
  }

  it.skipIf(sshdMissing !== null)(
    'whose server shows another key is left alone; run and doctor say so alike',
    async () => {
      const { vigil, connector } = await vigilWith(sftp);
      await vigil.configure(withConnector({ ...connector, hostKey: clientKey().public }));
      const sentence = /shows the ssh-ed25519 key SHA256:\S+, but hostKey in vigil\.yaml is SHA256:/u;
      const run = await vigil.vigil('run');
      expect(run.code).toBe(1);
      expect(run.err).toMatch(sentence);
      expect((await vigil.vigil('doctor')).out).toMatch(sentence);
      const failed = await vigil.json<{ message: string }[]>('failed');
      expect(failed[0]!.message).toMatch(sentence);
    },
  );

  it('is reached through the proxy that the environment names', async () => {
    const { vigil } = await vigilWith(https);
    const proxy = await proxyServer();
    stops.push(() => proxy.close());
    vigil.env['HTTPS_PROXY'] = proxy.url;
    await vigil.json('run');
    expect(proxy.tunnels).not.toHaveLength(0);
    expect(await vigil.json('snapshots')).toEqual(ofFolder);
  });

  it('whose secret cannot be read names the file', async () => {
    const { vigil, connector } = await vigilWith(https);
    const file = join(vigil.directory, 'nowhere');
    await vigil.configure(withConnector({ ...connector, bearer: { file } }));
    expect((await vigil.vigil('doctor')).out).toContain(`The secret in ${file} cannot be read`);
  });

  it('that breaks off in the middle of a file is read again from its beginning', async () => {
    let cuts = 0;
    const breaking: Kind = {
      ...https,
      start: async (directory) => {
        const certificates = makeCertificates(directory);
        const whole = folderOf(join(directory, 'extracts', asAt), asAt);
        const server = await webServer(certificates, (request, response) => {
          if (request.method === 'GET' && request.url === '/contacts.csv' && cuts === 0) {
            cuts += 1;
            response.writeHead(200, { 'content-length': 1_000_000 });
            response.write('Child Unique ID,Date of Contact\r\nAC-1,04/01', () => response.destroy());
          } else whole(request, response);
        });
        const bearer = { file: await secret(directory, tokenOfRemotes) };
        const url = `${server.origin}/manifest.json`;
        return { connector: { kind: 'https', url, bearer, caFile: certificates.caFile }, stop: () => server.close() };
      },
    };
    const { vigil } = await vigilWith(breaking);
    await vigil.json('run');
    expect(cuts).toBe(1);
    expect(await vigil.json('snapshots')).toEqual(ofFolder);
  });
});
