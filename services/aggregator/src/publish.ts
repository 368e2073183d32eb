import { isSettled } from '@vigil/calendar';
import {
  publishFigures,
  sortFigures,
  type FigureToPublish,
  type NewVersion,
  type Publication,
  type Restatement,
  type RestatementReason,
  type EarlierFigure,
} from '@vigil/database';
import type { Ground } from './ground.ts';
import type { Work } from './indicator.ts';
import { explainRestatements, type Circumstances } from './restatement.ts';

/** What became of figures that were computed. */
export interface Published {
  readonly fresh: readonly FigureToPublish[];
  readonly restated: readonly (Restatement & { readonly reason: RestatementReason })[];
  readonly unchanged: number;
}

/** Figures of an indicator about to be published, all of one origin. */
export interface Ready {
  readonly circumstances: Circumstances;
  /** Those that stand, of the same origin. */
  readonly standing: readonly EarlierFigure[];
  readonly figures: readonly FigureToPublish[];
  /** How many more there are that need not be looked at, since nothing of them has changed. */
  readonly unchanged?: number;
}

/** Adds a version for each figure that is new, or another than the one that stands at its as-at date. */
export async function publish(
  { tx, ground, run }: Pick<Work, 'tx' | 'ground' | 'run'>,
  ready: readonly Ready[],
): Promise<readonly Published[]> {
  const sorted = ready.map(({ circumstances, standing, figures, unchanged: others = 0 }) => {
    const { fresh, restated, ...same } = sortFigures(standing, figures);
    const unchanged = same.unchanged + others;
    // Every as-at date has a position of its own: what is overdue tomorrow says nothing of what was told today.
    return circumstances.definition.companionOf
      ? { circumstances, fresh: [...fresh, ...restated.map(({ now }) => now)], restated: [], unchanged }
      : { circumstances, fresh, restated, unchanged };
  });
  const reasons = await explainRestatements(tx, ground, sorted);
  const publications: Publication[] = [];
  const published: Published[] = [];
  for (const { circumstances, fresh, unchanged, ...changed } of sorted) {
    const { definition, basis, calendar } = circumstances;
    const restated = changed.restated.map((one) => ({ ...one, reason: reasons.get(one)! }));
    const versions = await restatedFigures(ground, circumstances, restated);
    publications.push({
      provenance: { ...basis, definitionVersion: definition.definitionVersion, calendarVersion: calendar.version, run },
      figures: [...fresh.map(newFigure), ...versions],
    });
    published.push({ fresh, restated, unchanged });
  }
  await publishFigures(tx, publications);
  return published;
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
