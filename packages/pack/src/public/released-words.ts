import type { RemarkInPack } from '@vigil/commentary';
import type { Ruling } from '@vigil/indicators';
import { type AuditEntry } from './audit.ts';

interface Released<One> {
  readonly left: readonly One[];
  readonly audit: readonly AuditEntry[];
}

/** What somebody stands by and has read with the public in mind. Numbers in it are for a person to look at. */
export function releasedRemarks(remarks: readonly RemarkInPack[]): Released<RemarkInPack> {
  const isReleased = ({ state, forPublic }: RemarkInPack) => state === 'accepted' && forPublic;
  return {
    left: remarks.filter(isReleased).map((remark) => ({ ...remark, author: '' })),
    audit: remarks.flatMap((remark): AuditEntry[] => {
      const { indicators, subject, period, kind, text, evidence } = remark;
      const was = [`${kind} ${subject}: ${text}`, ...(evidence === null ? [] : [evidence])].join(' ');
      const entry = { indicator: indicators.length === 1 ? indicators[0]! : null, period, member: null, was } as const;
      if (!isReleased(remark)) return [{ ...entry, of: 'remark', became: null, because: 'not-released' }];
      return /\d/.test(was) ? [{ ...entry, of: 'remark', became: was, because: 'number-in-words' }] : [];
    }),
  };
}

/** Where a person put an indicator is seen by all; why, and who it was, is said inside alone. */
export function releasedRulings(rulings: readonly Ruling[]): Released<Ruling> {
  return {
    left: rulings.map((ruling) => ({ ...ruling, reason: '', actor: '' })),
    audit: rulings.map(({ indicator, period, reason, actor }) => ({
      indicator,
      period,
      member: null,
      of: 'ruling',
      was: `${reason} (${actor})`,
      became: null,
      because: 'not-released',
    })),
  };
}
