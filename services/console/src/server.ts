import { readFile } from 'node:fs/promises';
import { fastify, type FastifyReply, type FastifyRequest } from 'fastify';
import type { ConsoleConfig, ConsoleDeps } from './app.ts';
import { pageHeaders } from './headers.ts';
import { isLoopbackHost } from './host.ts';
import { mailDocument, mailPage, mailText, ledgerPage } from './mail-pages.ts';
import { pageNotFound, problemOf } from './problem.ts';
import { scorecardPage } from './scorecard-page.ts';
import { createRenderer, type Page } from './page.ts';
import { statusPage } from './status-page.ts';
import { readStylesheet } from './stylesheet.ts';
import { visitOf, type Visit } from './visit.ts';

export type Server = Awaited<ReturnType<typeof createServer>>;

/** The console's routes. Every one only reads. */
export async function createServer(config: ConsoleConfig, deps: ConsoleDeps) {
  const { database, metrics, log } = deps;
  const [stylesheet, icon] = await Promise.all([
    readStylesheet(),
    readFile(new URL('../assets/vigil.svg', import.meta.url), 'utf8'),
  ]);
  const render = createRenderer(config);
  const server = fastify({ forceCloseConnections: 'idle' });

  server.addHook('onRequest', async (request, reply) => {
    reply.headers(pageHeaders);
    if (isLoopbackHost(request.headers.host)) return;
    await reply
      .code(421)
      .type('text/plain; charset=utf-8')
      .send('This is answered on this machine alone: ask for localhost, 127.0.0.1 or [::1].\n');
  });

  const sendPage = (reply: FastifyReply, page: Page, visit: Visit | null) =>
    reply
      .code(page.status ?? 200)
      .type('text/html; charset=utf-8')
      .send(render(page, visit));

  /** Also a page that cannot be shown stands among those of its authority, where that is known. */
  const tryVisit = (request: FastifyRequest): Visit | null => {
    try {
      return visitOf(request, config, database);
    } catch {
      return null;
    }
  };
  const sendProblem = (reply: FastifyReply, request: FastifyRequest, error: unknown) => {
    const problem = problemOf(error);
    const { status, title, message } = problem;
    if (status >= 500) log.error({ err: error, route: request.routeOptions.url }, 'a page could not be shown');
    return sendPage(reply, { template: 'problem', title, status, model: { message } }, tryVisit(request));
  };
  server.setErrorHandler((error, request, reply) => sendProblem(reply, request, error));
  server.setNotFoundHandler((request, reply) => sendProblem(reply, request, pageNotFound()));

  const serve = (path: string, answer: (visit: Visit, reply: FastifyReply) => Promise<unknown>): void => {
    server.get(path, async (request, reply) => answer(visitOf(request, config, database), reply));
  };
  const servePage = (path: string, build: (visit: Visit) => Promise<Page>): void =>
    serve(path, async (visit, reply) => sendPage(reply, await build(visit), visit));

  servePage('/', (visit) => statusPage(visit, deps));
  servePage('/scorecard', (visit) => scorecardPage(visit, deps));
  servePage('/mail', ledgerPage);
  servePage('/mail/:id', mailPage);
  serve('/mail/:id/html', async (visit, reply) => {
    const { body, headers } = await mailDocument(visit);
    return reply.headers(headers).type('text/html; charset=utf-8').send(body);
  });
  serve('/mail/:id/text', async (visit, reply) => reply.type('text/plain; charset=utf-8').send(await mailText(visit)));

  server.get('/assets/vigil.css', (_, reply) => reply.type('text/css; charset=utf-8').send(stylesheet));
  server.get('/assets/vigil.svg', (_, reply) => reply.type('image/svg+xml').send(icon));

  server.get('/health', () => ({ status: 'live' }));
  server.get('/ready', async (_, reply) => {
    const ready = await database
      .acrossAuthorities(({ sql }) => sql`select 1`)
      .then(
        () => true,
        () => false,
      );
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'the database does not answer' });
  });
  if (metrics !== null) {
    server.get('/metrics', async (_, reply) => {
      const { contentType, text } = await metrics.read();
      return reply.type(contentType).send(text);
    });
  }
  return server;
}
