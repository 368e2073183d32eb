export { type DisclosedCount, type DisclosureChange, type DisclosureReason, discloseCount } from './count.ts';
export { type DisclosureConfig, type DisclosureRule, disclosureRules, disclosureSchema } from './rule.ts';
export { type DisclosedFigure, discloseShare, type Share } from './share.ts';
export { discloseFigure } from './figure.ts';
export {
  type CountTable,
  type HiddenCell,
  suppressBreakdown,
  type SuppressedBreakdown,
  type SuppressedTable,
  suppressTable,
} from './table.ts';
