import { isAbsolute, resolve } from 'node:path';
import { UnreadableFile } from '@vigil/connectors';
import { filesOf, readRun, runBehind, type DeliveredFile, type ReplayPlan, type Transaction } from '@vigil/database';
import { contracts, matchHeaders, overMapping, type SourceMapping } from '@vigil/extracts';
import { parsePayload } from '@vigil/pipeline';
import { readMapping } from '@vigil/runtime';
import { landedHeader } from '@vigil/validator';
import { openLandingStore } from '@vigil/hosting';
import type { CommandContext, Session } from '../../session.ts';
import { WrongUse } from '../../wrong-use.ts';
import { mappingOf } from '../quarantine-plan.ts';

/**
 * The mapping that a file gives for the one source of a plan.
 *
 * @throws {WrongUse} where files of several sources are meant: what one calls its columns says nothing of another
 */
export async function mappingFor(
  tx: Transaction,
  plan: ReplayPlan,
  file: string,
  { cwd }: Pick<CommandContext, 'cwd'>,
): Promise<SourceMapping | null> {
  const sources = new Set<string>();
  for (const run of runsOf(plan)) sources.add((await runBehind(tx, run)).source);
  const [source, ...others] = sources;
  if (source === undefined) return null;
  if (others.length > 0) {
    throw new WrongUse(
      `A mapping is of one source, and these jobs are of ${[...sources].join(' and ')}: name the runs, or the jobs, of one.`,
    );
  }
  return readMapping(isAbsolute(file) ? file : resolve(cwd, file), file, source);
}

/** What a mapping changes for one file. */
export interface UnderstoodFile {
  readonly list: string;
  readonly file: string;
  /** Headers of the file that are understood now and were not, with the column that each is taken for. */
  readonly understood: readonly { readonly header: string; readonly column: string }[];
  /** Why it would still be refused; null where it would not. */
  readonly refused: string | null;
}

/** What of the files of a plan is understood with a mapping that is not without: of headers; codes show in what is set aside. */
export async function understoodWith(
  tx: Transaction,
  { installation, authority }: Session,
  plan: ReplayPlan,
  mapping: SourceMapping,
): Promise<readonly UnderstoodFile[]> {
  const landing = openLandingStore(installation.configuration);
  const found: UnderstoodFile[] = [];
  for (const { stage, run, payload } of plan.replayed) {
    if (stage !== 'validate' || run === null) continue;
    const { delivery } = await readRun(tx, run);
    const wanted = parsePayload('validate', payload).file;
    const file = (await filesOf(tx, delivery.id)).find(({ id }) => id === wanted);
    const configured = mappingOf(authority, delivery.source);
    const own = overMapping(configured, mapping);
    if (!file) continue;
    const { list, name } = file;
    try {
      found.push(compared(file, await landedHeader(landing, file, own), configured, own));
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error;
      found.push({ list, file: name, understood: [], refused: error.message });
    }
  }
  return found;
}

function compared(
  { list, name }: DeliveredFile,
  header: readonly string[],
  configured: SourceMapping | undefined,
  own: SourceMapping | undefined,
): UnderstoodFile {
  const contract = contracts.get(list);
  if (!contract) return { list, file: name, understood: [], refused: `this version does not read the list ${list}` };
  const [before, now] = [matchHeaders(contract, header, configured), matchHeaders(contract, header, own)];
  const understood = header.flatMap((cell, index) => {
    const column = now.columns[index];
    return column && before.columns[index]?.field !== column.field ? [{ header: cell, column: column.name }] : [];
  });
  return { list, file: name, understood, refused: now.rejected ? (now.findings[0]?.message ?? 'it is refused') : null };
}

function runsOf({ replayed }: ReplayPlan): ReadonlySet<string> {
  return new Set(replayed.flatMap(({ run }) => run ?? []));
}
