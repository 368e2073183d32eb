/** What somebody who reads public editions knows of one part of a whole: null where it is withheld. */
export interface KnownPart {
  readonly all: number | null;
  readonly counted: number | null;
  /** Which of its numbers are 0 and which are not; null where nobody can tell. */
  readonly isSome: { readonly all: boolean | null; readonly counted: boolean | null; readonly rest: boolean | null };
}

/** The numbers that a part can have. */
export interface Possible {
  readonly counted: Set<number>;
  readonly rest: Set<number>;
  readonly all: Set<number>;
}

type Pair = readonly [counted: number, rest: number];

/**
 * All that follows from what is published of the parts of a whole, by trying: it knows nothing of networks or rules, only
 * that parts add up to the whole, which it knows, and that nothing is less than 0.
 */
export function possibleOf(
  parts: readonly KnownPart[],
  whole: { readonly all: number; readonly counted: number },
): readonly Possible[] {
  const possible = parts.map((): Possible => ({ counted: new Set(), rest: new Set(), all: new Set() }));
  const choose = (left: Pair, chosen: readonly Pair[]): void => {
    const part = parts[chosen.length];
    if (part === undefined) {
      for (const [at, [counted, rest]] of chosen.entries()) {
        possible[at]!.counted.add(counted);
        possible[at]!.rest.add(rest);
        possible[at]!.all.add(counted + rest);
      }
      return;
    }
    const isLast = chosen.length === parts.length - 1;
    for (const counted of isLast ? [left[0]] : upTo(left[0])) {
      for (const rest of isLast ? [left[1]] : upTo(left[1])) {
        if (canBe(part, [counted, rest])) choose([left[0] - counted, left[1] - rest], [...chosen, [counted, rest]]);
      }
    }
  };
  choose([whole.counted, whole.all - whole.counted], []);
  return possible;
}

function canBe({ all, counted, isSome }: KnownPart, [ownCounted, ownRest]: Pair): boolean {
  const isLike = (number: number, known: boolean | null) => known === null || known === number > 0;
  return (
    (all === null || all === ownCounted + ownRest) &&
    (counted === null || counted === ownCounted) &&
    isLike(ownCounted, isSome.counted) &&
    isLike(ownRest, isSome.rest) &&
    isLike(ownCounted + ownRest, isSome.all)
  );
}

function upTo(most: number): readonly number[] {
  return Array.from({ length: most + 1 }, (_, number) => number);
}
