import type { IsoDate } from '@vigil/calendar';
import {
  deliveryBefore,
  differenceInFiles,
  listsOf,
  type Delivery,
  type RestatementReason,
  type Transaction,
} from '@vigil/database';

/** What a run brought to the figures as at its own date. */
export interface Cause {
  readonly asAt: IsoDate;
  /**
   * Why figures of its date, and through them those of later ones, are others: its delivery came late, is another
   * reading of what was landed before, or takes the place of an earlier one. The same content once more brought nothing:
   * what differs then was computed otherwise.
   */
  reason(): Promise<RestatementReason>;
}

export function causeOf(tx: Transaction, delivery: Delivery): Cause {
  let found: Promise<RestatementReason> | undefined;
  const find = async (): Promise<RestatementReason> => {
    if (delivery.state === 'unchanged') return 'correction';
    const before = await deliveryBefore(tx, delivery);
    if (before === null) return 'late recording';
    const difference = await differenceInFiles(tx, await listsOf(tx, before), await listsOf(tx, delivery.id));
    return difference === 'reading' ? 'mapping' : 'correction';
  };
  return { asAt: delivery.asAt, reason: () => (found ??= find()) };
}
