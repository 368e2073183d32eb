import type { ColumnContract, Coverage, ListContract } from './contract.ts';
import { contracts } from './contracts.ts';

/** Coverage as a person would say it. */
export function coverageInWords(coverage: Coverage): string {
  switch (coverage.kind) {
    case 'full':
      return 'full';
    case 'rolling':
      return `rolling: ${coverage.months} months`;
    case 'window':
      return `${coverage.from} to ${coverage.to}`;
  }
}

/** The official headers of some of a list's fields. */
export function headersOf(contract: ListContract, fields: readonly string[]): readonly string[] {
  return fields.map((field) => contract.columns.find((column) => column.field === field)?.name ?? field);
}

/** How many spellings of its codes a column has beyond the official ones. */
export function aliasCount(column: ColumnContract): number {
  return Object.values(column.aliases ?? {}).reduce((sum, sent) => sum + sent.length, 0);
}

/** The reference of all lists, as Markdown, from their contracts: infra/reference/lists.md. */
export function listsReference(): string {
  const all = [...contracts.values()];
  return [
    '# Lists',
    '',
    'Made from the contracts in `packages/extracts/src/lists/` by `npx pnpm@12 reference`; change those, not this page. `vigil lists` shows the same, `vigil template <list>` writes an empty file.',
    '',
    'A file is known by its name (`contacts.csv`), by the manifest, or by its headers. **R**: a blank cell sets the row aside, a missing column rejects the file. **E**: an event, which may not lie after the as-at date. **K**: a code that figures depend on; an unknown one sets the row aside, elsewhere it is a warning. *Stored*: goes into the records; the rest stays in the encrypted landed file. (x): Vigil’s own addition to an official list. *Dated by*: what a window of coverage looks at; a record without that date is inside every window.',
    '',
    '| list | title | Annex A | key | coverage | dated by |',
    '|---|---|---|---|---|---|',
    ...all.map((contract) =>
      row([
        `[\`${contract.list}\`](#${contract.list})`,
        contract.title,
        contract.annexA?.toString() ?? '–',
        headersOf(contract, contract.key).join(', '),
        coverageInWords(contract.coverage),
        headersOf(contract, [contract.dateField]).join(', '),
      ]),
    ),
    ...all.flatMap(listSection),
    '',
    '## Codes',
    '',
    'Each is understood by the whole code, its letter, the code inside it, its text alone, or what authorities are known to send for it, whatever the case.',
    ...codeSections(all),
    '',
  ].join('\n');
}

function listSection(contract: ListContract): readonly string[] {
  return [
    '',
    `## ${contract.list}`,
    '',
    `${contract.title}${contract.annexA === undefined ? '' : `, list ${contract.annexA} of Annex A`}.`,
    ...orderRules(contract),
    '',
    '| column | type | | stored as |',
    '|---|---|---|---|',
    ...contract.columns.map((column) =>
      row([
        `${column.name}${column.extension === true ? ' (x)' : ''}`,
        column.codes === undefined ? column.type : `[${column.type}](#${anchor(column)})`,
        marksOf(column),
        column.stored ? `\`${column.field}\`${column.storedType === 'uuid' ? ', a pseudonym' : ''}` : '',
      ]),
    ),
  ];
}

function orderRules(contract: ListContract): readonly string[] {
  return contract.orderRules.map(({ before, after }) => {
    const [first, second] = headersOf(contract, [before, after]);
    return `${second} may not be earlier than ${first}.`;
  });
}

/** Columns of one name have the same codes in every list, but for the extension of one. */
function codeSections(all: readonly ListContract[]): readonly string[] {
  const coded = new Map(
    all.flatMap(({ columns }) =>
      columns.filter(({ codes }) => codes !== undefined).map((column) => [anchor(column), column] as const),
    ),
  );
  return [...coded.values()].flatMap((column) => [
    '',
    `### ${column.name}`,
    '',
    `${(column.codes ?? []).map((code) => `\`${code}\``).join(' · ')}${
      aliasCount(column) === 0 ? '' : `; and ${aliasCount(column)} known spellings`
    }.`,
  ]);
}

function marksOf({ required, event, decisive }: ColumnContract): string {
  return [required ? 'R' : '', event ? 'E' : '', decisive ? 'K' : ''].filter((mark) => mark !== '').join(' ');
}

/** As GitHub makes a link of a heading. */
function anchor({ name }: ColumnContract): string {
  return name
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-');
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |`;
}
