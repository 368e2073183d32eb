import { timeZoneOfEngland } from '@vigil/calendar';
import type { AuthorityConfig } from './authority.ts';

/** The clock that a source's days and times go by; without a source, or with one that is configured no more, the authority's. */
export function timeZoneOf({ sources }: Pick<AuthorityConfig, 'sources'>, source?: string): string {
  return (sources.find(({ id }) => id === source) ?? sources[0])?.timeZone ?? timeZoneOfEngland;
}
