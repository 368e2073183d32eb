/** How much of a page's body its room holds, as the page says of itself once it is set: 0.9 is a tenth too little. */
export interface Fit {
  readonly page: string;
  readonly holds: number;
}

/** By page, what its body is shrunk to; a page that is not in it is set as large as it is meant to be. */
export type Shrunk = Readonly<Record<string, number>>;

/** A page is never shrunk by less at a time: to set it once more takes longer than a hair's breadth is worth. */
const leastStep = 0.985;

/** Type of 10 pt would come out at 1 pt: no reader enlarges a page that far. */
const least = 0.1;

/**
 * What pages are to be shrunk to the next time that they are set; the same object where they all fit. Nothing is cut and
 * no page is added, however small it comes out: whoever draws up a pack divides it into pages, and a page of a PDF can be
 * enlarged.
 *
 * @throws where a page holds so much, or its heading is so long, that it cannot be a page
 */
export function shrunkToFit(shrunk: Shrunk, fits: readonly Fit[]): Shrunk {
  const tooFull = fits.filter(({ holds }) => holds < 1);
  if (tooFull.length === 0) return shrunk;
  return {
    ...shrunk,
    ...Object.fromEntries(tooFull.map(({ page, holds }) => [page, smaller(page, shrunk[page] ?? 1, holds)])),
  };
}

/** Shrunk to a half, lines hold twice as much: text takes a quarter of its height, a picture all of it. */
function smaller(page: string, now: number, holds: number): number {
  const next = now * Math.min(leastStep, Math.max(0, holds) ** 0.75);
  if (next >= least) return next;
  throw new Error(`The page ${page} holds many times more than fits on it; expected a pack divided into pages.`);
}
