import type { Connector } from '@vigil/connectors';
import { connectorFor, tablesIn, treeOf, type Surroundings } from '@vigil/ingest';
import { addMonths, periodOf, todayIn } from '@vigil/calendar';
import { timeZoneOf, type AuthorityConfig, type SourceConfig } from '@vigil/runtime';
import { ok, problem, said, warning, type Check } from './check.ts';

/** Whether each source's extracts can be read, and what is seen there. */
export async function* checkSources({ sources }: AuthorityConfig, around: Surroundings): AsyncGenerator<Check> {
  for (const source of sources) {
    const check = `source ${source.id}`;
    try {
      yield* describeDeliveries(check, await whatLiesThere(source, around));
    } catch (error) {
      yield problem(check, said(error));
    }
    if (source.schedule === null) {
      yield warning(check, 'has no schedule: it is looked at only when somebody says vigil run.');
    }
  }
}

type Found = Awaited<ReturnType<Connector['findDeliveries']>>;

async function whatLiesThere(source: SourceConfig, around: Surroundings): Promise<Found> {
  const connector = connectorFor(source, { location: null, asAt: null }, around);
  try {
    return await connector.findDeliveries();
  } finally {
    await connector.close();
  }
}

function* describeDeliveries(check: string, { deliveries, problems }: Found): Generator<Check> {
  for (const one of problems) yield warning(check, one);
  const newest = deliveries.at(-1);
  if (!newest) {
    yield warning(
      check,
      'has no delivery yet.',
      'Expected one folder per delivery, named by its as-at date (YYYY-MM-DD), with a CSV file per list or an Annex A workbook. vigil match FILE shows how a file of yours is understood.',
    );
    return;
  }
  const lists = newest.files.map(({ name, list }) => list ?? name);
  yield ok(
    check,
    `${deliveries.length === 1 ? 'one delivery' : `${deliveries.length} deliveries`}, the newest as at ${newest.asAt} with ${lists.join(', ')}`,
  );
}

/** Whether the published statistics can be reached. */
export async function* checkBenchmarks({ benchmarks }: AuthorityConfig, around: Surroundings): AsyncGenerator<Check> {
  if (benchmarks === null) return;
  const check = 'benchmarks';
  const tree = treeOf(benchmarks, null, around);
  try {
    const { length } = await tablesIn(tree);
    yield length === 0
      ? warning(check, `no CSV file lies in ${tree.location}.`, 'infra/reference/benchmarks.md says where to get them.')
      : ok(check, `${length === 1 ? 'one CSV file' : `${length} CSV files`} in ${tree.location}`);
  } catch (error) {
    yield problem(check, said(error));
  } finally {
    await tree.close();
  }
}

/** Whether somebody is told about every figure that has a target. */
export function* checkResponsibilities({ code, services, targets }: AuthorityConfig): Generator<Check> {
  const check = 'services';
  const owned = new Set(services.flatMap(({ indicators }) => indicators));
  const orphans = [...targets.keys()].filter((indicator) => !owned.has(indicator));
  if (targets.size === 0) {
    yield warning(
      check,
      `authority ${code} has no target, so nobody is ever written to.`,
      'Add targets to vigil.yaml.',
    );
  } else if (orphans.length > 0) {
    yield warning(
      check,
      `nobody is told when these miss their target: ${orphans.join(', ')}.`,
      'Add each to the indicators of a service in vigil.yaml.',
    );
  } else {
    yield ok(check, `${targets.size} indicators of authority ${code} have a target, each with somebody who is told`);
  }
}

/** Whether every month that is computed has a population, its own year's or an earlier one: without it nights fail. */
export function checkPopulation(authority: AuthorityConfig, now: Date): Check {
  const { code, population0to17, historyMonths } = authority;
  const firstMonth = addMonths(periodOf(todayIn(timeZoneOf(authority), now)), -historyMonths);
  const firstYear = Number(firstMonth.slice(0, 4));
  const check = 'population';
  return [...population0to17.keys()].some((year) => year <= firstYear)
    ? ok(check, `authority ${code} has the years ${[...population0to17.keys()].toSorted((a, b) => a - b).join(', ')}`)
    : problem(
        check,
        `authority ${code} has no 0-17 population for ${firstYear} or an earlier year, so rates cannot be computed.`,
        'Add it to authority.population0to17 in vigil.yaml.',
      );
}
