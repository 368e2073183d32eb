import type { AuthorityConfig } from './authority.ts';

/** Where nobody says otherwise, clocks are England's. */
export const timeZoneOfEngland = 'Europe/London';

/** The clock that a source's days and times go by; without a source, or with one that is configured no more, the authority's. */
export function timeZoneOf({ sources }: Pick<AuthorityConfig, 'sources'>, source?: string): string {
  return (sources.find(({ id }) => id === source) ?? sources[0])?.timeZone ?? timeZoneOfEngland;
}
