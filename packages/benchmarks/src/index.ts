export { symbolInWords } from './cell.ts';
export {
  compare,
  type Benchmark,
  type BenchmarkValue,
  type NeighboursMean,
  type NeighbourValue,
  type StandingRow,
} from './compare.ts';
export type { Comparison } from './comparison.ts';
export { comparisons } from './comparisons.ts';
export type { BenchmarkFinding } from './finding.ts';
export type { Neighbour, NeighbourGroup } from './neighbours.ts';
export type { Level, PublishedRow } from './published-row.ts';
export { readRelease, type Release } from './read-release.ts';
export { readReportingYear, reportingYearName } from './reporting-year.ts';
export type { BenchmarkTable } from './table.ts';
export { benchmarksSource } from './source.ts';
export { benchmarkTables, readingVersion } from './tables.ts';
