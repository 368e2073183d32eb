export { codeMatcher, UnusableMapping } from './codes.ts';
export type { CodeMatcher } from './codes.ts';
export { storedColumns } from './contract.ts';
export type {
  Aliases,
  ColumnContract,
  ColumnType,
  Coverage,
  Identified,
  ListContract,
  StoredType,
} from './contract.ts';
export { contracts, knownLists } from './contracts.ts';
export { coverageSchema } from './coverage.ts';
export { findDuplicates } from './duplicates.ts';
export type { DuplicateRule, RowForDuplicates } from './duplicates.ts';
export { filePattern } from './file-pattern.ts';
export type { FileMeaning, FilePattern } from './file-pattern.ts';
export { likelyLists } from './likely-lists.ts';
export { formCellOf, formCellTakes } from './form/cell.ts';
export { commentHeading, earlierComment, formMark, formWords, monthHeading } from './form/layout.ts';
export type { FormIdentity } from './form/layout.ts';
export { formHeader, isForm, misplacedForm, readForm } from './form/read-form.ts';
export type { Form, FormRow } from './form/read-form.ts';
export { previewList } from './preview.ts';
export type { ColumnPreview, ListPreview, ValuePreview } from './preview.ts';
export { fileFinding, mask } from './findings.ts';
export type { Finding, Rule, Severity } from './findings.ts';
export { identifyList, matchHeaders, normaliseHeader } from './headers.ts';
export type { HeaderMatch, SourceMapping } from './headers.ts';
export { reportedList } from './lists/reported-figures.ts';
export { overMapping } from './over-mapping.ts';
export { aliasCount, coverageInWords, headersOf, listsReference } from './reference.ts';
export { compileRows } from './rows.ts';
export type { RowOptions, RowReader, RowResult, StoredValue } from './rows.ts';
export { templateOf } from './template.ts';
