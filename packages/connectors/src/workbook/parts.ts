import { posix } from 'node:path';
import { UnreadableFile } from '../reading/unreadable-file.ts';
import type { ByteSource } from './byte-source.ts';
import { refuseOtherFormats, refuseOtherPackages } from './other-formats.ts';
import { Package } from './package.ts';
import { readXml } from './xml.ts';

const mostSheets = 1000;

/** A workbook's table of contents. */
export interface Workbook {
  readonly package: Package;
  readonly sheets: readonly Sheet[];
  /** Whether its dates count from 1904, as old Macs did, and not from 1900. */
  readonly from1904: boolean;
  /** Names of parts; null where the workbook has none. */
  readonly sharedStrings: string | null;
  readonly styles: string | null;
}

export interface Sheet {
  readonly name: string;
  readonly part: string;
  /** Not a chart, nor a dialogue of old. */
  readonly isTable: boolean;
  readonly hidden: boolean;
}

interface Relation {
  readonly type: string;
  readonly target: string;
}

/** @throws UnreadableFile where the bytes are no workbook, with what they are and what to do. */
export async function openWorkbook(bytes: ByteSource): Promise<Workbook> {
  await refuseOtherFormats(bytes);
  const parts = await Package.open(bytes);
  const root = await relationsOf(parts, '');
  const main = targetOf(root, 'officeDocument') ?? 'xl/workbook.xml';
  refuseOtherPackages(parts, main);
  const relations = await relationsOf(parts, main);
  const sheets: Sheet[] = [];
  let from1904 = false;
  await readXml(main, parts.read(main), {
    open: (name, attributes) => {
      if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attributes['date1904'] ?? '');
      if (name === 'sheet') sheets.push(sheetOf(attributes, relations));
    },
  });
  if (sheets.length > mostSheets) {
    throw new UnreadableFile(`The workbook has ${sheets.length} sheets: this is no delivery. Send one with the lists.`);
  }
  if (sheets.length === 0) throw new UnreadableFile('The workbook has no sheets. Save it again and send it again.');
  return {
    package: parts,
    sheets,
    from1904,
    sharedStrings: presentIn(parts, targetOf(relations, 'sharedStrings')),
    styles: presentIn(parts, targetOf(relations, 'styles')),
  };
}

function sheetOf(attributes: Readonly<Record<string, string>>, relations: ReadonlyMap<string, Relation>): Sheet {
  const id = Object.keys(attributes).find((name) => name.endsWith(':id'));
  const relation = relations.get(attributes[id ?? ''] ?? '');
  return {
    name: attributes['name'] ?? '',
    part: relation?.target ?? '',
    isTable: relation !== undefined && isOfType(relation, 'worksheet'),
    hidden: ['hidden', 'veryHidden'].includes(attributes['state'] ?? ''),
  };
}

/** What a part refers to, by the id it uses. Source: ECMA-376, part 2, "Relationships". */
async function relationsOf(parts: Package, part: string): Promise<ReadonlyMap<string, Relation>> {
  const folder = posix.dirname(part);
  const name = posix.join(folder, '_rels', `${posix.basename(part)}.rels`);
  const relations = new Map<string, Relation>();
  await readXml(name, wholeOr(parts, name, '<Relationships/>'), {
    open: (tag, { Id, Type, Target }) => {
      if (tag !== 'Relationship' || Id === undefined || Type === undefined || Target === undefined) return;
      relations.set(Id, { type: Type, target: posix.join(Target.startsWith('/') ? '' : folder, Target) });
    },
  });
  return relations;
}

/** Some writers refer to parts that they then leave out, having nothing to put in. */
function presentIn(parts: Package, name: string | null): string | null {
  return name !== null && parts.has(name) ? name : null;
}

async function* wholeOr(parts: Package, name: string, otherwise: string): AsyncGenerator<Buffer> {
  if (parts.has(name)) yield* parts.read(name);
  else yield Buffer.from(otherwise);
}

function targetOf(relations: ReadonlyMap<string, Relation>, type: string): string | null {
  return [...relations.values()].find((relation) => isOfType(relation, type))?.target ?? null;
}

/** The types of the strict and the transitional format differ only in what stands before their last part. */
function isOfType({ type }: Relation, name: string): boolean {
  return type.endsWith(`/${name}`);
}
