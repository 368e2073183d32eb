import { is } from 'drizzle-orm';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import * as schema from '../schema/index.ts';

/**
 * Of whom something in a table is: of children (and of others in the lists: carers, adopters, workers), of people who
 * work with Vigil, or of nobody. Figures are of a whole; a small one may still tell of somebody.
 */
export type Concerns = 'people of the lists' | 'people who use Vigil' | 'figures' | 'nobody';

/** What a table holds, for the data-protection page. The tables of `records` follow from the contracts of the lists. */
export interface Held {
  readonly concerns: Concerns;
  readonly holds: string;
  /** What becomes of it. */
  readonly until: string;
}

const withFile = 'goes with its landed file';
const always = 'stays: it is the record of what was done';
const small = 'stays';

const people = (holds: string, until: string): Held => ({ concerns: 'people of the lists', holds, until });
const users = (holds: string, until = always): Held => ({ concerns: 'people who use Vigil', holds, until });
const figures = (holds: string, until = 'stays: history is append-only'): Held => ({
  concerns: 'figures',
  holds,
  until,
});
const nobody = (holds: string, until = small): Held => ({ concerns: 'nobody', holds, until });

/** Every table but those of `records`, by schema and name; a test holds it complete. */
export const held: Readonly<Record<string, Held>> = {
  'identity.block': people(
    'identifiers of the case system beside their pseudonyms, encrypted',
    'goes with the last record of its person, and when the person is forgotten',
  ),
  'vigil.quarantine': people(
    'rows that broke a rule, as they were delivered, encrypted',
    `retention.quarantine; ${withFile}`,
  ),
  'vigil.correction': people('rows of the quarantine as somebody corrected them, encrypted', withFile),
  'vigil.finding': people(
    'which row broke which rule: its line, its column, and the value masked',
    'retention.findings',
  ),
  'vigil.erased': people(
    'pseudonyms of people who were forgotten, so that the next extract does not bring them back',
    'stays: an extract may hold them at any time',
  ),
  'vigil.restricted': people('pseudonyms of people whose records are shown to few, and why', small),

  'vigil.notification': users(
    'mails as they were sent, contributors’ too: names, addresses, subjects, texts, charts; no single child',
  ),
  'vigil.acknowledgement': users('who answered an alert, and with what words'),
  'vigil.audit': users('who changed what, when and why'),
  'vigil.mute_window': users('who silenced alerts, until when and why'),
  'vigil.rebase': users('who let control limits begin anew, and why'),
  'vigil.judgement': users('who said why a figure is what it is'),
  'vigil.remark': users(
    'what is said of figures in the pack, and of the improvement plan; by whom, and who sees to it',
  ),
  'vigil.replay': users('who replayed what, and why'),
  'vigil.backfill': users('who computed past months anew, and why'),
  'vigil.slot': users('when a source was looked at, and who asked for it'),
  'vigil.reader': users('logins that read the views', 'until the reader is removed'),
  'vigil.calendar': users('bank holidays, and who took them in'),

  'vigil.snapshot': figures('every figure, in versions, with what it was computed from'),
  'vigil.standing_figure': figures('the figures that stand, for the views', 'made anew each night'),
  'vigil.reporting_digest': figures('digests of what the views hold', 'made anew each night'),
  'vigil.alert': figures('which figure missed its target, and since when'),
  'vigil.alert_event': figures('what became of an alert, in words'),
  'vigil.computation': figures('what a figure was computed from: digests'),

  'vigil.backfill_indicator': nobody('how far a backfill has come'),
  'vigil.benchmark_file': nobody('published tables that were read'),
  'vigil.benchmark_finding': nobody('what was wrong with a published table'),
  'vigil.benchmark_neighbours': nobody('statistical neighbours, as published'),
  'vigil.benchmark_row': nobody('published statistics'),
  'vigil.standing_benchmark': nobody('what figures are compared with', 'made anew each night'),
  'vigil.definition': nobody('what each indicator counts', 'made anew when it changes'),
  'vigil.authority': nobody('the authorities'),
  'vigil.source': nobody('the sources'),
  'vigil.delivery': nobody('which deliveries there were: names of folders, digests'),
  'vigil.file': nobody('which files there were: names, digests, counts of rows'),
  'vigil.erasure': nobody('that somebody was forgotten, in which list; not who'),
  'vigil.leftover': nobody('landed files that are to be removed: addresses', 'until they are removed'),
  'vigil.kept_from': nobody('from which day on records are kept'),
  'vigil.run': nobody('what a night did: counts'),
  'vigil.stage': nobody('what is to be done, and what was: ids'),
  'vigil.attempt': nobody('what failed, in words without values'),
  'vigil.outbox': nobody('what is to be dispatched: ids', 'until it is dispatched'),
  'vigil.replay_job': nobody('the stages of a replay'),
  'vigil.notice': nobody('what guards noticed of a source'),
  'vigil.told': nobody('what operators have been told'),
  'vigil.worker': nobody('processes that work', small),
  'vigil.working_day': nobody('working days'),
  'vigil.installation': nobody('which secret this database belongs to: a check value'),
};

/** The tables there are, `records` apart. */
export function tablesHeld(): string[] {
  return Object.values(schema).flatMap((value: unknown) => {
    if (!is(value, PgTable)) return [];
    const { schema: of, name } = getTableConfig(value);
    return of === 'records' ? [] : [`${of}.${name}`];
  });
}
