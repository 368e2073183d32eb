export { type AlertsConfig, type Policy, type Rules, alertsSchema, rulesFor } from './configuration.ts';
export { type Digest, type Digests, type DigestService, type Person, composeDigests, personOf } from './digest.ts';
export { type DigestItem, type DigestNews, type Response, digestItem, figureOf, judgedFigure } from './digest-item.ts';
export { openCasesInWords } from './rules/about-to-miss.ts';
export { isToldAgain } from './rules/rules.ts';
export { evaluateFigure } from './evaluate.ts';
export type { Facts, OpenCases, TurnedMonth } from './facts.ts';
export { figureKey, shownMonth } from './figure.ts';
export {
  type AlertEventDecision,
  type AlertState,
  type EventKind,
  type OpenState,
  type RuleDecision,
  type StandingAlert,
  isOpen,
  openStates,
} from './life-cycle.ts';
export { newestNews } from './news.ts';
export { type Matter, type OperatorsDigest, composeOperatorsDigests } from './operators.ts';
export { type AlertReason, endsAlert } from './reasons.ts';
export { type RuleName, ruleNames, ruleTitles } from './rule-names.ts';
export { type Moment, momentsBefore } from './moments.ts';
export { recorded } from './record.ts';
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
export {
  asAtOfForm,
  dueDay,
  formFileName,
  formMonths,
  formShows,
  newestAsAt,
  owedBy,
  type Contributor,
  type Owed,
  type OwedState,
} from './owed.ts';
export {
  chasedEvery,
  chasedFrom,
  chasersOn,
  monthsChased,
  type ChasedContributor,
  type ChasedMonth,
  type Chaser,
} from './chasers.ts';
