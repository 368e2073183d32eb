/**
 * Ids of pages, unlike each other: an indicator's own page is called as it is. Where an authority has an indicator of
 * its own by the name of another page, its page is called otherwise. No indicator has two hyphens in a row in its id.
 */
export function indicatorPage(indicator: string): string {
  return /^(overview|plan|teams|quality|definitions|contradictions|made-of|tables-\d+)$/.test(indicator)
    ? `${indicator}--figures`
    : indicator;
}

/** Small charts of its members, or of several indicators together. */
export function chartsPage(name: string): string {
  return `${indicatorPage(name)}--charts`;
}

/** A further page about the same. */
export function furtherPage(id: string, number: number): string {
  return number === 1 ? id : `${id}--${String(number)}`;
}
