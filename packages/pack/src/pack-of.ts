import { dateName, periodName } from '@vigil/calendar';
import { contradictionPages } from './contradictions.ts';
import type { PackContent } from './content.ts';
import { definitionPages } from './definitions.ts';
import { factsOf } from './facts.ts';
import { indicatorPages, listedWithFigures } from './indicator-page.ts';
import { madeOfPages } from './made-of.ts';
import { memberChartPages } from './member-charts.ts';
import { otherWordsPages } from './other-words.ts';
import { overviewPages } from './overview.ts';
import type { Edition, Pack } from './pack.ts';
import { indicatorPage } from './page-ids.ts';
import { planPages } from './plan.ts';
import { qualityPages } from './quality.ts';
import { serviceTables } from './service-tables.ts';
import { stampOf } from './stamp.ts';
import { teamTablePages } from './team-tables.ts';
import { instantName } from './wording.ts';

/**
 * The pack of a month, page by page: overviews, what stands in a list, what else is said, teams, members, tables by service, and about the
 * pack itself. It is made of `content` alone: the same content is the same pack.
 *
 * @param edition `public` for what has been through `publicEdition`: it leaves out what is for inside (drafts, names of
 *   those who judged or owe a figure, counts of rows, contradictions) and does not disclose by itself
 */
export function packOf(content: PackContent, edition: Edition): Pack {
  const facts = factsOf(content, edition);
  const detailed = new Set(listedWithFigures(facts).map(({ definition }) => definition.id));
  const tables = serviceTables(facts, detailed);
  const definitions = definitionPages(facts);
  const pageFor = (indicator: string): string =>
    detailed.has(indicator) ? indicatorPage(indicator) : (tables.pageOf.get(indicator) ?? 'overview');
  const pages = [
    ...overviewPages(facts, pageFor),
    ...planPages(facts, pageFor),
    ...indicatorPages(facts, (indicator) => definitions.pageOf.get(indicator) ?? 'definitions'),
    ...otherWordsPages(facts, detailed),
    ...teamTablePages(facts),
    ...memberChartPages(facts),
    ...tables.pages,
    ...qualityPages(facts),
    ...definitions.pages,
    ...contradictionPages(facts),
    ...madeOfPages(facts),
  ];
  return {
    title: `Children’s services performance: ${periodName(content.period)}`,
    authority: content.authority.name,
    period: content.period,
    edition,
    asAt: content.asAt,
    foot: footOf(content, edition),
    pages: pages.map(({ shows, ...page }) => ({ ...page, stamp: stampOf(content, shows) })),
  };
}

/** What the whole pack is: edition, rule of disclosure, as at, as known. */
function footOf({ asAt, knownAt, disclosedBy, madeOf }: PackContent, edition: Edition): string {
  return [
    edition === 'internal' ? 'Internal edition: not for publication' : 'Public edition',
    ...(disclosedBy === undefined ? [] : [disclosedBy.replace(/\.$/, '')]),
    `as at ${dateName(asAt)}`,
    ...(knownAt === null ? [] : [`as known ${instantName(knownAt)}`]),
    `Vigil ${madeOf.version}`,
  ].join(' · ');
}
