import type { Cause, FailedJob } from '@vigil/database';
import type { AuthorityConfig } from '@vigil/runtime';

/** Where something has to be looked at or mended first. */
const looks: Readonly<Record<string, string>> = {
  'source-unreachable': 'vigil doctor',
  'server-unreachable': 'vigil doctor',
  'disk-full': 'vigil doctor',
  'mail-not-sent': 'vigil mail test',
  'mail-refused': 'vigil mail test',
};

/** A mapping may be all that is missing. */
const mapped: ReadonlySet<string> = new Set(['missing-column', 'ambiguous-column']);

/** What lies at the source has to change; a replay reads what was seen, so it is the source that is looked at again. */
const sentAgain: ReadonlySet<string> = new Set([
  'delivery-changed',
  'manifest-mismatch',
  'unclear-workbook',
  'list-twice',
  'nothing-to-read',
  'unreadable-file',
  'rejected-file',
]);

/** Commands that are about all authorities. */
const ofAll = /^vigil (?:doctor|run)\b/u;

/** What an operator can take for right. */
const sizes: ReadonlySet<string> = new Set(['empty-file', 'shrunken-file']);

/**
 * The commands that lead out of a cause, in their order and ready to be typed; the last one sets things going.
 *
 * @param corrected ids of jobs that nothing waits for any more
 * @param authorities all that are configured: of several, a command must name the one that is meant
 */
export function wayOut(
  cause: Cause,
  corrected: ReadonlySet<string>,
  authority: Pick<AuthorityConfig, 'code' | 'sources'>,
  authorities: readonly unknown[],
): readonly string[] {
  const whose = authorities.length > 1 ? ` --authority ${authority.code}` : '';
  return commandsFor(cause, corrected, authority.sources).map((command) =>
    ofAll.test(command) ? command : `${command}${whose}`,
  );
}

/** What is corrected by now is put aside; the rest has a way out by its kind. */
function commandsFor(
  cause: Cause,
  corrected: ReadonlySet<string>,
  sources: AuthorityConfig['sources'],
): readonly string[] {
  const done = cause.jobs.filter(({ job }) => corrected.has(job));
  const others = cause.jobs.filter(({ job }) => !corrected.has(job));
  const aside = eachOnce(done, ({ delivery }) => `vigil reject ${delivery!.slice(0, 8)} --reason "…"`);
  return others.length === 0 ? aside : [...aside, ...commandsByKind({ ...cause, jobs: others }, sources)];
}

function commandsByKind(
  { kind, state, jobs, fingerprint }: Cause,
  sources: AuthorityConfig['sources'],
): readonly string[] {
  const replay = `vigil replay --error ${fingerprint} --reason "…"`;
  if (state === 'dead') return [`vigil failed --job ${jobs[0]!.job.slice(0, 8)}`, replay];
  if (sizes.has(kind)) return eachOnce(jobs, (job) => `vigil accept ${job.source}@${job.asAt} --reason "…"`);
  if (sentAgain.has(kind)) return eachOnce(jobs, ({ source }) => `vigil run --source ${source}`);
  if (mapped.has(kind)) {
    const folders = new Set(sources.filter(({ connector }) => connector.kind === 'folder').map(({ id }) => id));
    const here = jobs.filter(({ source }) => folders.has(source));
    return [
      ...eachOnce(here, ({ source, location }) => `vigil match ${quoted(location ?? '')} --source ${source} --write`),
      replay,
    ];
  }
  const look = looks[kind];
  return look === undefined ? [replay] : [look, replay];
}

function eachOnce(jobs: readonly FailedJob[], command: (job: FailedJob) => string): readonly string[] {
  return [...new Set(jobs.map(command))];
}

function quoted(path: string): string {
  return /^[\w./:\\-]+$/u.test(path) ? path : `"${path}"`;
}
