import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AwsClient } from 'aws4fetch';
import S3rver from 's3rver';
import { isSigned } from './signature.ts';

export interface S3Server {
  readonly endpoint: string;
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  put(key: string, content: string | Buffer): Promise<void>;
  stop(): Promise<void>;
}

/**
 * s3rver (npm) with one bucket. It keeps objects in files, but has been asleep since 2021: it takes any signature, so
 * that a gateway before it checks them, and cannot page on today's OpenSSL. Of the servers that authorities run (AWS,
 * MinIO, Ceph), none is to be had from npm or Debian as one program.
 */
export async function startS3(): Promise<S3Server> {
  const directory = await mkdtemp(join(tmpdir(), 'vigil-test-s3-'));
  const bucket = 'extracts';
  const account = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' };
  const configureBuckets = [{ name: bucket }];
  const server = new S3rver({ address: '127.0.0.1', port: 0, silent: true, directory, configureBuckets });
  const { port } = await server.run();
  const gateway = createServer((request, response) => {
    if (!isSigned(request, account.secretAccessKey)) {
      response.writeHead(403).end('<Error><Code>SignatureDoesNotMatch</Code></Error>');
      return;
    }
    const { method, headers, url: path } = request;
    const onward = httpRequest({ port, method, headers, path }, (answer) => {
      response.writeHead(answer.statusCode!, answer.headers);
      answer.pipe(response);
    });
    request.pipe(onward);
  }).listen(0, '127.0.0.1');
  await once(gateway, 'listening');
  const endpoint = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`;
  const client = new AwsClient({ ...account, service: 's3', region: 'us-east-1' });
  return {
    endpoint,
    bucket,
    ...account,
    put: async (key, content) => {
      const path = key.split('/').map(encodeURIComponent).join('/');
      const body = new Uint8Array(Buffer.from(content));
      const response = await client.fetch(`${endpoint}/${bucket}/${path}`, { method: 'PUT', body });
      if (!response.ok) throw new Error(`PUT ${key} was answered with ${response.status}`);
    },
    stop: async () => {
      gateway.closeAllConnections();
      gateway.close();
      await server.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
