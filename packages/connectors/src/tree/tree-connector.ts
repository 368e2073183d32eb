import { isIsoDate } from '@vigil/calendar';
import type { IsoDate } from '@vigil/calendar';
import type { SourceMapping } from '@vigil/extracts';
import { UnreachableSource } from '../source.ts';
import type { Connector, FoundDelivery } from '../source.ts';
import { readDelivery } from './delivery.ts';
import type { DatedFile, DatedFiles, DeliveryFinding, DeliveryOptions } from './delivery.ts';
import { fileNames } from './file-names.ts';
import type { FileNames, FilePatterns } from './file-names.ts';
import { isPlainName, rootName } from './file-tree.ts';
import type { FileTree, TreeEntry } from './file-tree.ts';
import { looksLikeAList } from './identify.ts';
import { manifestName, readManifest } from './manifest.ts';

/**
 * Deliveries in a tree of files: those in each folder that is named by its as-at date or holds a manifest, and in each
 * whose files' names say their date by the source's patterns; or the root itself is one delivery, where it holds files
 * and is so named or has a manifest.
 *
 * @param options.now the real clock: the ages of files are measured by it.
 * @param options.mapping the source's own; its headers help to tell which list a file is.
 * @param options.asAt the date, asked for by hand, of the root's files where nothing else says one.
 */
export function treeConnector(options: {
  tree: FileTree;
  settleSeconds: number;
  now: () => Date;
  mapping?: SourceMapping;
  files?: FilePatterns;
  asAt?: IsoDate;
}): Connector {
  const { tree, settleSeconds, mapping, asAt } = options;
  const names = fileNames(options.files ?? {});
  return {
    findDeliveries: async () => {
      const settings: Settings = { tree, settleSeconds, mapping, now: options.now(), names };
      const entries = await tree.list(tree.root);
      const root = await readFolder({ path: tree.root, name: rootName(tree, entries), modified: 0 }, entries, settings);
      const below = root.isDelivery ? [] : await readSubfolders(entries, settings);
      const isThere = deliveriesOf([...root.findings, ...below]).some((delivery) => delivery.asAt === asAt);
      const rest = asAt === undefined || isThere ? strayFiles(root, settings) : await readUndated(root, asAt, settings);
      const findings = [...root.findings, ...rest, ...below];
      return {
        deliveries: deliveriesOf(findings).toSorted(byDate),
        problems: findings.flatMap((finding) => ('problem' in finding ? [finding.problem] : [])),
      };
    },
    close: () => tree.close(),
  };
}

interface Settings extends DeliveryOptions {
  readonly names: FileNames;
}

interface Folder {
  readonly findings: readonly DeliveryFinding[];
  /** Whether the folder as a whole is dated: by its name or its manifest. */
  readonly isDelivery: boolean;
  /** What is left: files that nothing gives a date. */
  readonly undated: Omit<DatedFiles, 'asAt'>;
}

/** Sorts the files of a folder by their as-at date and reads each date's delivery. */
async function readFolder(
  folder: Pick<TreeEntry, 'path' | 'name' | 'modified'>,
  entries: readonly TreeEntry[],
  settings: Settings,
): Promise<Folder> {
  const { tree, names } = settings;
  const files = entries.filter(({ kind }) => kind === 'file');
  const { manifest, manifestText, complaint } = await readManifest(tree, files);
  const asAtOfFolder = manifest.asAt ?? (isIsoDate(folder.name) ? folder.name : null);

  const problems: string[] = [];
  const dates = new Map<IsoDate | null, DatedFile[]>();
  // A folder of a date is a delivery while it is empty, too: the root may just hold others.
  if (asAtOfFolder !== null && (files.length > 0 || folder.path !== tree.root)) dates.set(asAtOfFolder, []);
  for (const entry of files) {
    if (entry.name === manifestName) continue;
    const named = readName(names, folder.name, entry.name);
    if ('problem' in named) problems.push(`${tree.locate(folder.path)}: ${named.problem}.`);
    else {
      const asAt = manifest.asAt ?? named.asAt ?? asAtOfFolder;
      dates.set(asAt, [...(dates.get(asAt) ?? []), { entry, meaning: named.meaning }]);
    }
  }

  const findings: DeliveryFinding[] = problems.map((problem) => ({ problem }));
  const ofManifest = files.filter(({ name }) => name === manifestName).map((entry) => ({ entry, meaning: null }));
  const rest = { folder, manifest, manifestText, complaints: complaint === null ? [] : [complaint] };
  for (const [asAt, dated] of dates) {
    if (asAt === null) continue;
    findings.push(await readDelivery({ ...rest, asAt, files: [...dated, ...ofManifest] }, settings));
  }
  return {
    findings,
    isDelivery: files.length > 0 && (asAtOfFolder !== null || ofManifest.length > 0),
    // A manifest that dates nothing belongs to the files that nothing dates.
    undated: { ...rest, files: [...(dates.get(null) ?? []), ...(findings.length === 0 ? ofManifest : [])] },
  };
}

function readName(names: FileNames, folder: string, name: string): ReturnType<FileNames> {
  if (isPlainName(name)) return names({ folder, name });
  return { problem: `a file there is called ${JSON.stringify(name)}, which could be taken for a path; rename it` };
}

async function readSubfolders(entries: readonly TreeEntry[], settings: Settings): Promise<DeliveryFinding[]> {
  const findings: DeliveryFinding[] = [];
  for (const entry of entries.filter(({ kind, name }) => kind === 'folder' && isPlainName(name))) {
    try {
      const folder = await readFolder(entry, await settings.tree.list(entry.path), settings);
      findings.push(...folder.findings, ...strayFiles(folder, settings));
    } catch (error) {
      if (!(error instanceof UnreachableSource)) throw error;
      findings.push({ problem: error.message });
    }
  }
  return findings;
}

/** Lists that nothing gives a date would else be passed over without a word. */
function strayFiles({ undated }: Folder, { tree }: Settings): DeliveryFinding[] {
  const { files, complaints } = undated;
  const where = tree.locate(undated.folder.path);
  if (files.some(({ entry }) => entry.name === manifestName)) {
    const reason = complaints[0] ?? `it has no as-at date: name it YYYY-MM-DD, or say asAt in ${manifestName}`;
    return [{ problem: `${where}: ${reason}.` }];
  }
  const lists = files
    .filter(({ entry: { name }, meaning }) => (meaning === null ? looksLikeAList(name) : meaning !== 'ignore'))
    .map(({ entry }) => entry.name);
  if (lists.length === 0) return [];
  const named = lists.length > 5 ? `${lists.slice(0, 5).join(', ')} and ${lists.length - 5} more` : lists.join(', ');
  const advice = [
    'put them into a folder named by their as-at date (YYYY-MM-DD)',
    `say asAt in a ${manifestName}`,
    'say in files of vigil.yaml where their names have it ("Contacts_{asAt:yyyyMMdd}.csv": contacts)',
    'give it with vigil run --extracts … --as-at YYYY-MM-DD',
  ];
  return [
    { problem: `${where} holds ${named}, but no as-at date: ${advice.slice(0, -1).join(', ')}, or ${advice.at(-1)}.` },
  ];
}

async function readUndated({ undated }: Folder, asAt: IsoDate, settings: Settings): Promise<DeliveryFinding[]> {
  return undated.files.length === 0 ? [] : [await readDelivery({ ...undated, asAt }, settings)];
}

function deliveriesOf(findings: readonly DeliveryFinding[]): readonly FoundDelivery[] {
  return findings.flatMap((finding) => ('delivery' in finding ? [finding.delivery] : []));
}

function byDate(a: FoundDelivery, b: FoundDelivery): number {
  return a.asAt.localeCompare(b.asAt) || a.location.localeCompare(b.location);
}
