import { networkReason } from '../remote/network-reason.ts';
import type { Secret } from '../remote/secret.ts';
import { wholeStream } from '../remote/whole-stream.ts';
import { UnreachableSource } from '../source.ts';
import { httpTransport, type HttpAnswer, type Way } from '../https/transport.ts';
import type { Readable } from 'node:stream';
import { parseListing, type Listing } from './listing.ts';

export interface BucketAccount extends Way {
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: Secret;
  /** Whether the bucket stands in the path of addresses, or before the endpoint's name. */
  readonly pathStyle: boolean;
}

/** The two requests that reading a bucket takes, signed (AWS Signature Version 4). */
export interface Bucket {
  /** One page of what is named so, up to the next `/` (ListObjectsV2). */
  list(prefix: string, continuation: string | null): Promise<Listing>;
  /** An object of so many bytes; with another ETag it is not taken for it. */
  open(object: { key: string; bytes: number; etag: string | null; place: string }): Promise<Readable>;
  close(): Promise<void>;
}

/** SHA-256 of nothing: requests that read have no body. */
const emptyHash = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

export function openBucket(account: BucketAccount): Bucket {
  const { endpoint, region, bucket, accessKeyId, pathStyle, timeoutSeconds } = account;
  const transport = httpTransport(account);
  const base = new URL(endpoint);
  if (!pathStyle) base.hostname = `${bucket}.${base.hostname}`;
  const basePath = `${base.pathname.replace(/\/$/, '')}${pathStyle ? `/${bucket}` : ''}`;

  const ask = async (path: string, query: URLSearchParams, headers: Record<string, string>): Promise<HttpAnswer> => {
    const { AwsV4Signer } = await import('aws4fetch');
    const url = new URL(base);
    url.pathname = `${basePath}${path}`;
    // As Signature Version 4 wants blanks to be written.
    url.search = query.toString().replaceAll('+', '%20');
    const signed = await new AwsV4Signer({
      service: 's3',
      region,
      accessKeyId,
      secretAccessKey: await account.secretAccessKey(),
      method: 'GET',
      url: url.href,
      headers: { ...headers, 'x-amz-content-sha256': emptyHash },
    }).sign();
    return transport.send({ method: 'GET', url: signed.url, headers: Object.fromEntries(signed.headers) });
  };

  return {
    list: async (prefix, continuation) => {
      const query = new URLSearchParams({ 'list-type': '2', delimiter: '/', 'encoding-type': 'url', prefix });
      if (continuation !== null) query.set('continuation-token', continuation);
      const answer = await ask('/', query, {});
      const text = await textOf(answer);
      if (answer.status !== 200)
        throw new UnreachableSource(`The bucket ${bucket} at ${base.host} ${refusal(answer, text, account)}`);
      return parseListing(text);
    },

    open: async ({ key, bytes, etag, place }) => {
      const path = key.split('/').map(encodeURIComponent).join('/');
      const answer = await ask(`/${path}`, new URLSearchParams(), etag === null ? {} : { 'if-match': etag });
      const length = answer.headers['content-length'];
      if (answer.status === 200 && (length === undefined || Number(length) === bytes)) {
        return wholeStream(answer.body, { place, bytes, stallSeconds: timeoutSeconds, inWords: networkReason });
      }
      if (answer.status === 200 || answer.status === 412) {
        answer.body.destroy();
        throw new UnreachableSource(`${place} changed while it was being read; the new version is taken next time.`);
      }
      throw new UnreachableSource(`${place} ${refusal(answer, await textOf(answer), account)}`);
    },

    close: () => transport.close(),
  };
}

/** A page of a listing is at most 1,000 names; whatever is longer is none. */
const longestAnswer = 16 * 1024 * 1024;

async function textOf({ body }: HttpAnswer): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of body) {
      chunks.push(chunk as Buffer);
      bytes += (chunk as Buffer).length;
      if (bytes > longestAnswer) break;
    }
  } catch (error) {
    throw new UnreachableSource(`The bucket's answer could not be read to its end: ${networkReason(error)}`);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** By the codes of S3's error answers (API reference, "Error responses"). */
function refusal({ status }: HttpAnswer, text: string, { accessKeyId, region }: BucketAccount): string {
  const code = /<Code>([A-Za-z]{1,60})<\/Code>/.exec(text)?.[1] ?? String(status);
  const wanted = /<Region>([a-z0-9-]{1,40})<\/Region>/.exec(text)?.[1];
  if (wanted !== undefined && wanted !== region) return `is in the region ${wanted}; say region: ${wanted}.`;
  switch (code) {
    case 'NoSuchBucket':
      return 'is not there. Are endpoint and name right?';
    case 'NoSuchKey':
      return 'is no longer there.';
    case 'InvalidAccessKeyId':
      return `does not know the access key ${accessKeyId}.`;
    case 'SignatureDoesNotMatch':
      return `does not take the signature: the secret of the access key ${accessKeyId} is another one.`;
    case 'RequestTimeTooSkewed':
      return "does not take the request: this machine's clock is wrong by more than a quarter of an hour.";
    case 'AccessDenied':
    case '403':
      return `may not be read with the access key ${accessKeyId}: it needs s3:ListBucket and s3:GetObject.`;
    default:
      return status >= 500
        ? `cannot be read at present (${code}); it is tried again later.`
        : `cannot be read: the server answered ${status} (${code}).`;
  }
}
