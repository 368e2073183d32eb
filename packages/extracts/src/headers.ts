import type { ColumnContract, ListContract } from './contract.ts';
import { contracts } from './contracts.ts';
import type { Finding, Rule, Severity } from './findings.ts';

/** What a source says of its own headers and codes (`mapping` in vigil.yaml). It holds for all lists of the source. */
export interface SourceMapping {
  /** The source's header → the official one. */
  readonly headers: Readonly<Record<string, string>>;
  /** Official header → the source's value → an official code. */
  readonly codes: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface HeaderMatch {
  /** The contract column of each header cell, in file order; null for one that is unknown. */
  readonly columns: readonly (ColumnContract | null)[];
  readonly findings: readonly Finding[];
  /** Whether a finding rejects the file. */
  readonly rejected: boolean;
}

/**
 * How headers are compared: without case, curly quotes, kinds and runs of white space (no-break spaces included), and
 * trailing punctuation. Idempotent.
 */
export function normaliseHeader(text: string): string {
  const plain = text
    .replaceAll(/[‘’‛′`´]/g, "'")
    .replaceAll(/[“”‟″]/g, '"')
    .replaceAll(/[\s\u200B]+/g, ' ')
    .toLowerCase()
    .trimStart();
  // Not by a pattern that ends with $: it tries every run of punctuation, which takes seconds on a broken file.
  const characters = Array.from(plain);
  while (characters.length > 0 && /[\s\p{P}]/u.test(characters.at(-1)!)) characters.pop();
  return characters.join('');
}

/**
 * The list whose columns these headers are: every header is a column of the list, and every column that the list
 * cannot be without is there (all official ones of an Annex A list, the required ones of the others). Never a guess:
 * no pattern takes part. Where none or several fit, gives them as candidates.
 */
export function identifyList(
  headerCells: readonly string[],
  mapping?: SourceMapping,
): { list: string } | { candidates: readonly string[] } {
  const candidates = [...contracts.values()].filter((contract) => {
    const find = namedColumn(contract, mapping);
    const found = headerCells.map((cell) => find(cell));
    return (
      new Set(found).size === headerCells.length &&
      !found.includes(null) &&
      contract.columns.every((column) => found.includes(column) || !isOfTheExactSet(contract, column))
    );
  });
  const [only, ...others] = candidates;
  return only !== undefined && others.length === 0
    ? { list: only.list }
    : { candidates: candidates.map(({ list }) => list) };
}

/**
 * Finds the contract column of each header cell: by exact name after normalisation, then by the source's mapping, then
 * by pattern. A pattern is tried only between columns and cells that are still free, and one that fits two cells
 * decides nothing.
 *
 * Findings: `ambiguous-column` (a cell that fits two columns, two cells that are the same column) and `missing-column`
 * (a required one) reject the file; `unknown-column` warns. Source: reference/extracts.md, "Reading".
 */
export function matchHeaders(
  contract: ListContract,
  headerCells: readonly string[],
  mapping?: SourceMapping,
): HeaderMatch {
  const find = namedColumn(contract, mapping);
  const columns = headerCells.map((cell) => find(cell));
  const findings = repeatedColumns(contract, headerCells, columns);

  const patterns = fitPatterns(contract, headerCells, columns);
  for (const [index, candidates] of patterns.candidates) {
    const [first, second] = candidates;
    if (second === undefined) {
      if (first !== undefined && !patterns.undecided.has(first)) columns[index] = first;
    } else {
      findings.push(
        fileFinding(
          'ambiguous-column',
          'file',
          headerText(headerCells[index]),
          `The header could be ${candidates.map(({ name }) => `“${name}”`).join(' or ')}. Say which in the source's mapping of headers.`,
        ),
      );
    }
  }

  for (const column of contract.columns) {
    if (!column.required || columns.includes(column)) continue;
    const near = patterns.undecided.get(column) ?? [];
    const hint =
      near.length === 0
        ? 'If the file calls it otherwise, name it in the source’s mapping of headers.'
        : `It could be ${near.map((cell) => `“${headerText(cell)}”`).join(' or ')}: say which in the source’s mapping of headers.`;
    findings.push(
      fileFinding(
        'missing-column',
        'file',
        column.name,
        `${contract.title} needs the column “${column.name}”. ${hint}`,
      ),
    );
  }
  findings.push(...unknownColumns(contract, headerCells, columns, patterns.candidates));
  return { columns, findings, rejected: findings.some(({ severity }) => severity === 'file') };
}

/** Annex A's own columns are always there, ours and those of newer editions only where required. */
function isOfTheExactSet(contract: ListContract, column: ColumnContract): boolean {
  return column.required || (contract.annexA !== undefined && column.extension !== true && column.newer !== true);
}

/** What PostgreSQL keeps of a name, of a column as of an alias; longer official headers cannot come through it whole. */
const longestName = 63;

/** Looks a header cell up by its exact name, then in the source's mapping. */
function namedColumn(contract: ListContract, mapping?: SourceMapping): (cell: string) => ColumnContract | null {
  const named = new Map(
    [Infinity, longestName].flatMap((length) =>
      contract.columns.map((column) => [normaliseHeader(column.name.slice(0, length)), column]),
    ),
  );
  const mapped = new Map(
    Object.entries(mapping?.headers ?? {}).map(([from, to]) => [
      normaliseHeader(from),
      named.get(normaliseHeader(to)) ?? null,
    ]),
  );
  return (cell) => {
    const header = normaliseHeader(cell);
    return named.get(header) ?? mapped.get(header) ?? null;
  };
}

function repeatedColumns(
  contract: ListContract,
  headerCells: readonly string[],
  columns: readonly (ColumnContract | null)[],
): Finding[] {
  return contract.columns.flatMap((column) => {
    const cells = headerCells.flatMap((_, index) => (columns[index] === column ? [index] : []));
    if (cells.length < 2) return [];
    const where = cells.map((index) => `column ${index + 1} (“${headerText(headerCells[index])}”)`).join(' and ');
    return [
      fileFinding(
        'ambiguous-column',
        'file',
        column.name,
        `${where} are both “${column.name}”. Leave one of them out of the export, or out of the source's mapping of headers.`,
      ),
    ];
  });
}

interface PatternFits {
  /** Index of a free header cell → the free columns whose pattern fits it. */
  readonly candidates: ReadonlyMap<number, readonly ColumnContract[]>;
  /** Columns whose pattern fits several cells, with these cells: it decides nothing. */
  readonly undecided: ReadonlyMap<ColumnContract, readonly string[]>;
}

function fitPatterns(
  contract: ListContract,
  headerCells: readonly string[],
  columns: readonly (ColumnContract | null)[],
): PatternFits {
  const free = contract.columns.filter((column) => !columns.includes(column));
  const candidates = new Map<number, ColumnContract[]>();
  for (const [index, cell] of headerCells.entries()) {
    if (columns[index] !== null) continue;
    const header = normaliseHeader(cell);
    const fitting = free.filter((column) => column.headerPatterns?.some((pattern) => pattern.test(header)));
    if (fitting.length > 0) candidates.set(index, fitting);
  }
  const undecided = new Map<ColumnContract, string[]>();
  for (const column of free) {
    const cells = [...candidates].filter(([, fitting]) => fitting.includes(column));
    if (cells.length > 1)
      undecided.set(
        column,
        cells.map(([index]) => headerCells[index] ?? ''),
      );
  }
  return { candidates, undecided };
}

/**
 * A file none of whose header cells is known has most likely lost its header line; its first line is then a child's
 * record and must not be repeated in a finding.
 */
function unknownColumns(
  contract: ListContract,
  headerCells: readonly string[],
  columns: readonly (ColumnContract | null)[],
  ambiguous: ReadonlyMap<number, readonly ColumnContract[]>,
): Finding[] {
  if (columns.every((column) => column === null)) {
    return [
      fileFinding(
        'unknown-column',
        'warning',
        null,
        `None of the ${headerCells.length} headers is a column of ${contract.title}. Is the header line missing, or the file of another list?`,
      ),
    ];
  }
  return headerCells.flatMap((cell, index) =>
    columns[index] !== null || (ambiguous.get(index)?.length ?? 0) > 1
      ? []
      : [
          fileFinding(
            'unknown-column',
            'warning',
            headerText(cell),
            `Column ${index + 1} is no column of ${contract.title}; it is not read.`,
          ),
        ],
  );
}

function headerText(cell: string | undefined): string {
  const text = (cell ?? '').replaceAll(/\s+/g, ' ').trim();
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}

function fileFinding(rule: Rule, severity: Severity, column: string | null, message: string): Finding {
  return { record: null, line: null, column, rule, severity, value: null, message };
}
