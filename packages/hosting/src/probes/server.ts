import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { recordFailure } from '@vigil/pipeline';
import type { App } from '@vigil/queue';
import type { Logger, ProbeAddress } from '@vigil/runtime';
import type { Metrics } from '../metrics/metrics.ts';
import type { Readiness } from './readiness.ts';

export interface ProbeServer extends App {
  /** Where it listens: `http://127.0.0.1:9464`. Throws before it has started. */
  address(): string;
}

/**
 * Answers orchestrators and Prometheus: `/health` (that it answers at all says that the event loop turns), `/ready`
 * and `/metrics`. It only reads, and nothing about a child is on it.
 */
export function createProbeServer(
  address: ProbeAddress,
  deps: {
    readonly readiness: () => Promise<Readiness>;
    readonly metrics: Pick<Metrics, 'read'>;
    readonly log: Logger;
  },
): ProbeServer {
  const log = deps.log.child({ service: 'probes' });
  const answers: Readonly<Record<string, () => Promise<Answer>>> = {
    '/health': async () => json(200, { status: 'live' }),
    '/ready': async () => {
      const { ready, needs } = await deps.readiness();
      return json(ready ? 200 : 503, { status: ready ? 'ready' : 'not ready', needs });
    },
    '/metrics': async () => {
      const { contentType, text } = await deps.metrics.read();
      return { status: 200, type: contentType, body: text };
    },
  };

  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { status, type, body } = await answerTo(request);
    response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
    response.end(request.method === 'HEAD' ? undefined : body);
  };
  const answerTo = async ({ method, url }: IncomingMessage): Promise<Answer> => {
    if (method !== 'GET' && method !== 'HEAD') return json(405, { status: 'only reads' });
    const answer = answers[(url ?? '').split('?', 1)[0]!];
    if (answer === undefined) return json(404, { status: 'not here', here: Object.keys(answers) });
    try {
      return await answer();
    } catch (error) {
      log.error({ err: error, path: url }, 'a probe could not be answered');
      return json(500, { status: recordFailure(error).kind });
    }
  };

  const where = (): string => {
    const host = address.host.includes(':') ? `[${address.host}]` : address.host;
    return `http://${host}:${portOf(server.address())}`;
  };
  const server = createServer((request, response) => void respond(request, response));
  return {
    name: 'probes',
    start: async () => {
      server.listen(address.port, address.host);
      await once(server, 'listening');
      log.info({ address: where() }, 'probes are answered');
    },
    stop: async () => {
      server.close();
      server.closeAllConnections();
    },
    address: where,
  };
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

function json(status: number, body: object): Answer {
  return { status, type: 'application/json; charset=utf-8', body: `${JSON.stringify(body)}\n` };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('The probe server has not started.');
  return address.port;
}
