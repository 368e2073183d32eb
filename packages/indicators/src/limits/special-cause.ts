import { type ControlLimits, sideOf } from './control-limits.ts';

/** Which of the four rules of Making Data Count a point breaks. */
type Rule = 'outside limits' | 'trend' | 'two of three' | 'shift';

/** A sign that a point is not like the others: by which rule, and whether it is higher or lower, rises or falls. */
export interface SpecialCause {
  readonly rule: Rule;
  readonly direction: 'high' | 'low';
}

type Sign = -1 | 0 | 1;

/** A shift is so many points on one side of the mean; a trend so many that each rise, or each fall. */
const runLength = 7;

/**
 * The special cause of each point of a group, or null for common cause (`spc.md`, *Special-cause rules*; the first
 * that matches names it):
 *
 * 1. it lies outside the limits, strictly;
 * 2. it belongs to seven points each strictly higher (or each lower) than the one before; where a rise and a fall meet
 *    in one point, it belongs to the later;
 * 3. it is one of at least two of three points in a row that are close to a limit, all three on one side of the mean;
 * 4. it belongs to seven points in a row on one side of the mean. A point on the mean is on neither side.
 *
 * @param values of one group, oldest first
 */
export function specialCauses(values: readonly number[], limits: ControlLimits): readonly (SpecialCause | null)[] {
  const sides = values.map((value) => sideOf(value, limits.mean));
  const steps = values.slice(1).map((value, index) => sideOf(value, values[index]!));
  const trends = runsOf(steps, runLength - 1, { points: runLength, of: values.length });
  const pairs = twoOfThree(
    values.map((value) => isClose(value, limits)),
    sides,
  );
  const shifts = runsOf(sides, runLength, { points: runLength, of: values.length });
  return values.map(
    (value, index) =>
      outside(value, limits) ??
      causeOf('trend', trends[index]!) ??
      causeOf('two of three', pairs[index]!) ??
      causeOf('shift', shifts[index]!),
  );
}

/** The first rule alone, which needs no neighbours: whether a value lies outside the limits. On a limit is inside. */
export function outside(value: number, { lower, upper }: ControlLimits): SpecialCause | null {
  if (sideOf(value, upper) > 0) return { rule: 'outside limits', direction: 'high' };
  return sideOf(value, lower) < 0 ? { rule: 'outside limits', direction: 'low' } : null;
}

function causeOf(rule: Rule, sign: Sign): SpecialCause | null {
  return sign === 0 ? null : { rule, direction: sign > 0 ? 'high' : 'low' };
}

/** Beyond a near limit, but not outside: the first rule has the say there. */
function isClose(value: number, limits: ControlLimits): boolean {
  if (outside(value, limits)) return false;
  return sideOf(value, limits.nearUpper) > 0 || sideOf(value, limits.nearLower) < 0;
}

/** For each point the sign of a run of equal signs that it belongs to, the latest such; 0 where there is none. */
function runsOf(signs: readonly Sign[], length: number, { points, of }: { points: number; of: number }): Sign[] {
  const found = Array<Sign>(of).fill(0);
  for (let start = 0; start + length <= signs.length; start += 1) {
    const sign = signs[start]!;
    if (sign !== 0 && signs.slice(start, start + length).every((one) => one === sign)) {
      found.fill(sign, start, start + points);
    }
  }
  return found;
}

/** For each point that is close to a limit, its side of the mean, if one of its neighbours in a window of three is too. */
function twoOfThree(close: readonly boolean[], sides: readonly Sign[]): Sign[] {
  const found = Array<Sign>(close.length).fill(0);
  for (let start = 0; start + 3 <= close.length; start += 1) {
    const window = [start, start + 1, start + 2];
    const near = window.filter((index) => close[index]);
    const side = sides[start]!;
    if (side === 0 || near.length < 2 || window.some((index) => sides[index] !== side)) continue;
    for (const index of near) found[index] = side;
  }
  return found;
}
