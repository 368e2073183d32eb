import type { Period } from '@vigil/calendar';
import { earlierFigures, type Computation, type FigureToPublish } from '@vigil/database';
import type { Catalogue } from '@vigil/indicators';
import { recordOf } from './due.ts';
import { readReported } from './figures.ts';
import type { Basis } from './ground.ts';
import type { Work } from './indicator.ts';
import { reportedDigest } from './inputs.ts';
import { publish, type Published } from './publish.ts';

/** The list in which people report figures. */
export const reportedList = 'reported_figures';

/**
 * Publishes what people reported.
 *
 * @returns null where neither the list nor what the catalogue knows has changed
 */
export async function publishReported(
  work: Work,
  catalogue: Catalogue,
  basis: Basis,
  last: Computation | null,
): Promise<readonly Published[] | null> {
  const { tx, ground, calendar, cause, authority } = work;
  const { asAt } = basis;
  const marks = await ground.marks(asAt);
  const inputs = reportedDigest(catalogue.all(), marks.get(reportedList) ?? null, authority.contributors);
  if (work.reuses && last?.inputs === inputs) return null;
  const reported = await readReported(tx, asAt, authority.contributors);
  const known = catalogue.all().filter(({ id }) => reported.has(id));
  const standing = await earlierFigures(
    tx,
    known.map(({ id }) => ({ indicator: id, asAt, periods: periodsOf(reported.get(id)!) })),
    'reported',
  );
  const published = await publish(
    work,
    known.map((definition) => ({
      circumstances: {
        definition,
        basis,
        calendar,
        cause,
        last: null,
        ruleChanged: false,
        reuses: false,
        carried: null,
      },
      standing: standing.get(definition.id)!,
      figures: reported.get(definition.id)!,
    })),
  );
  const figures = known.flatMap(({ id }) => reported.get(id)!);
  const periods = periodsOf(figures);
  work.done.push({
    indicator: reportedList,
    asAt,
    inputs,
    definition: '',
    periods: recordOf({ inputs, periods, populations: new Map() }, null, periods, figures),
  });
  return published;
}

function periodsOf(figures: readonly FigureToPublish[]): readonly Period[] {
  return [...new Set(figures.map(({ period }) => period))];
}
