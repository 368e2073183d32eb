import type { StageObserver } from '@vigil/queue';

/** Several that look on as one: the first is outermost. */
export function together(observers: readonly StageObserver[]): StageObserver {
  return observers.reduceRight<StageObserver>(
    (inner, outer) => ({
      attempt: (claim, work) => outer.attempt(claim, () => inner.attempt(claim, work)),
      transaction: (claim, kind, work) => outer.transaction(claim, kind, () => inner.transaction(claim, kind, work)),
    }),
    { attempt: (_, work) => work(), transaction: (_claim, _kind, work) => work() },
  );
}
