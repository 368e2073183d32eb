import type { ReplayChoice, Transaction } from '@vigil/database';
import type { StageName } from '@vigil/pipeline';
import { WrongUse } from '../../wrong-use.ts';
import { idMeant } from '../named.ts';
import { instantMeant } from './instant-meant.ts';

/** The ways to say which failed jobs are meant, as typed. */
export interface ChoiceOptions {
  readonly run?: string;
  readonly stage?: StageName;
  readonly error?: string;
  readonly since?: string;
  readonly until?: string;
}

/**
 * What is meant, its ids as typed.
 *
 * @throws {WrongUse} unless exactly one way to choose was used; a time may stand alone, or beside another way
 */
export function wantedOf(
  jobs: readonly string[],
  { run, stage, error, since, until }: ChoiceOptions,
  timeZone: string,
): ReplayChoice {
  const time = {
    ...(since !== undefined && { since: instantMeant(since, '--since', timeZone) }),
    ...(until !== undefined && { until: instantMeant(until, '--until', timeZone) }),
  };
  if (time.since && time.until && time.since > time.until) {
    throw new WrongUse(`--since ${since} is later than --until ${until}.`);
  }
  const ways: readonly ReplayChoice[] = [
    ...(jobs.length > 0 ? [{ by: 'jobs', jobs } as const] : []),
    ...(run === undefined ? [] : [{ by: 'run', run } as const]),
    ...(stage === undefined ? [] : [{ by: 'stage', stage } as const]),
    ...(error === undefined ? [] : [{ by: 'error', fingerprint: error } as const]),
  ];
  const [only, ...others] = ways;
  if (!only && (time.since || time.until)) return { by: 'time', ...time };
  if (!only || others.length > 0) {
    throw new WrongUse(
      'Say what to replay in one way: the ids of jobs, --run ID, --stage NAME or --error FINGERPRINT, each with --since or --until if need be, or a time alone; vigil failed lists them.',
    );
  }
  return { ...only, ...time };
}

/** The same with whole ids. */
export async function choiceOf(tx: Transaction, wanted: ReplayChoice): Promise<ReplayChoice> {
  if (wanted.by === 'run') return { ...wanted, run: await idMeant(tx, 'run', wanted.run) };
  if (wanted.by !== 'jobs') return wanted;
  const jobs: string[] = [];
  for (const typed of wanted.jobs) jobs.push(await idMeant(tx, 'job', typed));
  return { ...wanted, jobs };
}
