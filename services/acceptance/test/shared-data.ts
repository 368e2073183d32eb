import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** The deliveries with expected figures lie beside the repository, where they are there at all. */
const directory = fileURLToPath(new URL('../../../../shared/data/', import.meta.url));

export type DataSet = 'southampton-2020' | 'solent-messy';

export const sharedDataMissing = !existsSync(directory);

/** For the name of a suite: says that it was skipped, and why. */
export const whereSharedData = sharedDataMissing ? ' (skipped: ../shared/data is not there)' : '';

export const extractsOf = (set: DataSet): string => `${directory}${set}/extracts`;

export interface Expected {
  readonly asAt: string;
  readonly population0to17: Readonly<Record<string, number>>;
  readonly findings: readonly { list: string; record: number; rule: string; rejected: boolean }[];
  readonly indicators: Readonly<
    Record<
      string,
      Readonly<Record<string, { numerator: number | null; denominator: number | null; value: number | null }>>
    >
  >;
}

export async function expectedOf(set: DataSet, asAt: string): Promise<Expected> {
  return JSON.parse(await readFile(`${directory}${set}/expected/${asAt}.json`, 'utf8')) as Expected;
}

/** A vigil.yaml for a data set. */
export function configFor(population: Readonly<Record<string, number>>, extracts = './extracts'): string {
  return `
authority:
  code: "852"
  name: Southampton
  population0to17: ${JSON.stringify(population)}
sources:
  - id: casework
    connector: { kind: folder, path: ${JSON.stringify(extracts)} }
services:
  - id: quality-assurance
    name: Quality Assurance
    head: { title: Head of Service, email: head.qa@example.gov.uk }
    indicators: [icpc-timeliness]
targets:
  icpc-timeliness: [ { atLeast: 84, tolerance: 5, from: 2019-04-01, judge: provisional } ]
operators: [ { email: operators@example.gov.uk } ]
mail: { from: vigil@example.gov.uk }
`;
}
