import type { Readable } from 'node:stream';
import { networkReason } from '../remote/network-reason.ts';
import type { Secret } from '../remote/secret.ts';
import { wholeStream } from '../remote/whole-stream.ts';
import { UnreachableSource } from '../source.ts';
import { httpTransport, withoutQuery, type HttpAnswer, type HttpRequest, type Way } from './transport.ts';

/** Who asks: sent to the origin that the source is configured with, and to no other. */
export type HttpAccount =
  | { readonly kind: 'bearer'; readonly token: Secret }
  | { readonly kind: 'basic'; readonly user: string; readonly password: Secret }
  | null;

/** What a server says of a file without sending it. */
export interface HttpFile {
  /** Null where the server does not say. */
  readonly bytes: number | null;
  /** Milliseconds since 1970; null where the server does not say. */
  readonly modified: number | null;
  readonly etag: string | null;
}

export interface HttpClient {
  /** What lies there; null where nothing does. */
  look(url: URL): Promise<HttpFile | null>;
  /**
   * @param etag what `look` saw: another version of the file is not taken for it.
   * @throws UnreachableSource
   */
  open(url: URL, etag: string | null): Promise<Readable>;
  close(): Promise<void>;
}

const mostRedirects = 5;
const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

export function httpClient({ account, ...way }: Way & { readonly account: HttpAccount }): HttpClient {
  const transport = httpTransport(way);

  /** Follows redirects: to other origins only over HTTPS, and without the credentials. */
  async function ask(method: HttpRequest['method'], url: URL, headers: Record<string, string>): Promise<HttpAnswer> {
    let at = url;
    for (let followed = 0; followed <= mostRedirects; followed += 1) {
      const credentials = at.origin === url.origin ? await authorization(account) : {};
      const answer = await transport.send({ method, url: at, headers: { ...headers, ...credentials } });
      const { location } = answer.headers;
      if (!redirects.has(answer.status) || location === undefined) return answer;
      answer.body.destroy();
      if (!URL.canParse(location, at.href)) throw new UnreachableSource(`${withoutQuery(at)} leads to no address.`);
      const next = new URL(location, at);
      if (next.protocol !== 'https:' && next.origin !== at.origin) {
        throw new UnreachableSource(`${withoutQuery(at)} leads to ${withoutQuery(next)}, which is not encrypted.`);
      }
      at = next;
    }
    throw new UnreachableSource(`${withoutQuery(url)} leads on and on: more than ${mostRedirects} redirects.`);
  }

  return {
    look: async (url) => {
      let answer = await ask('HEAD', url, {});
      answer.body.destroy();
      if (answer.status === 405 || answer.status === 501) {
        answer = await ask('GET', url, {});
        answer.body.destroy();
      }
      const { status, headers } = answer;
      if (status === 404 || status === 410) return null;
      if (status !== 200) throw refused(url, answer);
      const modified = Date.parse(headers['last-modified'] ?? '');
      return {
        bytes: headers['content-length'] === undefined ? null : Number(headers['content-length']),
        modified: Number.isNaN(modified) ? null : modified,
        etag: headers['etag'] ?? null,
      };
    },

    open: async (url, etag) => {
      // A weak ETag says that two versions mean the same, not that they are the same bytes: it cannot be asked for.
      const strong = etag !== null && !etag.startsWith('W/');
      const answer = await ask('GET', url, strong ? { 'if-match': etag } : {});
      const length = answer.headers['content-length'];
      const problem = whyNotTaken(answer, etag);
      if (problem === null) {
        return wholeStream(answer.body, {
          place: withoutQuery(url),
          bytes: length === undefined ? null : Number(length),
          stallSeconds: way.timeoutSeconds,
          inWords: networkReason,
        });
      }
      answer.body.destroy();
      throw new UnreachableSource(`${withoutQuery(url)} ${problem}`);
    },

    close: () => transport.close(),
  };
}

async function authorization(account: HttpAccount): Promise<Record<string, string>> {
  switch (account?.kind) {
    case undefined:
      return {};
    case 'bearer':
      return { authorization: `Bearer ${await account.token()}` };
    case 'basic': {
      const pair = `${account.user}:${await account.password()}`;
      return { authorization: `Basic ${Buffer.from(pair, 'utf8').toString('base64')}` };
    }
  }
}

const statuses: Readonly<Record<number, string>> = {
  401: 'wants credentials, or other ones. Is the token or password the right one, and not expired?',
  403: 'may not be read with these credentials: have their owner given the right to it.',
  404: 'is not there. Is the address right?',
  407: 'is behind a proxy that wants a password.',
  429: 'was asked for too often; it is tried again later.',
};

function refused(url: URL, answer: HttpAnswer): UnreachableSource {
  return new UnreachableSource(`${withoutQuery(url)} ${refusal(answer)}`);
}

function refusal({ status, headers }: HttpAnswer): string {
  const known = statuses[status];
  if (known !== undefined) return known;
  if (status >= 500) return `cannot be served at present (the server answered ${status}); it is tried again later.`;
  const redirect = headers['location'] === undefined ? '' : ' (a redirect)';
  return `was answered with ${status}${redirect}, where 200 was expected.`;
}

/** Why an answer is not the file, or could not be told from half of it; null where it is. */
function whyNotTaken(answer: HttpAnswer, etag: string | null): string | null {
  const { status, headers } = answer;
  if (status === 412 || (status === 200 && etag !== null && headers['etag'] !== etag)) {
    return 'changed while it was being read; the new version is taken next time.';
  }
  if (status !== 200) return refusal(answer);
  const packed = headers['content-encoding'] ?? 'identity';
  if (packed !== 'identity') return `is sent packed (${packed}), though that was not asked for.`;
  if (headers['content-length'] === undefined && headers['transfer-encoding'] === undefined) {
    return 'is sent without a length: it could not be told from one that was cut off. Have the server send Content-Length.';
  }
  return null;
}
