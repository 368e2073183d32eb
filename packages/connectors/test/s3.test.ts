import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer, text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { s3Tree, treeConnector, type FileTree } from '../src/index.ts';
import { startS3, type S3Server } from './s3.ts';

describe('a bucket of s3rver', () => {
  let server: S3Server;
  const contacts = 'Child Unique ID,Date of Contact\r\nC1,04/01/2021\r\n';
  const large = Buffer.from(Array.from({ length: 200_000 }, (_, line) => `C${line},04/01/2021\r\n`).join(''));

  beforeAll(async () => {
    server = await startS3();
    await server.put('out/2021-01-04/contacts.csv', contacts);
    await server.put('out/2021-01-04/referrals.csv', large);
    await server.put('out/2021-01-04/names + é & (co).csv', contacts);
    await server.put('elsewhere/2021-01-05/contacts.csv', contacts);
  });
  afterAll(() => server?.stop());

  const open: { close(): unknown }[] = [];
  afterEach(async () => {
    for (const one of open.splice(0).toReversed()) await one.close();
  });
  const tree = (changes: Partial<Parameters<typeof s3Tree>[0]> = {}): FileTree => {
    const made = s3Tree({
      endpoint: server.endpoint,
      region: 'us-east-1',
      bucket: server.bucket,
      prefix: 'out',
      accessKeyId: server.accessKeyId,
      secretAccessKey: async () => server.secretAccessKey,
      pathStyle: true,
      proxy: { url: null, except: '' },
      caFile: null,
      timeoutSeconds: 5,
      ...changes,
    });
    open.push(made);
    return made;
  };
  const find = (place: FileTree) =>
    treeConnector({ tree: place, settleSeconds: 0, now: () => new Date() }).findDeliveries();

  it('is found and read like a folder', async () => {
    const { deliveries, problems } = await find(tree());
    expect(problems).toEqual([]);
    expect(deliveries).toMatchObject([
      {
        asAt: '2021-01-04',
        location: `${server.endpoint}/extracts/out/2021-01-04`,
        files: [
          { name: 'contacts.csv', list: 'contacts', bytes: contacts.length },
          { name: 'referrals.csv', list: 'referrals', bytes: large.length },
        ],
      },
    ]);
    expect(await text(await deliveries[0]!.files[0]!.open())).toBe(contacts);
    expect(large.equals(await buffer(await deliveries[0]!.files[1]!.open()))).toBe(true);
  });

  it('may have any names, as long as they are none of paths', async () => {
    const place = tree();
    const entries = await place.list('out/2021-01-04/');
    const odd = entries.find(({ name }) => name.startsWith('names'))!;
    expect(odd.name).toBe('names + é & (co).csv');
    expect(await text(await place.open(odd))).toBe(contacts);
  });

  it('tells two versions of a file apart', async () => {
    await server.put('changing/2021-01-04/contacts.csv', contacts);
    const place = tree({ prefix: 'changing' });
    const print = async () => (await find(place)).deliveries[0]!.fingerprint;
    const first = await print();
    await server.put('changing/2021-01-04/contacts.csv', contacts.replace('C1', 'C2'));
    expect(await print()).not.toBe(first);
  });

  it.each([
    ['another secret', { secretAccessKey: async () => 'other' }, 'the secret of the access key S3RVER is another one'],
    ['an unknown key', { accessKeyId: 'NOBODY' }, 'does not know the access key NOBODY'],
    ['an unknown bucket', { bucket: 'nowhere' }, 'The bucket nowhere at 127.0.0.1'],
  ])('says so with %s', async (_, changes, sentence) => {
    await expect(tree(changes).list('')).rejects.toThrow(sentence);
  });
});

describe('an S3 server', () => {
  const open: { close(): unknown }[] = [];
  afterEach(async () => {
    for (const one of open.splice(0).toReversed()) await one.close();
  });
  const place = async (answer: RequestListener, region = 'us-east-1'): Promise<FileTree> => {
    const server = createServer(answer).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const tree = s3Tree({
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
      region,
      bucket: 'extracts',
      prefix: null,
      accessKeyId: 'AKIA',
      secretAccessKey: async () => 'hush',
      pathStyle: true,
      proxy: { url: null, except: '' },
      caFile: null,
      timeoutSeconds: 2,
    });
    open.push({ close: () => (server.closeAllConnections(), server.close()) }, tree);
    return tree;
  };
  const object = { name: 'a.csv', path: 'a.csv', kind: 'file', bytes: 200_000, modified: 0, version: '"1"' } as const;

  it.each<[string, RequestListener, string]>([
    [
      'cuts an object off',
      (_, response) => {
        response.writeHead(200, { 'content-length': 200_000 });
        response.write('x'.repeat(100_000), () => response.destroy());
      },
      'could not be read to its end: the connection was cut.',
    ],
    [
      'stops sending one',
      (_, response) => {
        response.writeHead(200, { 'content-length': 200_000 });
        response.write('x'.repeat(100_000));
      },
      'could not be read to its end: nothing came for 2 seconds, after 100000 bytes.',
    ],
  ])('that %s makes the stream fail', async (_, answer, sentence) => {
    const tree = await place(answer);
    await expect(buffer(await tree.open(object))).rejects.toThrow(sentence);
  });

  it('is asked for the version that was listed, and believed only in its length', async () => {
    const conditions: unknown[] = [];
    const changed = await place((request, response) => {
      conditions.push(request.headers['if-match']);
      response.writeHead(412).end();
    });
    await expect(changed.open(object)).rejects.toThrow('changed while it was being read');
    expect(conditions).toEqual(['"1"']);
    const shorter = await place((_, response) => response.writeHead(200, { 'content-length': 3 }).end('abc'));
    await expect(shorter.open(object)).rejects.toThrow('changed while it was being read');
  });

  it.each([
    ['PermanentRedirect', 301, '<Region>eu-west-2</Region>', 'is in the region eu-west-2; say region: eu-west-2.'],
    ['AccessDenied', 403, '', 'may not be read with the access key AKIA: it needs s3:ListBucket and s3:GetObject.'],
    ['RequestTimeTooSkewed', 403, '', "this machine's clock is wrong"],
    ['NoSuchBucket', 404, '', 'is not there. Are endpoint and name right?'],
    ['SlowDown', 503, '', 'cannot be read at present (SlowDown); it is tried again later.'],
  ])('that says %s is understood', async (code, status, more, sentence) => {
    const tree = await place((_, response) =>
      response.writeHead(status).end(`<Error><Code>${code}</Code>${more}</Error>`),
    );
    await expect(tree.list('')).rejects.toThrow(sentence);
  });

  it('is listed page by page', async () => {
    const page = (name: string, rest: string): string =>
      `<ListBucketResult><EncodingType>url</EncodingType>${rest}<Contents><Key>${name}</Key><Size>1</Size></Contents></ListBucketResult>`;
    const asked: string[] = [];
    const tree = await place((request, response) => {
      const { searchParams } = new URL(request.url!, 'http://localhost');
      asked.push(searchParams.get('continuation-token') ?? '');
      const last = asked.length === 2;
      const more = '<IsTruncated>true</IsTruncated><NextContinuationToken>a+/b=</NextContinuationToken>';
      response.end(last ? page('b+c%2Bd.csv', '<IsTruncated>false</IsTruncated>') : page('a.csv', more));
    });
    expect((await tree.list('')).map(({ name }) => name)).toEqual(['a.csv', 'b c+d.csv']);
    expect(asked).toEqual(['', 'a+/b=']);
  });

  it.each(['<html><body>Welcome</body></html>', 'Welcome', ''])('that answers %j is none', async (page) => {
    const tree = await place((_, response) => response.end(page));
    await expect(tree.list('')).rejects.toThrow(/Is the endpoint/);
  });

  it('may hold names that would be paths: they are told and not read', async () => {
    const contents = String.raw`..\..\a.csv`;
    const key = (name: string) => `<Contents><Key>${name}</Key><Size>1</Size></Contents>`;
    const tree = await place((_, response) =>
      response.end(`<ListBucketResult><IsTruncated>false</IsTruncated>${key(contents)}${key('..')}</ListBucketResult>`),
    );
    const { deliveries, problems } = await treeConnector({
      tree,
      settleSeconds: 0,
      now: () => new Date(),
    }).findDeliveries();
    expect(deliveries).toEqual([]);
    expect(problems.join(' ')).toContain('which could be taken for a path; rename it');
  });
});
