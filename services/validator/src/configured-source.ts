import type { SourceConfig } from '@vigil/runtime';
import type { ValidatorConfig } from './app.ts';

/** A source as it is configured now; undefined where it no longer is: what it delivered is worked on all the same. */
export function configuredSource(
  { authorities }: ValidatorConfig,
  authority: string,
  source: string,
): SourceConfig | undefined {
  return authorities.find(({ code }) => code === authority)?.sources.find(({ id }) => id === source);
}
