export type { MadeOf, PackContent, PackQuality, PackSeries, SnapshotVersion } from './content.ts';
export type {
  BenchmarkLine,
  ChartsBody,
  Edition,
  IndicatorBody,
  ListEntry,
  ListsBody,
  MarkInWords,
  Pack,
  PackCell,
  PackColumn,
  PackPage,
  PackRow,
  PackTable,
  PageBody,
  PageLink,
  PrintedRemark,
  TablesBody,
} from './pack.ts';
export { packOf } from './pack-of.ts';
export { suggestedRemark } from './suggestion.ts';
export type { AuditEntry } from './public/audit.ts';
export { publicEdition } from './public/public-edition.ts';
