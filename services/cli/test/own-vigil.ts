import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Secret } from '@vigil/runtime';
import { readyDatabase } from '../../../packages/database/test/own-database.ts';
import { runCommand, type ExitCode } from '../src/program.ts';

/** An installation of a suite's own, used by its commands as a person would. */
export interface OwnVigil {
  readonly directory: string;
  readonly env: Record<string, string | undefined>;
  vigil(...args: readonly string[]): Promise<Outcome>;
  /** The same with something on standard input. */
  pipe(input: string, ...args: readonly string[]): Promise<Outcome>;
  /** What a command prints with `--format json`, whatever its exit code. */
  json<T>(...args: readonly string[]): Promise<T>;
  /** Writes a delivery: section 47 enquiries, unless other files are given by name. */
  deliver(asAt: string, files: Readonly<Record<string, string>>): Promise<void>;
  configure(yaml: string): Promise<void>;
  drop(): Promise<void>;
}

interface Outcome {
  readonly exit: ExitCode;
  readonly out: string;
  readonly err: string;
}

const secret = 'a secret for the tests of the commands alone';

/** @param databaseUrl another than a database of its own */
export async function ownVigil(databaseUrl?: string): Promise<OwnVigil> {
  const directory = await mkdtemp(join(tmpdir(), 'vigil-cli-'));
  const own =
    databaseUrl === undefined ? await readyDatabase(new Secret(secret)) : { url: databaseUrl, drop: async () => {} };
  const env: Record<string, string | undefined> = {
    VIGIL_CONFIG: join(directory, 'vigil.yaml'),
    VIGIL_DATA_DIR: join(directory, 'data'),
    VIGIL_SECRET_KEY: secret,
    VIGIL_NOW: '2021-01-04',
    DATABASE_URL: own.url,
  };
  const configure = (yaml: string): Promise<void> => writeFile(join(directory, 'vigil.yaml'), yaml);
  await configure(testshire());
  const vigil = (...args: readonly string[]): Promise<Outcome> => pipe('', ...args);
  const pipe = async (input: string, ...args: readonly string[]): Promise<Outcome> => {
    let out = '';
    let err = '';
    const exit = await runCommand(args, {
      env,
      cwd: directory,
      out: (text) => {
        out += text;
      },
      say: (text) => {
        err += `${text}\n`;
      },
      input: () => Readable.from([input]),
      stopRequested: new Promise(() => {}),
    });
    return { exit, out, err };
  };
  return {
    directory,
    env,
    vigil,
    pipe,
    json: async <T>(...args: readonly string[]): Promise<T> =>
      JSON.parse((await vigil(...args, '--format', 'json')).out) as T,
    deliver: async (asAt, files) => {
      const folder = join(directory, 'extracts', asAt);
      await rm(folder, { recursive: true, force: true });
      await mkdir(folder, { recursive: true });
      for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    },
    configure,
    drop: async () => {
      await own.drop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** @param source lines that go into its source, such as a mapping */
export const testshire = (source = ''): string => `
authority: { code: "852", name: Testshire, population0to17: { 2018: 50400, 2019: 50700, 2020: 50900 } }
sources:
  - id: casework
    connector: { kind: folder, path: ./extracts }
    settleSeconds: 0
    schedule: "15 2 * * *"
    coverage: { section_47_enquiries: full }
    ${source}
services:
  - id: quality-assurance
    name: Quality Assurance
    head: { title: Head of Service, email: head.qa@example.gov.uk }
    indicators: [icpc-timeliness, icpc-rate]
targets:
  icpc-timeliness: [ { atLeast: 70, tolerance: 5, from: 2019-04-01, judge: provisional } ]
alerts: { defaults: { moved: off } } # one rule that speaks of a handful of cases
mail: { from: vigil@example.gov.uk }
`;

const header =
  'Child Unique ID,Strategy discussion initiating Section 47 Enquiry Start Date,Was an Initial Child Protection Conference deemed unnecessary?,Date of Initial Child Protection Conference';

/** For each month the children whose conference was held, and of those how many within fifteen working days. */
export type Enquiries = Readonly<Record<string, { readonly held: number; readonly inTime: number }>>;

/** Section 47 enquiries as a CSV file: the strategy discussion on the 1st, the conference on the 10th or late on the 28th. */
export function enquiriesCsv(months: Enquiries, extra: readonly string[] = []): string {
  const lines = Object.entries(months).flatMap(([month, { held, inTime }]) => {
    const [year, number] = month.split('-');
    return Array.from({ length: held }, (_, child) => {
      const day = child < inTime ? '10' : '28';
      return `CHILD-${month}-${child},01/${number}/${year},b) No,${day}/${number}/${year}`;
    });
  });
  return `${[header, ...lines, ...extra].join('\r\n')}\r\n`;
}
