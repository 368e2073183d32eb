/**
 * Numbers that add up, as a network: each number flows from one node to another, and as much flows out of a node as
 * into it, or by so much more as everybody knows. A row of a table is a node that its cells flow out of, a column one
 * that they flow into; their totals are known, or flow themselves. In it an attacker's question, how much larger or
 * smaller a hidden number could be while everything still adds up, is the question how much more can flow round through
 * hidden numbers alone, which has an exact answer in whole numbers (Ford and Fulkerson).
 */
export interface Arc {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

type Step = { readonly arc: number; readonly change: 1 | -1 };

/** How far one number can be moved: by how much at most, and through which others. */
interface Movement {
  readonly by: number;
  readonly through: ReadonlySet<number>;
}

/** What passing through a number costs; null: it may not be passed through. */
export type Cost = (arc: number) => number | null;

/** The least and the most that a number can be, for all that is known of it by itself. */
export type Range = (arc: number) => readonly [least: number, most: number];

/**
 * Moves a number up or down by as much as is wanted and possible, one at a time, each time the cheapest way round; all
 * others stay within their ranges.
 */
export function move(
  arcs: readonly Arc[],
  arc: number,
  wanted: number,
  [direction, cost, range]: readonly [direction: 1 | -1, cost: Cost, range: Range],
): Movement {
  const counts = arcs.map(({ count }) => count);
  const through = new Set<number>();
  const { from, to } = arcs[arc]!;
  const [start, end] = direction === 1 ? [to, from] : [from, to];
  for (let by = 0; by < wanted; by += 1) {
    const way = cheapestWay(arcs, start, end, (other, change) => {
      const [least, most] = range(other);
      const moved = counts[other]! + change;
      if (other === arc || moved < least || moved > most) return null;
      return through.has(other) ? 0 : cost(other);
    });
    if (way === null) return { by, through };
    for (const step of way) {
      counts[step.arc]! += step.change;
      through.add(step.arc);
    }
  }
  return { by: wanted, through };
}

/** Dijkstra: forward makes a number larger, backward smaller. Null where there is no way. */
function cheapestWay(
  arcs: readonly Arc[],
  start: number,
  end: number,
  cost: (arc: number, change: 1 | -1) => number | null,
): readonly Step[] | null {
  const reached = new Map<number, { at: number; way: readonly Step[] }>([[start, { at: 0, way: [] }]]);
  const done = new Set<number>();
  for (;;) {
    const [node, here] =
      [...reached].filter(([one]) => !done.has(one)).toSorted(([, a], [, b]) => a.at - b.at)[0] ?? [];
    if (node === undefined || here === undefined) return null;
    if (node === end) return here.way;
    done.add(node);
    arcs.forEach(({ from, to }, arc) => {
      if (from !== node && to !== node) return;
      const change = from === node ? 1 : -1;
      const price = cost(arc, change);
      if (price === null) return;
      const next = change === 1 ? to : from;
      const at = here.at + price;
      if (at < (reached.get(next)?.at ?? Infinity)) reached.set(next, { at, way: [...here.way, { arc, change }] });
    });
  }
}
