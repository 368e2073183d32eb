import type { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import { trustedCertificates } from '../remote/certificates.ts';
import { networkReason } from '../remote/network-reason.ts';
import { UnreachableSource } from '../source.ts';

/** How requests leave this machine. */
export interface Way {
  /** The proxy that HTTPS goes through, and what it is not asked for (as NO_PROXY has it). */
  readonly proxy: { readonly url: string | null; readonly except: string };
  /** Certificates that are trusted beside those that Node trusts. */
  readonly caFile: string | null;
  /** How long to wait for an answer, or for the next bytes. */
  readonly timeoutSeconds: number;
}

export interface HttpRequest {
  readonly method: 'GET' | 'HEAD';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
}

export interface HttpAnswer {
  readonly status: number;
  /** By name in small letters. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** To be read or destroyed. */
  readonly body: Readable;
}

/** Sends single requests; it follows nothing and repeats nothing. */
export interface Transport {
  /** @throws UnreachableSource where no answer comes; its message names no credentials. */
  send(request: HttpRequest): Promise<HttpAnswer>;
  close(): Promise<void>;
}

/** At a time, so that a source is not pressed hard. */
const connections = 4;

/** Connects when it is first asked to. */
export function httpTransport(way: Way): Transport {
  let opened: Promise<Dispatcher> | null = null;
  return {
    send: async ({ method, url, headers }) => {
      const { request } = await import('undici');
      try {
        opened ??= openDispatcher(way);
        const answer = await request(url, {
          method,
          headers: { 'user-agent': 'vigil', 'accept-encoding': 'identity', ...headers },
          dispatcher: await opened,
        });
        // A body that nobody wants is destroyed, which undici calls an error.
        answer.body.on('error', () => {});
        return { status: answer.statusCode, headers: single(answer.headers), body: answer.body };
      } catch (error) {
        if (error instanceof UnreachableSource) throw error;
        throw new UnreachableSource(
          `${withoutQuery(url)} cannot be reached: ${networkReason(error)}${throughProxy(url, way.proxy)}`,
        );
      }
    },
    close: async () => {
      const dispatcher = await opened?.catch(() => null);
      opened = null;
      await dispatcher?.destroy();
    },
  };
}

/** An address for people: what stands in the query may be a key. */
export function withoutQuery(url: URL): string {
  return `${url.origin}${url.pathname}`;
}

/** Said with every failure: it may well be the proxy that is meant. */
function throughProxy({ protocol }: URL, { url, except }: Way['proxy']): string {
  if (url === null || protocol !== 'https:') return '';
  return ` HTTPS goes through the proxy ${new URL(url).origin}${except === '' ? '' : `, except for ${except}`}.`;
}

async function openDispatcher({ proxy, caFile, timeoutSeconds }: Way): Promise<Dispatcher> {
  const { EnvHttpProxyAgent } = await import('undici');
  const timeout = timeoutSeconds * 1000;
  const ca = await trustedCertificates(caFile);
  const tls = { timeout, ...(ca && { ca }) };
  return new EnvHttpProxyAgent({
    // Said in full, or it would look into the environment by itself.
    httpProxy: '',
    httpsProxy: proxy.url ?? '',
    noProxy: proxy.except,
    connections,
    connect: tls,
    requestTls: tls,
    proxyTls: tls,
    headersTimeout: timeout,
    // Watched over by wholeStream, which knows when nobody reads.
    bodyTimeout: 0,
  });
}

function single(headers: Readonly<Record<string, string | string[] | undefined>>): HttpAnswer['headers'] {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );
}
