export { type ReportedFigure } from './figures.ts';
export { type ListQuality, type RuleCount } from './quality.ts';
export { sheetsOf, type WorkbookContent } from './workbook.ts';
export { xlsxOf } from './xlsx.ts';
