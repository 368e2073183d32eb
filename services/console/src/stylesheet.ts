import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const govukStylesheet = require.resolve('govuk-frontend/dist/govuk/govuk-frontend.min.css');
const ownStylesheet = new URL('../assets/vigil.css', import.meta.url);

/** One stylesheet: GOV.UK Frontend's, without the typeface that only gov.uk may use, then Vigil's own. */
export async function readStylesheet(): Promise<string> {
  const [govuk, own] = await Promise.all([readFile(govukStylesheet, 'utf8'), readFile(ownStylesheet, 'utf8')]);
  return `${withSystemFonts(govuk)}\n${own}`;
}

function withSystemFonts(css: string): string {
  const replaced = css
    .replaceAll(/\/\*![^*]*Margaret Calvert[^*]*\*\//g, '')
    .replaceAll(/\/\*# sourceMappingURL=[^*]*\*\//g, '')
    .replaceAll(/@font-face\{[^}]*\}/g, '')
    .replaceAll('GDS Transport,arial,sans-serif', 'var(--vigil-font)');
  if (!replaced.includes('GDS Transport')) return replaced;
  throw new Error('govuk-frontend names the GDS Transport typeface where Vigil does not replace it; expected nowhere.');
}
