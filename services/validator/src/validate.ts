import {
  clearFindings,
  completeTouched,
  copyFindings,
  createStaging,
  erasedPeople,
  FindingBuffer,
  handOverToPublish,
  mappingOfReplay,
  holdOffErasures,
  openKey,
  readFileRow,
  readRun,
  recordRejection,
  recordValidation,
  removeRepetitions,
  rowsBefore,
  type DeliveredFile,
  type Delivery,
  type FindingPlace,
  type Run,
  type Transaction,
} from '@vigil/database';
import { overMapping, type ListContract, type SourceMapping } from '@vigil/extracts';
import type { StageHandler } from '@vigil/queue';
import { defaultGuards, type GuardsConfig, type SourceConfig } from '@vigil/runtime';
import type { ValidatorConfig, ValidatorDeps } from './app.ts';
import { baseOf, namesIndicators, readingOf, Unsettled, type Base } from './comparing.ts';
import { configuredSource } from './configured-source.ts';
import { correctedRows } from './corrected-rows.ts';
import { identifierKeys } from './digests.ts';
import { judgeSize } from './guards.ts';
import { noticeSize } from './notices.ts';
import { FileRejected } from './reading/file-rejected.ts';
import { openInThread } from './reading/in-thread.ts';
import { openFile } from './reading/open-file.ts';
import { NotComparable, type BaseFile, type OpenedFile, type ReadingTask } from './reading/reading-task.ts';
import { contractOf } from './reading/row-readers.ts';
import { stageRows } from './stage-rows.ts';
import { isUnusableMapping, rejection, repeated, unusableMapping } from './validation-words.ts';

interface Work {
  readonly run: Run;
  readonly delivery: Delivery;
  readonly file: DeliveredFile;
  readonly contract: ListContract;
  readonly mapping: SourceMapping | undefined;
  readonly guards: GuardsConfig;
  readonly contributor: SourceConfig['contributor'];
}

/** From here on a file is read in a thread of its own: about the time that starting one takes. */
const largeFileBytes = 8 * 1024 * 1024;

type Deps = Pick<ValidatorDeps, 'landing' | 'key' | 'indicatorId' | 'largeFileBytes' | 'compares'>;

/**
 * Reads a landed file row by row into a staging table, findings and quarantine: one transaction, in chunks, so that
 * memory stays the same however long the file is and a failed attempt leaves nothing.
 */
export function validateHandler(config: ValidatorConfig, deps: Deps): StageHandler<'validate'> {
  return async (job) => {
    const work = await job.database.transaction(async (tx): Promise<Work> => {
      const file = await readFileRow(tx, job.payload.file);
      const { run, delivery } = await readRun(tx, job.payload.run);
      const source = configuredSource(config, job.authority, run.source);
      const { mapping: configured, guards = defaultGuards, contributor } = source ?? {};
      const mapping = overMapping(configured, await mappingOfReplay(tx, { run, file: file.id }));
      return { run, delivery, file, contract: contractOf(file.list), mapping, guards, contributor };
    });
    const { run, file } = work;
    try {
      await job.finish(async (tx) => {
        await holdOffErasures(tx);
        await clearFindings(tx, file.id);
        await validateFile(tx, work, deps);
        await handOverToPublish(tx, { run: run.id, slot: run.slot, file: file.id });
      });
    } catch (error) {
      if (isUnusableMapping(error)) throw unusableMapping(file.name, error);
      if (!(error instanceof FileRejected)) throw error;
      await job.step(async (tx) => {
        await recordRejection(tx, placeOf(work), error.findings);
        await noticeSize(tx, run, file, error.findings);
      });
      throw rejection(file.name, error.findings);
    }
  };
}

/** Reads what differs from the last file on record, where there is one to compare with; else the whole file. */
async function validateFile(tx: Transaction, work: Work, deps: Deps): Promise<void> {
  const reading = readingOf(work.contract, work.mapping, work.file.sheet);
  const task = await taskOf(tx, work, deps);
  const base = task.corrected.size > 0 || deps.compares === false ? null : await baseOf(tx, work, reading);
  try {
    // A file that was read before its columns were kept is read once more, for them.
    await (base?.same && base.file.columns
      ? takeOver(tx, work, base, reading)
      : validateRows(tx, work, { task, base, reading }, deps));
  } catch (error) {
    if (!(error instanceof NotComparable)) throw error;
    await clearFindings(tx, work.file.id);
    await validateRows(tx, work, { task, base: null, reading }, deps);
  }
}

/** The very same content costs its hash: what was found in it is found again. */
async function takeOver(tx: Transaction, work: Work, { file: base }: Base, reading: string): Promise<void> {
  const { read, quarantined, duplicates, accepted, leftOut, unsettled, encoding, columns } = base;
  await refuseWrongSize(tx, work, read);
  await copyFindings(tx, base.id, placeOf(work));
  const staging = await createStaging(tx, work.contract, work.file.id);
  await recordValidation(tx, work.file.id, {
    read,
    quarantined,
    duplicates,
    accepted,
    leftOut,
    unsettled,
    reading,
    encoding: encoding ?? 'utf-8',
    columns,
    staging: staging.table,
    base: base.id,
  });
}

interface Reading {
  readonly task: ReadingTask;
  readonly base: Base | null;
  readonly reading: string;
}

async function validateRows(tx: Transaction, work: Work, { task, base, reading }: Reading, deps: Deps): Promise<void> {
  const { run, file, contract } = work;
  const opened = await open({ ...task, base: base && asBaseFile(base) }, work, deps);
  try {
    const unsettled = new Unsettled();
    const findings = new FindingBuffer(tx, placeOf(work));
    const staging = await createStaging(tx, contract, file.id);
    for (const one of opened.findings) findings.add(one);
    const counts = await stageRows(tx, opened, { file: file.id, staging, findings, unsettled });
    await refuseWrongSize(tx, work, counts.read);
    const repetitions = await removeRepetitions(tx, staging.table, counts);
    for (const repetition of repetitions) {
      findings.add(repeated(repetition, contract));
      unsettled.add(repetition.record);
      unsettled.add(repetition.of);
    }
    await findings.flush();
    // Rows without a whole key, or corrected by hand, cannot be told again by what they say.
    if (counts.withoutKey > 0 || task.corrected.size > 0) unsettled.giveUp();
    const compared = opened.unchanged !== null;
    if (compared && counts.withoutKey > 0) throw new NotComparable('A row has no whole key.');
    const list = { contract, source: run.source, staging: staging.table };
    if (compared && !(await completeTouched(tx, list))) throw new NotComparable('A key is there twice.');
    await recordValidation(tx, file.id, {
      read: counts.read,
      quarantined: counts.quarantined,
      duplicates: repetitions.length,
      accepted: counts.read - counts.quarantined - repetitions.length - counts.leftOut,
      leftOut: counts.leftOut,
      encoding: opened.encoding,
      columns: [...opened.columns],
      staging: staging.table,
      base: compared ? (base?.file.id ?? null) : null,
      reading,
      unsettled: unsettled.records,
    });
  } finally {
    await opened.close();
  }
}

function asBaseFile({ file, asAt, unsettled }: Base): BaseFile {
  return { id: file.id, address: file.address, encoding: file.encoding ?? 'utf-8', asAt, unsettled };
}

async function taskOf(tx: Transaction, work: Work, { key }: Deps): Promise<ReadingTask> {
  const quarantine = key('quarantine', tx.authority);
  return {
    file: work.file,
    asAt: work.run.asAt,
    mapping: work.mapping,
    contributor: work.contributor ?? null,
    keys: {
      identifiers: identifierKeys((purpose) => key(purpose, tx.authority)),
      rows: key('row', tx.authority),
      quarantine,
      wayBack: key('way back', tx.authority),
    },
    corrected: await correctedRows(tx, quarantine, work),
    erased: (await erasedPeople(tx)).map(({ purpose, sealedKey, pseudonyms }) => ({
      identifies: purpose,
      key: sealedKey && openKey(key('erased', tx.authority), sealedKey),
      pseudonyms: new Set(pseudonyms),
    })),
    base: null,
  };
}

/** A large file is read in a thread of its own. */
function open(task: ReadingTask, { file, contract }: Work, deps: Deps): Promise<OpenedFile> {
  const large = file.bytes >= (deps.largeFileBytes ?? largeFileBytes);
  return large && !namesIndicators(contract)
    ? openInThread(deps.landing.place, task)
    : openFile(deps.landing, task, deps.indicatorId);
}

async function refuseWrongSize(tx: Transaction, { run, delivery, file, guards }: Work, read: number): Promise<void> {
  const size = {
    read,
    claimed: file.claimedRows,
    before: await rowsBefore(tx, {
      source: run.source,
      list: file.list,
      asAt: run.asAt,
      coverage: file.coverage.kind,
    }),
    // What a replay reads again was of the right size when it was published.
    accepted: delivery.accepted || delivery.replayOf !== null,
  };
  const refused = judgeSize(size, guards);
  if (refused) throw new FileRejected([refused]);
}

function placeOf({ run, file }: Work): FindingPlace {
  return { run: run.id, file: file.id, asAt: run.asAt, list: file.list, fileName: file.name };
}
