import type { Pack, PackPage } from '@vigil/pack';
import { fitted } from '../../fitted.ts';
import { bodyHeight, frameHeight } from './height.ts';
import { paper } from './paper.ts';

/** A browser sets some lines otherwise than is reckoned here. */
const caution = 0.985;

/**
 * At how many hundredths of its size a body is printed, so that a page of the pack is one of paper: 100, but for one that
 * is too full. Its lines are longer by as much as it is smaller.
 */
export function printShare(page: PackPage): number {
  const room = (paper.height - frameHeight(page)) * caution;
  return Math.round(100 * fitted(room, (share) => share * bodyHeight(page, paper.width / share)));
}

/** A class for each share that occurs. */
export function shareRules({ pages }: Pack): string {
  const shares = [...new Set(pages.map(printShare))].filter((share) => share < 100).sort((one, other) => one - other);
  const rules = shares.map((share) => `.printed-${String(share)} .body{zoom:${String(share / 100)}}`);
  return rules.length === 0 ? '' : `@media print{${rules.join('')}}`;
}
