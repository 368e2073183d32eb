import { writeFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { chartSvg } from '@vigil/charts';
import { packOf, type Pack } from '@vigil/pack';
import { packHtml, packPdf, packPptx } from '@vigil/reports';
import { aContent, aRemark, months, packSeries } from '../../../packages/pack/test/a-content.ts';
import { described } from '../../../packages/indicators/test/series-of.ts';

/*
 * Packs of one format, in a process of its own: every indicator of the catalogue with 26 months, a fifth of them with
 * nine members, a commentary and a response on each; so many authorities, one after the other.
 */

const writers = {
  charts: async (pack: Pack) => {
    let bytes = 0;
    for (const { body } of pack.pages) {
      const charts = body.kind === 'charts' ? body.charts : body.kind === 'indicator' && body.chart ? [body.chart] : [];
      for (const chart of charts) bytes += (await chartSvg(chart, { theme: 'print' })).length;
    }
    return bytes;
  },
  pdf: async (pack: Pack) => (await packPdf(pack)).length,
  html: async (pack: Pack) => (await packHtml(pack)).length,
  pptx: async (pack: Pack) => (await packPptx(pack)).length,
} as const;

const members = ['Under 1', '1 to 4', '5 to 9', '10 to 15', '16 and over', 'Female', 'Male', 'North', 'South'];

function contentOf(authority: number) {
  const value = (seed: number, month: number) => 10 + ((seed * 7 + month * 13 + authority * 3) % 80);
  const figures = (seed: number) => months(...Array.from({ length: 26 }, (_, month) => value(seed, month)));
  return aContent({
    authority: { code: `A${String(authority)}`, name: `Authority ${String(authority)}` },
    series: described.flatMap((definition, index) =>
      [null, ...(index % 5 === 0 ? members : [])].map((member, of) =>
        packSeries(definition, figures(index + of), { ...(member !== null && { member }) }),
      ),
    ),
    remarks: described.flatMap(({ id }) => [
      aRemark({ subject: id }),
      aRemark({ subject: id, kind: 'response', text: 'The service looks into it with its partners.', owner: 'HoS' }),
    ]),
  });
}

const [format = '', authorities = '1'] = process.argv.slice(2);
const write = writers[format as keyof typeof writers];
const took: { readonly pack: number; readonly file: number }[] = [];
let [bytes, pages] = [0, 0];
for (let authority = 1; authority <= Number(authorities); authority += 1) {
  const content = contentOf(authority);
  const begun = performance.now();
  const pack = packOf(content, 'internal');
  const worded = performance.now();
  bytes = await write(pack);
  pages = pack.pages.length;
  took.push({ pack: worded - begun, file: performance.now() - worded });
}
const sum = (of: 'pack' | 'file') => took.reduce((all, one) => all + one[of], 0);
const { maxRSS } = process.resourceUsage();
writeFileSync(
  1,
  JSON.stringify({ pack: sum('pack'), file: sum('file'), bytes, pages, megabytes: Math.round(maxRSS / 1024) }),
);
