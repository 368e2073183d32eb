import { formMonths } from '@vigil/alerts';
import { timeZoneOfEngland } from '@vigil/calendar';
import type { Catalogue } from '@vigil/indicators';
import { z } from 'zod';
import { typedPath } from '../typed-path.ts';
import type { SourceConfig } from './authority.ts';
import { defaultGuards, retention } from './guards.ts';
import { cron, email, indicatorName, name, words } from './values.ts';

/** Somebody who reports figures that no extract gives. */
export interface ContributorConfig {
  /** Also the id of the source that their forms are. */
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly indicators: readonly string[];
  /** Working days after a month's end by which its form is due. */
  readonly due: number;
  /** Working days before that on which they are reminded; null: they are not. */
  readonly remind: number | null;
  /** Where their forms come back to. */
  readonly folder: string;
}

const workingDays = z.int().min(0).max(60);

/** What holds for the forms of all contributors. */
export const collect = z.strictObject({
  folder: words.default('./forms'),
  due: workingDays.default(5),
  remind: workingDays.nullable().default(2),
  schedule: cron.nullable().default('0 6 * * *'),
  settleSeconds: z.int().min(0).max(86_400).default(60),
});

export const contributorOf = (catalogue: Catalogue) =>
  z.strictObject({
    id: name,
    name: words,
    email,
    indicators: z.array(indicatorName(catalogue)).min(1, 'expected at least one indicator'),
    due: workingDays.nullable().default(null),
  });

interface WrittenContributors {
  readonly collect: z.output<typeof collect>;
  readonly contributors: readonly z.output<ReturnType<typeof contributorOf>>[];
}

/** The contributors of a vigil.yaml. @param directory where it lies */
export function contributorsOf(
  { collect: all, contributors }: WrittenContributors,
  directory: string,
): ContributorConfig[] {
  return contributors.map((one) => ({
    ...one,
    due: one.due ?? all.due,
    remind: all.remind,
    folder: `${typedPath(all.folder, directory).replace(/[\\/]+$/u, '')}/${one.id}`,
  }));
}

/** A contributor as a source: a delivery is a form, as at the first day after its month. */
export function sourceOf(
  contributor: ContributorConfig,
  { schedule, settleSeconds }: WrittenContributors['collect'],
): SourceConfig {
  const { lists, records, ...others } = retention.parse({});
  return {
    id: contributor.id,
    contributor,
    connector: { kind: 'folder', path: contributor.folder },
    files: { '*{asAt:yyyy-MM-dd}*.xlsx': 'workbook' },
    coverage: new Map([['reported_figures', { kind: 'rolling', months: formMonths }]]),
    mapping: { headers: {}, codes: {} },
    schedule,
    timeZone: timeZoneOfEngland,
    expectedBy: null,
    catchUp: 'latest',
    settleSeconds,
    // A form comes once a month, and who owes one is chased otherwise.
    guards: { ...defaultGuards, stale: null, neverArrived: false },
    retention: { ...others, lists: new Map(Object.entries(lists)), records: new Map(Object.entries(records)) },
  };
}
