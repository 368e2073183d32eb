import { evaluateFigure, figureKey, rulesFor, type RuleDecision, type RuleName } from '@vigil/alerts';
import {
  keepReporting,
  newestDelivery,
  readFacts,
  readRun,
  recordDecisions,
  recordEvaluation,
  standingAlerts,
  standingCalendar,
  takeTurnsOnAlerts,
  type Alert,
} from '@vigil/database';
import { configuredAuthority } from '@vigil/pipeline';
import type { StageHandler } from '@vigil/queue';
import type { AlerterConfig, AlerterDeps } from './app.ts';

/**
 * Judges every figure that is watched by every rule, as at the authority's newest date: history that comes late decides
 * nothing by itself. What is decided is put on record here and told later
 * (infra/decisions/0023-telling-apart-from-judging.md).
 */
export function evaluateHandler(
  config: AlerterConfig,
  deps: Pick<AlerterDeps, 'catalogue' | 'now'>,
): StageHandler<'evaluate'> {
  return async (job) => {
    const authority = configuredAuthority(config.authorities, job.authority);
    const { catalogue } = deps;
    await job.finish(async (tx) => {
      await takeTurnsOnAlerts(tx);
      const { run } = await readRun(tx, job.payload.run);
      const asAt = (await newestDelivery(tx))?.asAt ?? run.asAt;
      const calendar = await standingCalendar(tx);
      const facts = await readFacts(tx, { catalogue, authority, asAt, calendar, run: run.id });
      const standing = byFigure(await standingAlerts(tx));
      const counts = { opened: 0, continuing: 0, recovered: 0 };
      const record = async (figure: Figure, decisions: readonly RuleDecision[]): Promise<void> => {
        const { indicator, member } = figure;
        const about = { indicator, member, run: run.id };
        const counted = await recordDecisions(tx, about, alertsOn(figure, standing), decisions, deps.now());
        counts.opened += counted.opened;
        counts.continuing += counted.continuing;
        counts.recovered += counted.recovered;
        for (const { rule, event } of decisions) {
          if (event) job.log.info({ indicator, rule, period: event.period, event: event.kind }, event.reason);
        }
      };

      for (const one of facts) {
        const figure = { indicator: one.definition.id, member: one.member };
        const rules = rulesFor(authority.alerts, figure.indicator);
        const input = { facts: one, rules, standing: alertsOn(figure, standing), policy: authority.alerts };
        await record(figure, evaluateFigure(input));
        standing.delete(nameOf(figure));
      }
      for (const unwatched of standing.values()) {
        const [first] = unwatched.values();
        await record(first!, [...unwatched.values()].flatMap(noLongerWatched));
      }
      await keepReporting(tx, { catalogue, authority });
      await recordEvaluation(tx, run.id, counts);
    });
  };
}

type Figure = Pick<Alert, 'indicator' | 'member'>;
type Standing = Map<string, Map<RuleName, Alert>>;

const nameOf = ({ indicator, member }: Figure): string => figureKey(indicator, member);

function byFigure(alerts: readonly Alert[]): Standing {
  const standing: Standing = new Map();
  for (const alert of alerts) {
    const own = standing.get(nameOf(alert)) ?? new Map<RuleName, Alert>();
    standing.set(nameOf(alert), own.set(alert.rule, alert));
  }
  return standing;
}

function alertsOn(figure: Figure, standing: Standing): ReadonlyMap<RuleName, Alert> {
  return standing.get(nameOf(figure)) ?? new Map();
}

/** Nothing judges it any more, and it would stay open for ever. */
function noLongerWatched({ indicator, rule, state, lastPeriod, level }: Alert): readonly RuleDecision[] {
  if (state === 'recovered') return [];
  const reason = 'no longer watched';
  const words = `Nobody watches ${indicator} any more: no service, target or rule of vigil.yaml names it.`;
  const event = { kind: 'withdrawn', period: lastPeriod, reason, words, tell: false } as const;
  return [{ rule, state: 'recovered', period: lastPeriod, level, reason, event }];
}
