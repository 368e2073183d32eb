import { fileURLToPath } from 'node:url';
import nunjucks from 'nunjucks';
import { columnsOf } from './columns.ts';

/** Beside `src/` and `dist/`. */
export const templates = new URL('../../../templates/pack-html/', import.meta.url);

const environment = new nunjucks.Environment(new nunjucks.FileSystemLoader(fileURLToPath(templates)), {
  autoescape: true,
  throwOnUndefined: true,
  trimBlocks: true,
  lstripBlocks: true,
}).addFilter('shares', columnsOf);

/** All text of the model is escaped, but for what is `markup`. */
export function rendered(template: string, model: object): string {
  return environment.render(template, model);
}

/** What is HTML already, and stays as it is. */
export type Html = nunjucks.runtime.SafeString;

export function markup(html: string): Html {
  return new nunjucks.runtime.SafeString(html);
}
