export { type AlertsConfig, type Policy, type Rules, alertsSchema, rulesFor } from './configuration.ts';
export { type Digest, type Digests, type DigestService, type Person, composeDigests } from './digest.ts';
export { type DigestItem, type DigestNews, type Response, digestItem, judgedFigure } from './digest-item.ts';
export { openCasesInWords } from './rules/about-to-miss.ts';
export { isToldAgain } from './rules/rules.ts';
export { evaluateFigure } from './evaluate.ts';
export type { Facts, OpenCases, TurnedMonth } from './facts.ts';
export type { AlertEventDecision, AlertState, EventKind, RuleDecision, StandingAlert } from './life-cycle.ts';
export { newestNews } from './news.ts';
export { type Matter, type OperatorsDigest, composeOperatorsDigests } from './operators.ts';
export { type AlertReason, endsAlert } from './reasons.ts';
export { type RuleName, ruleNames, ruleTitles } from './rule-names.ts';
export { type Moment, momentsBefore } from './moments.ts';
export { type RuleTally, type Simulation, simulate } from './simulate.ts';
export {
  type Week,
  type WeeklyAlert,
  type WeeklyItem,
  type WeeklyService,
  type WeeklySummary,
  composeWeekly,
} from './weekly.ts';
export { type TellingDecision, type TellingMoment, whenToTell } from './when-to-tell.ts';
