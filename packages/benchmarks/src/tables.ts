import type { BenchmarkTable } from './table.ts';
import { assessments } from './tables/c2-assessments.ts';
import { careLeaversAccommodation } from './tables/care-leavers-accommodation.ts';
import { lookedAfter } from './tables/looked-after.ts';
import { plans } from './tables/d1-plans.ts';
import { plansByDuration } from './tables/d5-plans-by-duration.ts';
import { plansReviewed } from './tables/d6-plans-reviewed.ts';
import { population } from './tables/population.ts';
import { referrals } from './tables/c1-referrals.ts';
import { section47 } from './tables/c4-section-47.ts';
import { workforce } from './tables/workforce.ts';

/** Raised when the same file would be read otherwise, or a file that was refused would now be read. */
export const readingVersion = 1;

/** The tables that Vigil reads, by id. */
export const benchmarkTables: ReadonlyMap<string, BenchmarkTable> = new Map(
  [
    referrals,
    assessments,
    section47,
    plans,
    plansByDuration,
    plansReviewed,
    lookedAfter,
    careLeaversAccommodation,
    workforce,
    population,
  ].map((table) => [table.id, table]),
);
