import { randomUUID } from 'node:crypto';
import type { TableRow } from '@vigil/connectors';
import { copyLine } from '@vigil/database/copy-line';
import { sealIdentities } from '@vigil/database/sealed-identities';
import {
  compileRows,
  contracts,
  storedColumns,
  type Finding,
  type HeaderMatch,
  type ListContract,
  type RowResult,
  type StoredValue,
} from '@vigil/extracts';
import { keyedDigests, pseudonymWith, type Digests } from '../digests.ts';
import { encryptRow } from '../quarantined-row.ts';
import { doubtIn, type FormReading } from './form.ts';
import type { ReadBatch, ReadingTask } from './reading-task.ts';

const nothing = new Uint8Array();

/** Distinct cells of which it is remembered whether they are of somebody who was erased. */
const remembered = 50_000;

/** @throws Error where there is no such list */
export function contractOf(list: string): ListContract {
  const contract = contracts.get(list);
  if (!contract) throw new Error(`The list ${list} has no contract.`);
  return contract;
}

type Indicators = ((text: string) => string | null) | undefined;

/** Turns rows of a file into what is put on record of them. @param form where the rows are those of a form */
export function batchReader(
  task: ReadingTask,
  match: HeaderMatch,
  indicators?: Indicators,
  form: FormReading | null = null,
) {
  const { keys, corrected } = task;
  const check = rowChecker(task, match, form === null ? indicators : form.indicators);
  const figureAt = match.columns.findIndex((column) => column?.type === 'figure');
  const digests = keyedDigests(keys);
  let met: (readonly [pseudonym: string, identifier: string])[] = [];
  const hide = pseudonymiser(task, digests, (pseudonym, identifier) => met.push([pseudonym, identifier]));
  const keyOf = keyDigester(task, digests);
  const isErased = erasureChecker(task, match);

  return (rows: readonly TableRow[]): ReadBatch => {
    let staged = '';
    met = [];
    let withoutKey = 0;
    const findings: Finding[] = [];
    const quarantined: ReadBatch['quarantined'][number][] = [];
    const leftOut: number[] = [];
    for (const row of rows) {
      const { record, line } = row;
      const correction = corrected.get(record);
      const cells = correction ?? row.cells;
      if (isErased?.(cells)) {
        leftOut.push(record);
        continue;
      }
      const doubt = correction === undefined ? doubtIn(row, figureAt) : null;
      const result: RowResult =
        doubt === null ? check(cells, record, line) : { outcome: 'quarantined', finding: doubt };
      if (result.outcome === 'quarantined') {
        findings.push(form === null ? result.finding : form.inItsWords(result.finding, row));
        quarantined.push({ record, line, row: encryptRow(keys.quarantine, cells) });
        continue;
      }
      for (const warning of result.warnings) findings.push(warning);
      const values = hide(result.values);
      if (!result.keyWhole) withoutKey += 1;
      const said = digests.ofCells(cells);
      staged += copyLine([record, line, keyOf(values), result.keyWhole, said, digests.of(values), ...values]);
    }
    return {
      read: rows.length,
      staged: Buffer.from(staged),
      touched: nothing,
      identities: met.length === 0 ? nothing : Buffer.from(blockOf(met, keys.wayBack)),
      withoutKey,
      leftOut,
      findings,
      quarantined,
    };
  };
}

/** Identifiers met together, as a line of COPY's text format: the block, encrypted, and the pseudonyms in it. */
function blockOf(met: readonly (readonly [pseudonym: string, identifier: string])[], key: Uint8Array): string {
  const pseudonyms = met.map(([pseudonym]) => pseudonym).join(',');
  return copyLine([randomUUID(), `\\x${sealIdentities(key, met).toString('hex')}`, `{${pseudonyms}}`]);
}

/** Finds the keys of those rows that were taken as records, as lines of COPY's text format. */
export function keyReader(task: ReadingTask, match: HeaderMatch) {
  const check = rowChecker(task, match, undefined);
  const digests = keyedDigests(task.keys);
  const hide = pseudonymiser(task, digests);
  const keyOf = keyDigester(task, digests);
  return (rows: readonly TableRow[]): Uint8Array => {
    let lines = '';
    for (const { record, line, cells } of rows) {
      const result = check(cells, record, line);
      if (result.outcome === 'record') lines += copyLine([keyOf(hide(result.values))]);
    }
    return Buffer.from(lines);
  };
}

function rowChecker({ file, asAt, mapping }: ReadingTask, match: HeaderMatch, indicators: Indicators) {
  return compileRows(contractOf(file.list), match, {
    asAt,
    ...(indicators && { indicators }),
    ...(mapping && { mapping }),
  });
}

/** Puts pseudonyms in the place of identifiers. */
function pseudonymiser(
  { file }: ReadingTask,
  digests: Digests,
  onNew?: (pseudonym: string, identifier: string) => void,
): (values: readonly StoredValue[]) => StoredValue[] {
  const stored = storedColumns(contractOf(file.list));
  const identifiers = stored.flatMap(({ identifies }, index) =>
    identifies === undefined ? [] : [{ index, pseudonym: digests.pseudonymsOf(identifies, onNew) }],
  );
  return (values) => {
    const hidden = [...values];
    for (const { index, pseudonym } of identifiers) {
      const identifier = hidden[index];
      if (typeof identifier === 'string') hidden[index] = pseudonym(identifier);
    }
    return hidden;
  };
}

/**
 * Tells the rows of people who were erased, whatever else may be wrong with them: they come into no quarantine either.
 * Null where nobody was, so that it costs nothing.
 */
function erasureChecker(
  { erased, keys }: ReadingTask,
  { columns }: HeaderMatch,
): ((cells: readonly string[]) => boolean) | null {
  const checks = erased.flatMap(({ identifies, key, pseudonyms }) =>
    columns.flatMap((column, index) => {
      if (column?.identifies !== identifies) return [];
      const known = new Map<string, boolean>();
      const isOfErased = (cell: string | undefined): boolean => {
        const identifier = cell?.trim() ?? '';
        let found = known.get(identifier);
        if (found === undefined) {
          if (known.size >= remembered) known.clear();
          found = pseudonyms.has(pseudonymWith(key ?? keys.identifiers[identifies], identifier));
          known.set(identifier, found);
        }
        return found;
      };
      // In a row with more or fewer cells than there are headers the identifier may stand anywhere.
      return [
        (cells: readonly string[]): boolean =>
          cells.length === columns.length ? isOfErased(cells[index]) : cells.some(isOfErased),
      ];
    }),
  );
  return checks.length === 0 ? null : (cells) => checks.some((check) => check(cells));
}

function keyDigester({ file }: ReadingTask, digests: Digests): (values: readonly StoredValue[]) => string {
  const contract = contractOf(file.list);
  const stored = storedColumns(contract);
  const indexes = contract.key.map((field) => stored.findIndex((column) => column.field === field));
  return (values) => digests.of(indexes.map((index) => values[index] ?? null));
}
