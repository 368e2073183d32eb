/**
 * Numbers that add up, as a network: each number flows from one node to another, and as much flows out of a node as
 * into it. A row of a table is a node that its total flows into and its cells flow out of; a column the other way round;
 * so a table with both totals is one closed circulation. In it an attacker's question, how much larger or smaller a
 * hidden number could be while everything still adds up, is the question how much more can flow round through hidden
 * numbers alone, which has an exact answer in whole numbers (Ford and Fulkerson).
 */
export interface Arc {
  readonly from: number;
  readonly to: number;
  /** Zeros are never hidden, so every hidden number is known to be at least 1. */
  readonly count: number;
  readonly isTotal: boolean;
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

const hiddenRange: readonly [number, number] = [1, Infinity];

/**
 * Which numbers to hide so that whoever knows the rest, that it adds up, and that zeros are shown, cannot tell a number
 * from 1 to `below` - 1 from any other of these. A total is at least as much as its parts that are not zero: that much
 * of it cannot be hidden.
 *
 * Small numbers first, then for each of them, smallest first, the numbers with the smallest sum that let it move far
 * enough; totals only where nothing else will do, since they are what readers compare. What turns out not to be needed
 * is shown again, largest first. It is the greedy answer, the same for the same table, and not always the smallest.
 */
export function toHide(arcs: readonly Arc[], below: number): ReadonlySet<number> {
  const small = arcs.flatMap(({ count }, arc) => (count > 0 && count < below ? [arc] : []));
  const whole = arcs.reduce((most, { count }) => Math.max(most, count), 0);
  const weight = (arc: number) => arcs[arc]!.count + (arcs[arc]!.isTotal ? whole * arcs.length : 0);
  const hidden = new Set(small);
  const range: Range = (arc) => (arcs[arc]!.count === 0 ? [0, 0] : hiddenRange);
  const throughHidden: Cost = (arc) => (hidden.has(arc) ? 0 : null);
  const throughAll: Cost = (arc) => (hidden.has(arc) ? 0 : weight(arc));
  const bySize = (one: number, other: number) => weight(one) - weight(other) || one - other;

  const wanted = small.toSorted(bySize).map((arc) => {
    const { count } = arcs[arc]!;
    const down = move(arcs, arc, count - 1, [-1, throughAll, range]);
    // One that cannot be smaller must be able to be larger, or it would be known.
    const up = move(arcs, arc, Math.max(below - 1 - count, down.by === 0 ? 1 : 0), [1, throughAll, range]);
    for (const other of [...down.through, ...up.through]) hidden.add(other);
    return { arc, down: down.by, up: up.by };
  });
  const isProtected = () =>
    wanted.every(
      ({ arc, down, up }) =>
        move(arcs, arc, down, [-1, throughHidden, range]).by === down &&
        move(arcs, arc, up, [1, throughHidden, range]).by === up,
    );
  for (const arc of [...hidden].filter((one) => !small.includes(one)).toSorted((a, b) => bySize(b, a))) {
    hidden.delete(arc);
    if (!isProtected()) hidden.add(arc);
  }
  return hidden;
}

/**
 * Moves a number up or down by as much as is wanted and possible, one at a time, each time the cheapest way round; all
 * others stay within their ranges.
 */
export function move(
  arcs: readonly Omit<Arc, 'isTotal'>[],
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
  arcs: readonly Omit<Arc, 'isTotal'>[],
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
