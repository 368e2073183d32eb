import { aggregateHandler } from '@vigil/aggregator';
import { evaluateHandler } from '@vigil/alerter';
import {
  endRehearsed,
  figuresPublishedHere,
  filesOf,
  nextStageOf,
  readRun,
  runBehind,
  sourceOfSlot,
  startReplay,
  tryOut,
  unsentNotifications,
  type PublishedFigure,
  type ReplayedJob,
  type ReplayPlan,
  type RunBehind,
  type StageToRehearse,
  type Transaction,
  type WantedReplay,
} from '@vigil/database';
import { draftMails } from '@vigil/notifier';
import { parsePayload, recordFailure, type StageName } from '@vigil/pipeline';
import type { StageHandler, StageHandlers, StageJob } from '@vigil/queue';
import { publishHandler, validateHandler } from '@vigil/validator';
import { openLandingStore } from '@vigil/hosting';
import { counted } from '../../counted.ts';
import type { Session } from '../../session.ts';

/** What a replay would come to. */
export interface Rehearsal {
  readonly runs: readonly RehearsedRun[];
  /** Stages that belong to no run. */
  readonly others: readonly RehearsedStage[];
  /** The mails that could follow, were they written now; who has had the day's digest gets theirs on the next. */
  readonly mails: readonly { readonly to: string; readonly subject: string }[];
}

export interface RehearsedRun extends RunBehind {
  /** In the order in which they would be worked on: what is replayed, then what follows. */
  readonly stages: readonly RehearsedStage[];
  readonly figures: readonly PublishedFigure[];
}

export interface RehearsedStage {
  readonly job: string;
  readonly stage: StageName;
  readonly list: string;
  /** `follows`: a stage that becomes due by the replay; its job does not exist yet. */
  readonly follows: boolean;
  /** `unknown`: it has to do with more than the database, and is not tried. */
  readonly outcome: 'done' | 'held' | 'fails' | 'unknown';
  readonly words: string;
}

/** More runs than this are not tried: the figures' turn is held for as long as it takes. */
const mostRuns = 12;

/** How often a stage may wait for others that it makes due again. */
const mostWaits = 3;

/**
 * Carries a replay out and works on its runs by the very handlers that the night has, in a transaction that the caller
 * undoes. Stages that have to do with more than the database (a source, the landing store's files, a mail server) are
 * told in words, and so is what depends on them.
 */
export async function rehearse(
  tx: Transaction,
  session: Session,
  plan: ReplayPlan,
  wanted: WantedReplay,
): Promise<Rehearsal> {
  await startReplay(tx, { ...wanted, ratePerMinute: null, oneByOne: false }, plan, {
    actor: 'rehearsal',
    reason: 'rehearsal',
  });
  const handlers = handlersOf(session);
  const runs: RehearsedRun[] = [];
  for (const run of new Set(plan.replayed.flatMap((one) => one.run ?? []))) {
    const own = plan.replayed.filter((one) => one.run === run);
    const tried = runs.length < mostRuns ? await rehearseRun(tx, session, handlers, run, own) : notTried(own);
    const figures = await figuresPublishedHere(tx, run);
    runs.push({ ...(await runBehind(tx, run)), stages: tried, figures });
  }
  const others: RehearsedStage[] = [];
  for (const one of plan.replayed.filter(({ run }) => run === null)) others.push(await withoutRun(tx, one));
  return { runs, others, mails: plan.replayed.length === 0 ? [] : await mailsAfter(tx, session) };
}

function notTried(replayed: readonly ReplayedJob[]): readonly RehearsedStage[] {
  const words = `is not tried beforehand, since more than ${mostRuns} runs are meant: name its run to see`;
  return replayed.map(({ job, stage, subject: list }) => {
    return { job, stage, list, follows: false, outcome: 'unknown', words };
  });
}

async function rehearseRun(
  tx: Transaction,
  session: Session,
  handlers: StageHandlers,
  run: string,
  replayed: readonly ReplayedJob[],
): Promise<readonly RehearsedStage[]> {
  const stages: RehearsedStage[] = [];
  const named = new Set(replayed.map(({ job }) => job));
  for (let waits = 0; ;) {
    const next = await nextStageOf(tx, run);
    if (!next) return stages;
    const { id: job, name: stage, subject: list } = next;
    const tried = await tryStage(tx, session, handlers, run, next);
    if (tried === null) {
      waits += 1;
      // Waiting for a file that would fail, it is never due.
      if (waits > mostWaits) return stages;
      continue;
    }
    stages.push({ job, stage, list, follows: !named.has(job), ...tried });
    // What a stage would still lead to while another of its run fails is nothing that anybody sees.
    if (tried.outcome === 'unknown' || (tried.outcome === 'fails' && stage !== 'validate')) return stages;
  }
}

/** Null where it waits for another. */
async function tryStage(
  tx: Transaction,
  session: Session,
  handlers: StageHandlers,
  run: string,
  next: StageToRehearse,
): Promise<Pick<RehearsedStage, 'outcome' | 'words'> | null> {
  const handler = handlers[next.name] as StageHandler<StageName> | undefined;
  if (!handler) {
    const { location } = await runBehind(tx, run);
    return {
      outcome: 'unknown',
      words: `reads ${location} again; validate, publish, aggregate and evaluate follow, and what comes of them depends on what is there`,
    };
  }
  try {
    const state = await tryOut(tx, (own) => work(own, session, handler, next));
    return state === 'waits' ? null : { outcome: state, words: await wordsOf(tx, run, next, state) };
  } catch (error) {
    await endRehearsed(tx, next.id, 'failed');
    const { message, advice } = recordFailure(error);
    return { outcome: 'fails', words: `would fail: ${message} → ${advice.replace(/\.$/u, '')}` };
  }
}

/** Has a handler work in this transaction, as if it had claimed the stage. */
async function work(
  tx: Transaction,
  { authority, installation }: Session,
  handler: StageHandler<StageName>,
  { id, name, slot, payload }: StageToRehearse,
): Promise<'done' | 'held' | 'waits'> {
  let state: 'done' | 'held' | 'waits' = 'waits';
  const job: StageJob<StageName> = {
    name,
    authority: authority.code,
    slot,
    payload: parsePayload(name, payload),
    fence: 0,
    attempt: 1,
    database: { authority: authority.code, transaction: (inner) => inner(tx) },
    log: installation.log,
    step: (step) => step(tx),
    finish: async (effect) => {
      state = (await effect(tx)) === 'held' ? 'held' : 'done';
      await endRehearsed(tx, id, state);
    },
    // What it waits for is due in this very rehearsal, and makes it due once more.
    postpone: async (_, effect) => {
      await effect(tx);
    },
  };
  await handler(job);
  return state;
}

function handlersOf({ installation }: Session): StageHandlers {
  const { configuration, catalogue } = installation;
  const config = { authorities: configuration.authorities };
  return {
    validate: validateHandler(config, {
      landing: openLandingStore(configuration),
      key: (purpose, authority) => configuration.secret.key(purpose, authority),
      indicatorId: (text) => catalogue.find(text)?.id ?? null,
    }),
    publish: publishHandler(config),
    aggregate: aggregateHandler(config, { catalogue }),
    evaluate: evaluateHandler(config, { catalogue, now: configuration.now }),
  };
}

/** What a stage came to, from what it left in the transaction. */
async function wordsOf(
  tx: Transaction,
  runId: string,
  { name, payload }: StageToRehearse,
  state: 'done' | 'held',
): Promise<string> {
  const { run, delivery } = await readRun(tx, runId);
  const files = await filesOf(tx, delivery.id);
  switch (name) {
    case 'validate': {
      const read = files.find(({ id }) => id === parsePayload('validate', payload).file);
      return read
        ? `would read ${counted(read.read, 'row')}, accept ${read.accepted} and set ${read.quarantined} aside`
        : 'would read its file';
    }
    case 'publish': {
      if (state === 'held') return `would be held: ${delivery.heldBecause ?? 'it would delete too much'}`;
      const lists = files.map(
        ({ list, accepted, unchanged }) => `${list} (${counted(accepted, 'row')}, ${unchanged} as they are)`,
      );
      return `would make the delivery of ${run.source} as at ${run.asAt} live: ${lists.join(', ')}`;
    }
    case 'aggregate':
      return `would publish ${counted(run.newFigures, 'new figure')} and restate ${run.restatedFigures}; ${run.unchangedFigures} stay as they are`;
    case 'evaluate':
      return `would open ${counted(run.alertsOpened, 'alert')}, continue ${run.alertsContinuing} and close ${run.alertsRecovered}`;
    case 'pull':
    case 'land':
    case 'notify':
    case 'benchmarks':
      return 'would be done';
  }
}

async function withoutRun(tx: Transaction, { job, stage, slot, subject: list }: ReplayedJob): Promise<RehearsedStage> {
  const source = await sourceOfSlot(tx, slot);
  const words: Partial<Record<StageName, string>> = {
    pull: `looks for deliveries at ${source}; what it finds passes all stages, from land to evaluate`,
    notify: `sends what is prepared and was not accepted: ${counted((await unsentNotifications(tx)).length, 'mail')}; then whatever is news`,
    benchmarks: 'loads published statistics, whole or not at all',
  };
  return { job, stage, list, follows: false, outcome: 'unknown', words: words[stage] ?? 'is done again' };
}

async function mailsAfter(tx: Transaction, { authority, installation }: Session): Promise<Rehearsal['mails']> {
  const { catalogue, configuration } = installation;
  const here = { authority: authority.code, transaction: <T>(inner: (own: Transaction) => Promise<T>) => inner(tx) };
  const prepared = (await unsentNotifications(tx)).map(({ recipient: to, subject }) => ({ to, subject }));
  const drafted = await draftMails(here, authority, { catalogue, now: configuration.now });
  return [...prepared, ...drafted.map(({ recipient: to, subject }) => ({ to, subject }))];
}
