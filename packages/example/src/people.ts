import { addDays, addYears, type IsoDate } from '@vigil/calendar';
import type { Random } from './random.ts';

export interface Child {
  readonly id: string;
  readonly gender: string;
  readonly ethnicity: string;
  readonly dateOfBirth: IsoDate;
  readonly disability: string;
}

export interface Worker {
  readonly team: string;
  readonly name: string;
}

const ethnicities = [
  ['a) WBRI', 66],
  ['c) WIRT', 1],
  ['d) WOTH', 8],
  ['f) MWBC', 3],
  ['g) MWBA', 2],
  ['h) MWAS', 3],
  ['j) AIND', 3],
  ['k) APKN', 3],
  ['l) ABAN', 2],
  ['n) BCRB', 1],
  ['o) BAFR', 4],
  ['r) OOTH', 2],
  ['s) NOBT', 2],
] as const;

/** Invented children: numbers in place of names, given as they are invented. */
export class Children {
  readonly #random: Random;
  #known = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  /** So many siblings, none of them older than 17 on that day. */
  family(size: number, on: IsoDate): Child[] {
    const ethnicity = this.#random.weighted(ethnicities);
    const eldest = addDays(addYears(on, -this.#random.integer(1, 17)), this.#random.integer(1, 364));
    return Array.from({ length: size }, (_, younger) => this.#child(ethnicity, eldest, younger, on));
  }

  #child(ethnicity: string, eldest: IsoDate, younger: number, on: IsoDate): Child {
    const born = addDays(eldest, younger * this.#random.integer(400, 1100));
    this.#known += 1;
    return {
      id: `EX-${String(this.#known).padStart(5, '0')}`,
      gender: this.#random.weighted([
        ['a) Male', 51],
        ['b) Female', 48],
        ['c) Not stated/recorded', 1],
      ]),
      ethnicity,
      dateOfBirth: born < on ? born : addDays(on, -this.#random.integer(20, 300)),
      disability: this.#random.chance(0.09) ? 'a) Yes' : 'b) No',
    };
  }
}

/** Family sizes that add up to so many children. */
export function familySizes(children: number, random: Random): number[] {
  const sizes: number[] = [];
  for (let left = children; left > 0; left -= sizes.at(-1) ?? left) sizes.push(familySize(left, random));
  return sizes;
}

/** One child more often than several. */
export function familySize(atMost: number, random: Random): number {
  const size = random.weighted([
    [1, 46],
    [2, 30],
    [3, 16],
    [4, 8],
  ]);
  return Math.min(size, atMost);
}

/** A worker of one of the numbered teams of a service; workers are numbers too. */
export function workerOf(service: string, teams: number, random: Random): Worker {
  const team = random.integer(1, teams);
  return { team: `${service} ${team}`, name: `Worker ${team}${String(random.integer(1, 9)).padStart(2, '0')}` };
}

/** Completed years on a day. */
export function ageOn(child: Child, on: IsoDate): number {
  const years = Number(on.slice(0, 4)) - Number(child.dateOfBirth.slice(0, 4));
  return on.slice(5) < child.dateOfBirth.slice(5) ? years - 1 : years;
}
