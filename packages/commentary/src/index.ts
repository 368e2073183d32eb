export { type Remark, type RemarkKind, type RemarkState, remarkKinds, remarkStates } from './remark.ts';
export { type RemarkInPack, remarksFor } from './in-pack.ts';
export { isRemark, type Said, type Word } from './word.ts';
export { type Outcome, outcomeOf, saidBefore } from './outcome.ts';
export {
  columnMeant,
  type FormColumn,
  formColumns,
  type FormRow,
  shownColumns,
  writtenColumns,
} from './form/columns.ts';
export { type FigureInForm, formRows, type WordInForm } from './form/rows.ts';
export { type FormFinding, readForm, type TypedRow, type TypedWord } from './form/read-form.ts';
