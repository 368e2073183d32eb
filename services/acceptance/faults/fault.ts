import { describe, expect, it } from 'vitest';
import { queues, type QueueKind } from '../test/vigil.ts';
import {
  expectAsUndisturbed,
  newNight,
  undisturbedNight,
  type Night,
  type NightOptions,
  type Told,
  type Undisturbed,
} from './night.ts';

/** Something that befalls a night, which afterwards is as if nothing had been. */
export interface Fault<Strike> {
  /** A night outlives it. */
  readonly what: string;
  readonly on: readonly QueueKind[];
  /** What this machine lacks for it; null or absent: nothing. */
  readonly missing?: string | null;
  /** When and how it strikes: each is a night of its own. */
  readonly strikes: (undisturbed: Undisturbed, queue: QueueKind) => readonly Strike[];
  /** How many of them may never strike, as a share: a night may go another way. Unless said otherwise a tenth. */
  readonly mayMiss?: number;
  /** Those that the ordinary suite tries, on the backends it tries them on; the whole form tries all on all. */
  readonly sample: (undisturbed: Undisturbed) => Partial<Record<QueueKind, readonly Strike[]>>;
  readonly options?: Omit<NightOptions, 'queue'>;
  readonly told: Told;
  /** Lives through the night, up to and with what puts it right; tells whether the fault has struck. */
  readonly live: (night: Night, strike: Strike, undisturbed: Undisturbed) => Promise<boolean>;
}

/** The same, whatever its strikes are made of. */
export interface AnyFault extends Pick<Fault<never>, 'what' | 'on' | 'missing'> {
  readonly isSampled: (queue: QueueKind) => boolean;
  /** Lives through a night a strike and gives those that went wrong, in words. */
  readonly wrongAfter: (queue: QueueKind, form: Form, undisturbed: Undisturbed) => Promise<readonly string[]>;
}

export type Form = 'short' | 'whole';

/** As many nights at once: they wait more than they compute. */
const nightsAtOnce = 2;

export function fault<Strike>(one: Fault<Strike>): AnyFault {
  const strikesOf = (queue: QueueKind, form: Form, plain: Undisturbed): readonly Strike[] =>
    form === 'whole' ? one.strikes(plain, queue) : (one.sample(plain)[queue] ?? []);
  return {
    ...one,
    isSampled: (queue) => strikesOf(queue, 'short', { tables: {}, commits: 50, copies: 5, bytes: 100_000 }).length > 0,
    wrongAfter: async (queue, form, plain) => {
      const left = [...strikesOf(queue, form, plain)];
      const mayMiss = left.length * (one.mayMiss ?? 0.1);
      const missed: string[] = [];
      const wrong: string[] = [];
      const live = async (strike: Strike): Promise<void> => {
        const name = JSON.stringify(strike);
        const night = await newNight({ ...one.options, queue });
        let ending = 'as undisturbed';
        try {
          if (!(await one.live(night, strike, plain))) missed.push(`${name}: ${(ending = 'it never struck')}`);
          await expectAsUndisturbed(night, plain, one.told);
        } catch (error) {
          ending = error instanceof Error ? error.message : String(error);
          wrong.push(`${name}: ${ending}`);
        } finally {
          await night.dispose();
        }
        // The whole form takes hours; who waits for it sees each night end.
        if (form === 'whole') process.stderr.write(`${queue}, ${one.what}: ${name}: ${ending}\n`);
      };
      const work = async (): Promise<void> => {
        for (let strike = left.shift(); strike !== undefined; strike = left.shift()) await live(strike);
      };
      await Promise.all(Array.from({ length: nightsAtOnce }, work));
      return missed.length > mayMiss ? [...wrong, ...missed] : wrong;
    },
  };
}

/** Tries each fault on each backend that it can befall; names what is missing where it cannot be tried. */
export function tryFaults(faults: readonly AnyFault[], form: Form): void {
  // One undisturbed night to compare all with, whatever their queues lie on.
  let undisturbed: Promise<Undisturbed> | null = null;
  describe.concurrent.each(queues)('a night, queue on $on, outlives', ({ queue, missing: noQueue }) => {
    for (const { what, on, missing = null, isSampled, wrongAfter } of faults) {
      if (!on.includes(queue) || (form === 'short' && !isSampled(queue))) continue;
      it.skipIf(noQueue || missing !== null)(`${what}${missing === null ? '' : ` (${missing})`}`, async () => {
        undisturbed ??= undisturbedNight();
        expect(await wrongAfter(queue, form, await undisturbed)).toEqual([]);
      });
    }
  });
}
