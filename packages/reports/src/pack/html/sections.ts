import type { IndicatorBody, Pack, PackPage, PackTable, PageBody } from '@vigil/pack';
import type { Place } from '@vigil/indicators';
import { placeOf } from '../places.ts';
import { type DrawnChart, drawnLarge, drawnSmall } from './charts.ts';
import { figuresOf } from './figures.ts';
import { chartsAcross } from './print/small-charts.ts';
import { printShare } from './print/share.ts';
import type { Html } from './templates.ts';

/** A page as its template wants it: charts drawn, neighbours known. */
export interface Section extends Omit<PackPage, 'body'> {
  readonly body: SectionBody;
  readonly place: Place | null;
  /** In hundredths: `printShare`. */
  readonly printed: number;
  /** From 1. */
  readonly number: number;
  readonly of: number;
  readonly previous: string | null;
  readonly next: string | null;
}

type SectionBody =
  | Exclude<PageBody, { kind: 'indicator' | 'charts' }>
  | (Omit<IndicatorBody, 'chart'> & { readonly chart: DrawnChart | null })
  | {
      readonly kind: 'charts';
      readonly introduction: readonly string[];
      readonly charts: readonly Html[];
      /** Beside each other on paper. */
      readonly across: number;
      /** What the charts show, to be read. */
      readonly figures: PackTable;
    };

export function sectionsOf({ pages }: Pack): Promise<readonly Section[]> {
  return Promise.all(
    pages.map(async (page, at) => ({
      ...page,
      body: await bodyOf(page),
      place: placeOf(page),
      printed: printShare(page),
      number: at + 1,
      of: pages.length,
      previous: pages[at - 1]?.id ?? null,
      next: pages[at + 1]?.id ?? null,
    })),
  );
}

async function bodyOf({ id, body }: PackPage): Promise<SectionBody> {
  switch (body.kind) {
    case 'indicator':
      return { ...body, chart: body.chart && (await drawnLarge(body.chart, id)) };
    case 'charts':
      return {
        ...body,
        charts: await drawnSmall(body.charts, id),
        across: chartsAcross(body.charts.length),
        figures: figuresOf(body.charts),
      };
    case 'lists':
    case 'tables':
      return body;
  }
}
