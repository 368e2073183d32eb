import { chartSvg, type SeriesChart } from '@vigil/charts';
import { type Html, markup } from './templates.ts';

/** Higher than that, and a page of paper has no room for the months under it. */
export const wide = { width: 640, height: 330 };
const narrow = { width: 340, height: 300 };
export const small = { width: 318, height: 210 };

/** The same twice, of which a style sheet shows one: words of a picture made smaller could not be read on a phone. */
export interface DrawnChart {
  readonly wide: Html;
  readonly narrow: Html;
}

/** The one chart of a page. */
export async function drawnLarge(chart: SeriesChart, page: string): Promise<DrawnChart> {
  const [large, little] = await Promise.all([chartSvg(chart, wide), chartSvg(chart, narrow)]);
  return { wide: named(large, `${page}--wide`), narrow: named(little, `${page}--narrow`) };
}

/** Charts beside each other; each has its heading in it. */
export function drawnSmall(charts: readonly SeriesChart[], page: string): Promise<readonly Html[]> {
  return Promise.all(
    charts.map(async (chart, at) => named(await chartSvg(chart, small), `${page}--${String(at + 1)}`)),
  );
}

/** With ids of its own, since one chart may stand on several pages. Text has its quotes escaped, so only attributes match. */
function named(svg: string, prefix: string): Html {
  const own = (ids: string) => ids.replaceAll(/\S+/g, (id) => `${prefix}-${id}`);
  return markup(
    svg.replaceAll(/ (id|aria-labelledby)="([^"]*)"/g, (_, name: string, ids: string) => ` ${name}="${own(ids)}"`),
  );
}
