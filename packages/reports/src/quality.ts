import type { IsoDate } from '@vigil/calendar';
import { dayCell, formats, type Sheet } from './sheet.ts';

/** The newest published file of a list from a source. Counts only. */
export interface ListQuality {
  readonly source: string;
  readonly list: string;
  readonly asAt: IsoDate;
  readonly publishedAt: Date;
  readonly read: number;
  readonly accepted: number;
  readonly quarantined: number;
  readonly duplicates: number;
}

/** How often a rule was broken in such a file. */
export interface RuleCount {
  readonly source: string;
  readonly list: string;
  readonly asAt: IsoDate;
  readonly rule: string;
  readonly severity: string;
  /** By its official header. */
  readonly column: string | null;
  readonly findings: number;
  readonly rejected: number;
}

/** How fresh each list is, and how much of it could be used. */
export function qualitySheet(lists: readonly ListQuality[]): Sheet {
  return {
    name: 'Data quality',
    table: 'DataQuality',
    columns: [
      { heading: 'Source', width: 18 },
      { heading: 'List', width: 28 },
      { heading: 'As at', width: 12, format: formats.day },
      { heading: 'Published (UTC)', width: 18, format: formats.instant },
      { heading: 'Read', width: 10 },
      { heading: 'Accepted', width: 10 },
      { heading: 'In quarantine', width: 14 },
      { heading: 'Share in quarantine', width: 18, format: formats.share },
      { heading: 'Duplicates', width: 11 },
    ],
    rows: lists.map(({ source, list, asAt, publishedAt, read, accepted, quarantined, duplicates }) => [
      source,
      list,
      dayCell(asAt),
      publishedAt,
      read,
      accepted,
      quarantined,
      read === 0 ? null : quarantined / read,
      duplicates,
    ]),
    frozen: 2,
  };
}

/** What to put right where it is recorded. */
export function findingsSheet(findings: readonly RuleCount[]): Sheet {
  return {
    name: 'Findings',
    table: 'Findings',
    columns: [
      { heading: 'Source', width: 18 },
      { heading: 'List', width: 28 },
      { heading: 'As at', width: 12, format: formats.day },
      { heading: 'Rule', width: 24 },
      { heading: 'Severity', width: 10 },
      { heading: 'Column', width: 50 },
      { heading: 'Findings', width: 10 },
      { heading: 'Kept out', width: 10 },
    ],
    rows: findings.map((one) => [
      one.source,
      one.list,
      dayCell(one.asAt),
      one.rule,
      one.severity,
      one.column,
      one.findings,
      one.rejected,
    ]),
    frozen: 2,
  };
}
