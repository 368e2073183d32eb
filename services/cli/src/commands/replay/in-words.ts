import type { LeftAlone, PublishedFigure, ReplayedJob, ReplayPlan } from '@vigil/database';
import type { UnderstoodFile } from './mapping.ts';
import type { Rehearsal, RehearsedRun, RehearsedStage } from './rehearsal.ts';

/** How many figures of a run people are shown; machines get them all. */
const mostFigures = 12;

const short = (id: string): string => id.slice(0, 8);
const nameOf = (stage: string, list: string): string => (list === '' ? stage : `${stage} ${list}`);

/** What is replayed, and what is not and why. */
export function planInWords({ replayed, left }: ReplayPlan, verb: 'is' | 'waits to be'): readonly string[] {
  const lines = [...replayed.map((one) => `${jobOf(one)} ${verb} replayed.`), ...leftInWords(left)];
  return lines.length > 0 ? lines : ['Nothing has failed that way: there is nothing to replay.'];
}

function jobOf({ job, stage, subject }: ReplayedJob): string {
  return `${nameOf(stage, subject)} (job ${short(job)})`;
}

function leftInWords(left: readonly LeftAlone[]): readonly string[] {
  return left.map(({ job, stage, reason }) => `${stage} (job ${short(job)}) ${reason}.`);
}

/** What would run, run by run and stage by stage, and what would change. */
export function rehearsalInWords(
  { runs, others, mails }: Rehearsal,
  { replayed, left }: ReplayPlan,
): readonly string[] {
  if (replayed.length === 0) return planInWords({ replayed, left }, 'is');
  return [
    ...runs.flatMap(runInWords),
    ...others.map((one) => stageInWords(one)),
    ...leftInWords(left),
    ...(mails.length > 0
      ? ['Mails that could follow:', ...mails.map(({ to, subject }) => `  to ${to}: ${subject}`)]
      : []),
    ...(mails.length === 0 && runs.length > 0 && others.length === 0 ? ['No mail would follow.'] : []),
    'Nothing was changed. What happens meanwhile (a night, another operator) may change what comes of it.',
  ];
}

function runInWords({ run, source, asAt, stages, figures }: RehearsedRun): readonly string[] {
  const restated = figures.filter(({ reason }) => reason !== null);
  const lines = [
    ...restated.slice(0, mostFigures).map((one) => `    restated: ${figureInWords(one)}`),
    ...(restated.length > mostFigures
      ? [`    and ${restated.length - mostFigures} more (--format json has them all)`]
      : []),
  ];
  return [
    `${source} as at ${asAt} (run ${short(run)}):`,
    ...stages.flatMap((one) => [`  ${stageInWords(one)}`, ...(one.stage === 'aggregate' ? lines : [])]),
  ];
}

function stageInWords({ job, stage, list, follows, words }: RehearsedStage): string {
  return follows
    ? `then ${nameOf(stage, list)} ${words}.`
    : `${nameOf(stage, list)} (job ${short(job)}) would be replayed: it ${words}.`;
}

function figureInWords({ indicator, period, member, before, now, reason }: PublishedFigure): string {
  const value = (number: number | null): string => (number === null ? 'none' : String(Math.round(number * 10) / 10));
  const of = member === null ? '' : ` (${member})`;
  return `${indicator}${of} ${period}: ${value(before)} → ${value(now)}, ${reason}`;
}

/** What a mapping would have understood. */
export function understoodInWords(files: readonly UnderstoodFile[]): readonly string[] {
  return files.flatMap(({ file, understood, refused }) => [
    ...understood.map(({ header, column }) => `${file}: “${header}” is understood as “${column}”.`),
    ...(refused === null ? [] : [`${file}: ${refused}`]),
  ]);
}

/** A mapping of a replay holds for the files of it alone. */
export function mappingAdvice(source: string): string {
  return (
    `This mapping holds for these files alone, and vigil.yaml is as it was: put it into the mapping of ${source} there too ` +
    '(and start a running vigil up anew), or the next delivery fails in the same way.'
  );
}
