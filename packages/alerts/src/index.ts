export { decideAlert } from './decision.ts';
export type { AlertDecision, AlertReason, AlertState, StandingAlert } from './decision.ts';
export { composeDigests } from './digest.ts';
export type { Digest, Digests, DigestService } from './digest.ts';
export { judgedFigure } from './digest-item.ts';
export type { DigestItem } from './digest-item.ts';
