import { basename, resolve } from 'node:path';
import { isIsoDate } from '@vigil/calendar';
import type { SourceMapping } from '@vigil/extracts';
import { UnreachableSource } from '../source.ts';
import type { Connector, FoundDelivery } from '../source.ts';
import { readDeliveryFolder } from './delivery-folder.ts';
import type { FolderFinding, FolderOptions } from './delivery-folder.ts';
import { listNamed } from './identify.ts';
import { listFolder } from './listing.ts';
import type { FolderEntry } from './listing.ts';
import { manifestName } from './manifest.ts';

/**
 * Deliveries in a folder: one in each folder that is named by its as-at date or holds a manifest; or the folder itself
 * is one delivery, where it holds files and is so named or has a manifest.
 *
 * @param options.now the real clock: the ages of files are measured by it.
 * @param options.mapping the source's own; its headers help to tell which list a file is.
 */
export function folderConnector(options: {
  path: string;
  settleSeconds: number;
  now: () => Date;
  mapping?: SourceMapping;
}): Connector {
  const root = resolve(options.path);
  return {
    findDeliveries: async () => {
      const { settleSeconds, mapping } = options;
      const settings: FolderOptions = { settleSeconds, mapping, now: options.now() };
      const entries = await listFolder(root);
      const findings = isDelivery(root, entries)
        ? [await readDeliveryFolder({ path: root, modified: 0 }, entries, settings)]
        : [...strayFiles(root, entries), ...(await readSubfolders(entries, settings))];
      return {
        deliveries: findings.flatMap((finding) => ('delivery' in finding ? [finding.delivery] : [])).toSorted(byDate),
        problems: findings.flatMap((finding) => ('problem' in finding ? [finding.problem] : [])),
      };
    },
  };
}

async function readSubfolders(entries: readonly FolderEntry[], settings: FolderOptions): Promise<FolderFinding[]> {
  const findings: FolderFinding[] = [];
  for (const folder of entries.filter(({ kind }) => kind === 'folder')) {
    try {
      const inside = await listFolder(folder.path);
      if (isIsoDate(folder.name) || isDelivery(folder.path, inside)) {
        findings.push(await readDeliveryFolder(folder, inside, settings));
      } else {
        findings.push(...strayFiles(folder.path, inside));
      }
    } catch (error) {
      if (!(error instanceof UnreachableSource)) throw error;
      findings.push({ problem: error.message });
    }
  }
  return findings;
}

/** Whether a folder's own files are a delivery. */
function isDelivery(path: string, entries: readonly FolderEntry[]): boolean {
  const files = entries.filter(({ kind }) => kind === 'file');
  return files.some(({ name }) => name === manifestName) || (files.length > 0 && isIsoDate(basename(path)));
}

/** Lists in a folder that says no date would else be passed over without a word. */
function strayFiles(path: string, entries: readonly FolderEntry[]): FolderFinding[] {
  const lists = entries.filter(({ kind, name }) => kind === 'file' && listNamed(name) !== null).map(({ name }) => name);
  if (lists.length === 0) return [];
  const advice = 'put them into a folder named by their as-at date (YYYY-MM-DD), or say asAt in a manifest.json';
  return [{ problem: `${path} holds ${lists.join(', ')}, but no as-at date: ${advice}.` }];
}

function byDate(a: FoundDelivery, b: FoundDelivery): number {
  return a.asAt.localeCompare(b.asAt) || a.location.localeCompare(b.location);
}
