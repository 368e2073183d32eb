import type { Period } from '@vigil/calendar';
import { StageFailure } from '@vigil/pipeline';
import type { AuthorityConfig } from '@vigil/runtime';

export interface Population {
  readonly count: number;
  readonly year: number;
}

/**
 * The 0-17 population for a month: of its calendar year, or of the latest earlier year that has one
 * (indicators.md, "Rules that hold for all").
 *
 * @throws {StageFailure} naming the year when there is neither
 */
export function populationFor(authority: AuthorityConfig, period: Period): Population {
  const wanted = Number(period.slice(0, 4));
  const years = [...authority.population0to17.keys()].filter((year) => year <= wanted);
  if (years.length === 0) {
    throw new StageFailure(
      'no-population',
      `There is no 0-17 population for ${wanted} or an earlier year, so no rate can be computed for ${period}.`,
      {
        advice: `Add the population of ${wanted} to authority.population0to17 in the vigil.yaml of ${authority.name}, then replay.`,
      },
    );
  }
  const year = Math.max(...years);
  return { count: authority.population0to17.get(year)!, year };
}
