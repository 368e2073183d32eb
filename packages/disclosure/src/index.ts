export {
  type DisclosedCount,
  type DisclosureChange,
  type DisclosureReason,
  discloseCount,
  isSmall,
  nearest,
} from './count.ts';
export { type DisclosureConfig, type DisclosureRule, disclosureRules, disclosureSchema } from './rule.ts';
export { type DisclosedFigure, discloseShare, type Share } from './share.ts';
export { discloseFigure } from './figure.ts';
export { hideLinked, type HideableCell, isTold, type LinkedCell, type RangedCell, roundedAlike } from './linked.ts';
