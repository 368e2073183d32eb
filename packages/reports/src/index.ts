export { type ReportedFigure } from './figures.ts';
export { formXlsx, type FormContent, type FormLine } from './form/form-xlsx.ts';
export { packHtml } from './pack/html/pack-html.ts';
export { packPdf } from './pack/pdf/pack-pdf.ts';
export { packPptx } from './pack/pptx/pack-pptx.ts';
export { type ListQuality, type RuleCount } from './quality.ts';
export { sheetsOf, type WorkbookContent } from './workbook.ts';
export { xlsxOf } from './xlsx.ts';
