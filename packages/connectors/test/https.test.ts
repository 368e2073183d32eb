import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { manifestTree, treeConnector, urlTree, type FileTree } from '../src/index.ts';
import { makeCertificates, proxyServer, webServer, type Certificates, type WebServer } from './web.ts';

const token = 'the-token';
const noProxy = { url: null, except: '' };
const contacts = 'Child Unique ID,Date of Contact\r\nC1,04/01/2021\r\n';
const sha256 = (content: string): string => createHash('sha256').update(content).digest('hex');

interface Page {
  readonly content: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Answers as web servers do: lengths, ETags, conditions, 404; to nobody without the token. */
function site(pages: Record<string, Page>) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    const page = pages[request.url ?? ''];
    if (request.headers.authorization !== `Bearer ${token}`) response.writeHead(401).end();
    else if (page === undefined) response.writeHead(404).end();
    else {
      const etag = `"${sha256(page.content).slice(0, 16)}"`;
      const fits = request.headers['if-match'] === undefined || request.headers['if-match'] === etag;
      const length = Buffer.byteLength(page.content);
      response.writeHead(fits ? 200 : 412, { etag, 'content-length': fits ? length : 0, ...page.headers });
      response.end(fits ? page.content : '');
    }
  };
}

describe('a web server', () => {
  let directory = '';
  let certificates: Certificates;
  const open: { close(): unknown }[] = [];
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'vigil-test-https-'));
    certificates = makeCertificates(directory);
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));
  afterEach(async () => {
    for (const one of open.splice(0).toReversed()) await one.close();
  });

  const serve = async (answer: Parameters<typeof webServer>[1]): Promise<WebServer> => {
    const server = await webServer(certificates, answer);
    open.push(server);
    return server;
  };
  const common = () => ({
    account: { kind: 'bearer', token: async () => token } as const,
    caFile: certificates.caFile,
    proxy: noProxy,
    timeoutSeconds: 5,
  });
  const closing = (tree: FileTree): FileTree => {
    open.push(tree);
    return tree;
  };
  const manifestAt = (server: WebServer, changes: Partial<Parameters<typeof manifestTree>[0]> = {}): FileTree =>
    closing(manifestTree({ ...common(), url: `${server.origin}/out/manifest.json`, ...changes }));
  const find = (tree: FileTree) => treeConnector({ tree, settleSeconds: 0, now: () => new Date() }).findDeliveries();

  const manifest = { asAt: '2021-01-04', files: { 'contacts.csv': { rows: 1, sha256: sha256(contacts) } } };
  const pages = () => ({
    '/out/manifest.json': { content: JSON.stringify(manifest) },
    '/out/contacts.csv': { content: contacts, headers: { 'last-modified': 'Mon, 04 Jan 2021 02:00:00 GMT' } },
  });

  describe('with a manifest', () => {
    it('gives the files that it names, under its claims', async () => {
      const server = await serve(site(pages()));
      const { deliveries, problems } = await find(manifestAt(server));
      expect(problems).toEqual([]);
      expect(deliveries).toMatchObject([
        {
          asAt: '2021-01-04',
          location: `${server.origin}/out/`,
          files: [{ name: 'contacts.csv', list: 'contacts', rows: 1, sha256: sha256(contacts) }],
          whole: { yes: true },
        },
      ]);
      expect(await text(await deliveries[0]!.files[0]!.open())).toBe(contacts);
    });

    it('is known again without a list being fetched, until one changes', async () => {
      const there: Record<string, Page> = pages();
      const server = await serve(site(there));
      const print = async () => (await find(manifestAt(server))).deliveries[0]!.fingerprint;
      const first = await print();
      expect(await print()).toBe(first);
      expect(server.requests).not.toContain('GET /out/contacts.csv');
      there['/out/contacts.csv'] = { content: contacts.replace('C1', 'C2') };
      expect(await print()).not.toBe(first);
    });

    it('that names a file which is not there has that told', async () => {
      const { '/out/manifest.json': alone } = pages();
      const server = await serve(site({ '/out/manifest.json': alone }));
      const { problems } = await find(manifestAt(server));
      expect(problems).toEqual([`${server.origin}/out/: its manifest names contacts.csv, which is not there.`]);
    });

    it.each(['../secret.csv', 'a/b.csv', String.raw`a\b.csv`, '..'])('that names %j is refused', async (name) => {
      const content = JSON.stringify({ asAt: '2021-01-04', files: { [name]: {} } });
      const server = await serve(site({ '/out/manifest.json': { content } }));
      const { deliveries, problems } = await find(manifestAt(server));
      expect(deliveries).toEqual([]);
      expect(problems[0]).toContain('expected the name of a file beside it, without a path');
      expect(server.requests).toEqual(['GET /out/manifest.json']);
    });

    it('has names kept to one part of the address', async () => {
      const content = JSON.stringify({ asAt: '2021-01-04', files: { 'contacts #1?.csv': { list: 'contacts' } } });
      const server = await serve(
        site({ '/out/manifest.json': { content }, '/out/contacts%20%231%3F.csv': { content: contacts } }),
      );
      const { deliveries } = await find(manifestAt(server));
      expect(await text(await deliveries[0]!.files[0]!.open())).toBe(contacts);
    });
  });

  it('whose file changes after it was looked at is told, and the new one not taken for it', async () => {
    const there: Record<string, Page> = pages();
    const server = await serve(site(there));
    const { deliveries } = await find(manifestAt(server));
    there['/out/contacts.csv'] = { content: contacts.replace('C1', 'C2') };
    await expect(deliveries[0]!.files[0]!.open()).rejects.toThrow('changed while it was being read');
  });

  it('that does not answer to HEAD is asked otherwise', async () => {
    const answer = site(pages());
    const server = await serve((request, response) => {
      if (request.method === 'HEAD') response.writeHead(405).end();
      else answer(request, response);
    });
    expect((await find(manifestAt(server))).deliveries).toHaveLength(1);
  });

  it('may want a user and a password', async () => {
    const expected = `Basic ${Buffer.from('vigil:correct horse').toString('base64')}`;
    const server = await serve((request, response) => {
      if (request.headers.authorization === expected) response.end(contacts);
      else response.writeHead(401).end();
    });
    const account = { kind: 'basic', user: 'vigil', password: async () => 'correct horse' } as const;
    const tree = manifestAt(server, { account });
    const [manifestEntry] = await tree.list('');
    expect(manifestEntry).toMatchObject({ name: 'manifest.json', bytes: contacts.length });
  });

  describe('that leads elsewhere', () => {
    const file = { name: 'contacts.csv', path: 'contacts.csv', kind: 'file', bytes: 0, modified: 0 } as const;

    it('is followed; the token goes to its own origin alone', async () => {
      const seen: (string | undefined)[] = [];
      const other = await serve((request, response) => {
        seen.push(request.headers.authorization);
        response.end(contacts);
      });
      const server = await serve((request, response) => {
        seen.push(request.headers.authorization);
        const location = request.url === '/out/contacts.csv' ? '/moved.csv' : `${other.origin}/contacts.csv`;
        response.writeHead(302, { location }).end();
      });
      expect(await text(await manifestAt(server).open(file))).toBe(contacts);
      expect(seen).toEqual([`Bearer ${token}`, `Bearer ${token}`, undefined]);
    });

    it.each([
      ['an address that is not encrypted', 'http://localhost/contacts.csv', 'which is not encrypted'],
      ['a file of this machine', 'file:///etc/passwd', 'which is not encrypted'],
      ['itself', '/out/contacts.csv', 'more than 5 redirects'],
    ])('to %s is not', async (_, location, sentence) => {
      const server = await serve((_request, response) => response.writeHead(302, { location }).end());
      await expect(manifestAt(server).open(file)).rejects.toThrow(sentence);
    });
  });

  describe('says why it cannot be read:', () => {
    it.each([
      [401, 'wants credentials, or other ones'],
      [403, 'may not be read with these credentials'],
      [404, 'is not there. Is the address right?'],
      [418, 'was answered with 418, where 200 was expected'],
      [503, 'cannot be served at present (the server answered 503)'],
    ])('%i', async (status, sentence) => {
      const server = await serve((_, response) => response.writeHead(status).end());
      await expect(manifestAt(server).list('')).rejects.toThrow(`${server.origin}/out/manifest.json ${sentence}`);
    });

    it('a certificate of an authority that is not known here', async () => {
      const server = await serve(site(pages()));
      await expect(manifestAt(server, { caFile: null }).list('')).rejects.toThrow(
        /cannot be reached: its certificate is .*give the file of its authority as caFile/,
      );
      const noPem = join(directory, 'no.pem');
      await writeFile(noPem, 'nothing');
      await expect(manifestAt(server, { caFile: noPem }).list('')).rejects.toThrow(/no\.pem \(caFile\) holds no cert/);
    });

    it('a certificate for another name', async () => {
      const server = await serve(site(pages()));
      const url = `${server.origin.replace('localhost', '127.0.0.2')}/out/manifest.json`;
      const tree = closing(manifestTree({ ...common(), url }));
      await expect(tree.list('')).rejects.toThrow(/its certificate is for another name|nothing listens there/);
    });

    it('nothing listens there; its address is told without what may be a key in it', async () => {
      const tree = closing(
        urlTree({ ...common(), ...days, urls: { 'contacts.csv': 'https://localhost:1/x?key=hush' } }),
      );
      await expect(tree.list('')).rejects.toThrow(
        /^https:\/\/localhost:1\/x cannot be reached: nothing listens there\. Is the service running/,
      );
    });
  });

  describe('that breaks off', () => {
    const file = { name: 'contacts.csv', path: 'contacts.csv', kind: 'file', bytes: 0, modified: 0 } as const;
    const half = 'x'.repeat(100_000);

    it.each<[string, (response: ServerResponse) => void, string]>([
      [
        'of a known length',
        (response) => {
          response.writeHead(200, { 'content-length': 200_000 });
          response.write(half, () => response.destroy());
        },
        'could not be read to its end: the connection was cut.',
      ],
      [
        'in chunks',
        (response) => {
          response.writeHead(200, { 'transfer-encoding': 'chunked' });
          response.write(half, () => response.destroy());
        },
        'could not be read to its end: the connection was cut.',
      ],
      [
        'and stays silent',
        (response) => {
          response.writeHead(200, { 'content-length': 200_000 });
          response.write(half);
        },
        'could not be read to its end: nothing came for 1 seconds, after 100000 bytes.',
      ],
    ])('%s makes the stream fail', async (_, answer, sentence) => {
      const server = await serve((_request, response) => answer(response));
      const stream = await manifestAt(server, { timeoutSeconds: 1 }).open(file);
      await expect(buffer(stream)).rejects.toThrow(sentence);
    });

    it('before it answers is told after the time allowed', async () => {
      const server = await serve(() => {});
      await expect(manifestAt(server, { timeoutSeconds: 1 }).open(file)).rejects.toThrow(
        'it took the request, but does not answer',
      );
    });

    it('without anybody noticing, since it says no length, is not read at all', async () => {
      const server = await serve((_, response) => {
        response.shouldKeepAlive = false;
        response.useChunkedEncodingByDefault = false;
        response.removeHeader('transfer-encoding');
        response.socket!.end(`HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n${half}`);
      });
      await expect(manifestAt(server).open(file)).rejects.toThrow('is sent without a length');
    });

    it('or packs what was to come as it is, is not read either', async () => {
      const server = await serve((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('x'));
      await expect(manifestAt(server).open(file)).rejects.toThrow('is sent packed (gzip)');
    });
  });

  describe('behind a proxy', () => {
    const proxied = async (password: string | null, url: (origin: string) => string, except = '') => {
      const server = await serve(site(pages()));
      const proxy = await proxyServer(password);
      open.push(proxy);
      const tree = manifestAt(server, { proxy: { url: url(proxy.url), except } });
      return { server, proxy, tree };
    };

    it('is reached through it, its certificate checked all the same', async () => {
      const { server, proxy, tree } = await proxied(null, (url) => url);
      expect((await find(tree)).deliveries).toHaveLength(1);
      expect(new Set(proxy.tunnels)).toEqual(new Set([new URL(server.origin).host]));
      const trusting = manifestAt(server, { proxy: { url: proxy.url, except: '' }, caFile: null });
      await expect(trusting.list('')).rejects.toThrow(/its certificate is/);
    });

    it('that wants a password is reached with it, and told without', async () => {
      const { proxy, server, tree } = await proxied('hush', (url) => url.replace('//', '//vigil:hush@'));
      expect((await find(tree)).deliveries).toHaveLength(1);
      const without = manifestAt(server, { proxy: { url: proxy.url, except: '' } });
      await expect(without.list('')).rejects.toThrow('the proxy wants a password: HTTPS_PROXY may hold one');
    });

    it('names the proxy where nothing listens at it, without its password', async () => {
      const { proxy, tree } = await proxied('hush', (url) => url.replace('//', '//vigil:hush@'), 'example.gov.uk');
      await proxy.close();
      await expect(tree.list('')).rejects.toThrow(
        `nothing listens there. Is the service running, and the port right? HTTPS goes through the proxy ${proxy.url}, except for example.gov.uk.`,
      );
    });

    it('is reached directly where NO_PROXY says so', async () => {
      const { proxy, tree } = await proxied(null, (url) => url, 'example.gov.uk,localhost');
      expect((await find(tree)).deliveries).toHaveLength(1);
      expect(proxy.tunnels).toEqual([]);
    });
  });

  const days = { timeZone: 'Europe/London', now: () => new Date('2021-01-04T12:00:00Z'), asAt: null };

  describe('with an address for each list', () => {
    const urls = (server: WebServer, paths: Record<string, string>) =>
      Object.fromEntries(Object.entries(paths).map(([name, path]) => [name, `${server.origin}${path}`]));
    const changed = (when: string): Page => ({ content: contacts, headers: { 'last-modified': when } });

    it('has each list as at the day it was last changed, in the time zone of the source', async () => {
      const server = await serve(
        site({
          '/a': changed('Fri, 03 Jul 2020 23:30:00 GMT'),
          '/b': changed('Sat, 04 Jul 2020 02:00:00 GMT'),
          '/c': changed('Mon, 01 Jun 2020 02:00:00 GMT'),
        }),
      );
      const places = urls(server, { 'contacts.csv': '/a', 'referrals.csv': '/b', 'reported_figures.csv': '/c' });
      const { deliveries } = await find(closing(urlTree({ ...common(), ...days, urls: places })));
      expect(deliveries.map(({ asAt, files }) => [asAt, files.map(({ list }) => list)])).toEqual([
        ['2020-06-01', ['reported_figures']],
        ['2020-07-04', ['contacts', 'referrals']],
      ]);
      expect(await text(await deliveries[1]!.files[1]!.open())).toBe(contacts);
    });

    it('that does not say when it changed is as at today', async () => {
      const server = await serve(site({ '/a': { content: contacts } }));
      const { deliveries } = await find(
        closing(urlTree({ ...common(), ...days, urls: urls(server, { 'contacts.csv': '/a' }) })),
      );
      expect(deliveries.map(({ asAt }) => asAt)).toEqual(['2021-01-04']);
    });

    it.each([
      [null, '2021-01-04'],
      ['2020-12-01', '2020-12-01'],
    ])('has the day asked for (%s) put into it: %s', async (asAt, day) => {
      const server = await serve(site({ [`/export?day=${day}`]: changed('Tue, 05 Jan 2021 02:00:00 GMT') }));
      const places = urls(server, { 'contacts.csv': '/export?day={asAt}' });
      const { deliveries } = await find(closing(urlTree({ ...common(), ...days, asAt, urls: places })));
      expect(deliveries).toMatchObject([{ asAt: day, files: [{ list: 'contacts' }] }]);
    });

    it('waits for all lists of the day', async () => {
      const server = await serve(site({ '/a-2021-01-04': { content: contacts } }));
      const places = urls(server, { 'contacts.csv': '/a-{asAt}', 'referrals.csv': '/b-{asAt}' });
      const { deliveries, problems } = await find(closing(urlTree({ ...common(), ...days, urls: places })));
      expect(deliveries).toEqual([]);
      expect(problems).toEqual([`Nothing lies at ${server.origin}/b-2021-01-04 for 2021-01-04 yet.`]);
    });

    it('of which one is not there has it told', async () => {
      const server = await serve(site({}));
      const tree = closing(urlTree({ ...common(), ...days, urls: urls(server, { 'contacts.csv': '/a' }) }));
      await expect(find(tree)).rejects.toThrow(`${server.origin}/a is not there. Is the address right?`);
    });
  });
});
