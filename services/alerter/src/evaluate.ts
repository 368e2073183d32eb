import { decideAlert, type AlertDecision, type StandingAlert } from '@vigil/alerts';
import {
  keepReporting,
  lastAlert,
  readRun,
  readSeries,
  recordAlertChange,
  recordEvaluation,
  standingCalendar,
  type Alert,
  type AlertEvent,
} from '@vigil/database';
import { judgedPeriod } from '@vigil/indicators';
import { configuredAuthority } from '@vigil/pipeline';
import type { StageHandler } from '@vigil/queue';
import type { AlerterConfig, AlerterDeps } from './app.ts';

const rule = 'target-missed';

type Change = Exclude<AlertDecision['decision'], 'none'>;
const kindOf: Record<Change, AlertEvent['kind']> = { open: 'opened', continue: 'continued', recover: 'recovered' };

/**
 * Judges every indicator that has a target, or an alert, as at the run's date. What is decided is put on record here
 * and told later: whether anybody is written to because of it is the notifier's concern.
 */
export function evaluateHandler(
  config: AlerterConfig,
  deps: Pick<AlerterDeps, 'catalogue' | 'now'>,
): StageHandler<'evaluate'> {
  return async (job) => {
    const authority = configuredAuthority(config.authorities, job.authority);
    await job.finish(async (tx) => {
      const { run } = await readRun(tx, job.payload.run);
      const counts = { opened: 0, continuing: 0, recovered: 0 };
      const { targets } = authority;
      const calendar = await standingCalendar(tx);
      const series = await readSeries(tx, deps.catalogue.all(), { asAt: run.asAt, calendar, targets });
      for (const { definition, member, judged } of series) {
        const about = { indicator: definition.id, member, rule };
        const standing = await lastAlert(tx, about);
        if (!targets.has(definition.id) && standing?.state !== 'open') continue;
        const decision = decideAlert(standing && toStanding(standing), judgedPeriod(judged));
        const now = stillOpen(standing, decision);
        if (now) counts.continuing += 1;
        if (decision.decision === 'none') continue;
        const kind = kindOf[decision.decision];
        await recordAlertChange(
          tx,
          standing,
          { kind, ...about, period: decision.period, reason: decision.reason, run: run.id },
          deps.now(),
        );
        if (kind === 'opened') counts.opened += 1;
        if (kind === 'recovered') counts.recovered += 1;
        job.log.info({ indicator: definition.id, period: decision.period, decision: kind }, decision.reason);
      }
      await keepReporting(tx, { catalogue: deps.catalogue, authority });
      await recordEvaluation(tx, run.id, counts);
    });
  };
}

/** An alert that was open before and is not closed by this decision. */
function stillOpen(standing: Alert | null, { decision }: AlertDecision): boolean {
  return standing?.state === 'open' && decision !== 'recover';
}

function toStanding({ indicator, member, state, lastPeriod }: Alert): StandingAlert {
  return { indicator, member, rule, state, lastPeriod };
}
