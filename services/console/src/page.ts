import { fileURLToPath } from 'node:url';
import nunjucks from 'nunjucks';
import type { ConsoleConfig } from './app.ts';
import { addressOf, type Visit } from './visit.ts';

const templates = fileURLToPath(new URL('../templates/', import.meta.url));

/** A page: its template and what that shows. */
export interface Page {
  readonly template: 'status' | 'scorecard' | 'ledger' | 'mail' | 'problem';
  readonly title: string;
  readonly status?: number;
  readonly model: object;
}

const sections = [
  { path: '/', text: 'Status' },
  { path: '/scorecard', text: 'Scorecard' },
  { path: '/mail', text: 'Mail' },
];

/** Makes HTML of pages. Without a visit (nobody knows what was asked for) no authority is named. */
export function createRenderer({
  authorities,
  demonstration,
}: ConsoleConfig): (page: Page, visit: Visit | null) => string {
  const environment = new nunjucks.Environment(new nunjucks.FileSystemLoader(templates), {
    autoescape: true,
    throwOnUndefined: true,
    trimBlocks: true,
    lstripBlocks: true,
  });
  return (page, visit) => {
    const inSection = (path: string) => (path === '/' ? visit?.path === '/' : visit?.path.startsWith(path) === true);
    return environment.render(`${page.template}.njk`, {
      title: page.title,
      site: {
        authority: visit?.authority.name ?? null,
        demonstration,
        pages: sections.map(({ path, text }) => ({
          text,
          href: visit?.url(path) ?? path,
          current: visit?.path === path ? 'page' : inSection(path) ? 'true' : null,
        })),
        others: authorities
          .filter(({ code }) => visit !== null && code !== visit.authority.code)
          .map(({ code, name }) => ({ name, href: addressOf(sectionOf(visit), { authority: code }) })),
      },
      ...page.model,
    });
  };
}

/** A mail or a month of one authority is nothing to another: switching goes to the section it stands in. */
function sectionOf(visit: Visit | null): string {
  return sections.findLast(({ path }) => visit?.path.startsWith(path))?.path ?? '/';
}
