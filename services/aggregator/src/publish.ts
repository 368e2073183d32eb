import { isSettled } from '@vigil/calendar';
import {
  publishFigures,
  sortFigures,
  standingFigures,
  type FigureToPublish,
  type NewVersion,
  type Restatement,
  type RestatementReason,
  type Transaction,
} from '@vigil/database';
import type { Ground } from './ground.ts';
import { explainRestatements, type Circumstances } from './restatement.ts';

/** What became of figures that were computed. */
export interface Published {
  readonly fresh: readonly FigureToPublish[];
  readonly restated: readonly (Restatement & { readonly reason: RestatementReason })[];
  readonly unchanged: number;
}

/** Adds a version for each figure that is new, or another than the one that stands at its as-at date. */
export async function publish(
  tx: Transaction,
  ground: Ground,
  circumstances: Circumstances,
  run: string,
  figures: readonly FigureToPublish[],
): Promise<Published> {
  const { definition, basis, calendar } = circumstances;
  const [sample] = figures;
  if (!sample) return { fresh: [], restated: [], unchanged: 0 };
  const { origin } = sample;
  const standing = await standingFigures(tx, { indicators: [definition.id], asAt: basis.asAt, origin });
  const sorted = sortFigures(standing, figures);
  // Every as-at date has a position of its own: what is overdue tomorrow says nothing of what was told today.
  const another = definition.companionOf ? sorted.restated.map(({ now }) => now) : [];
  const fresh = [...sorted.fresh, ...another];
  const restated = definition.companionOf ? [] : await withReasons(tx, circumstances, sorted.restated);
  await publishFigures(
    tx,
    definition.id,
    { ...basis, definitionVersion: definition.definitionVersion, calendarVersion: calendar.version, run },
    [...fresh.map(newFigure), ...(await restatedFigures(ground, circumstances, restated))],
  );
  return { fresh, restated, unchanged: sorted.unchanged };
}

async function withReasons(
  tx: Transaction,
  circumstances: Circumstances,
  restated: readonly Restatement[],
): Promise<Published['restated']> {
  const reasons = await explainRestatements(tx, circumstances, restated);
  return restated.map((one) => ({ ...one, reason: reasons.get(one)! }));
}

function newFigure(figure: FigureToPublish): NewVersion {
  return { figure, reason: null, differsFrom: null, afterSettling: false };
}

async function restatedFigures(
  ground: Ground,
  { definition, basis, calendar }: Circumstances,
  restated: Published['restated'],
): Promise<readonly NewVersion[]> {
  if (restated.length === 0) return [];
  const asAtBefore = await ground.asAtBefore(Object.keys(basis.deliveries), basis.asAt);
  return restated.map(({ before, now, reason }) => {
    const stoodAt = before.asAt === basis.asAt ? before.asAt : asAtBefore;
    return {
      figure: now,
      reason,
      differsFrom: before.version,
      afterSettling: stoodAt !== null && isSettled(now.period, stoodAt, definition.settleWorkingDays, calendar),
    };
  });
}
