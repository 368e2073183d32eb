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
type Cost = (arc: number) => number | null;

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
  const throughHidden: Cost = (arc) => (hidden.has(arc) ? 0 : null);
  const throughAll: Cost = (arc) => (hidden.has(arc) ? 0 : weight(arc));
  const bySize = (one: number, other: number) => weight(one) - weight(other) || one - other;

  const wanted = small.toSorted(bySize).map((arc) => {
    const { count } = arcs[arc]!;
    const down = move(arcs, arc, -1, count - 1, throughAll);
    // One that cannot be smaller must be able to be larger, or it would be known.
    const up = move(arcs, arc, 1, Math.max(below - 1 - count, down.by === 0 ? 1 : 0), throughAll);
    for (const other of [...down.through, ...up.through]) hidden.add(other);
    return { arc, down: down.by, up: up.by };
  });
  const isProtected = () =>
    wanted.every(
      ({ arc, down, up }) =>
        move(arcs, arc, -1, down, throughHidden).by === down && move(arcs, arc, 1, up, throughHidden).by === up,
    );
  for (const arc of [...hidden].filter((one) => !small.includes(one)).toSorted((a, b) => bySize(b, a))) {
    hidden.delete(arc);
    if (!isProtected()) hidden.add(arc);
  }
  return hidden;
}

/** Moves a number up or down by as much as is wanted and possible, one at a time, each time the cheapest way round. */
function move(arcs: readonly Arc[], arc: number, direction: 1 | -1, wanted: number, cost: Cost): Movement {
  const counts = arcs.map(({ count }) => count);
  const through = new Set<number>();
  const { from, to } = arcs[arc]!;
  const [start, end] = direction === 1 ? [to, from] : [from, to];
  const passable: Cost = (other) => (other === arc || arcs[other]!.count === 0 ? null : cost(other));
  for (let by = 0; by < wanted; by += 1) {
    const way = cheapestWay(arcs, counts, start, end, (other) => (through.has(other) ? 0 : passable(other)));
    if (way === null) return { by, through };
    for (const step of way) {
      counts[step.arc]! += step.change;
      through.add(step.arc);
    }
  }
  return { by: wanted, through };
}

/** Dijkstra: forward makes a number larger, backward smaller, down to 1. Null where there is no way. */
function cheapestWay(
  arcs: readonly Arc[],
  counts: readonly number[],
  start: number,
  end: number,
  cost: Cost,
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
      const price = cost(arc);
      if (price === null || (from !== node && to !== node)) return;
      const change = from === node ? 1 : -1;
      if (change === -1 && counts[arc]! <= 1) return;
      const next = change === 1 ? to : from;
      const at = here.at + price;
      if (at < (reached.get(next)?.at ?? Infinity)) reached.set(next, { at, way: [...here.way, { arc, change }] });
    });
  }
}
