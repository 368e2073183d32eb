import { readTable, UnreadableFile } from '@vigil/connectors';
import {
  clearFindings,
  createStaging,
  FindingBuffer,
  handOverToPublish,
  QuarantineBuffer,
  readFileRow,
  readRun,
  recordRejection,
  recordValidation,
  removeRepetitions,
  rowsBefore,
  type DeliveredFile,
  type Delivery,
  type Run,
  type Transaction,
} from '@vigil/database';
import {
  compileRows,
  contracts,
  matchHeaders,
  storedColumns,
  type Finding,
  type ListContract,
  type SourceMapping,
} from '@vigil/extracts';
import { StageFailure } from '@vigil/pipeline';
import type { StageHandler } from '@vigil/queue';
import type { ValidatorConfig, ValidatorDeps } from './app.ts';
import { keyedDigests, type Digests } from './digests.ts';
import { judgeSize } from './guards.ts';
import { encryptRow } from './quarantined-row.ts';

/** A file that is refused as a whole. */
class FileRejected extends Error {
  readonly findings: readonly Finding[];
  constructor(findings: readonly Finding[]) {
    super(findings[0]?.message ?? 'rejected');
    this.findings = findings;
  }
}

interface Work {
  readonly run: Run;
  readonly delivery: Delivery;
  readonly file: DeliveredFile;
  readonly contract: ListContract;
  readonly mapping: SourceMapping | undefined;
}

type Deps = Pick<ValidatorDeps, 'landing' | 'key' | 'indicatorId'>;

/**
 * Reads a landed file row by row into a staging table, findings and quarantine: one transaction, in chunks, so that
 * memory stays the same however long the file is and a failed attempt leaves nothing.
 */
export function validateHandler(config: ValidatorConfig, deps: Deps): StageHandler<'validate'> {
  return async (job) => {
    const work = await job.database.transaction(async (tx): Promise<Work> => {
      const file = await readFileRow(tx, job.payload.file);
      const { run, delivery } = await readRun(tx, job.payload.run);
      const contract = contracts.get(file.list);
      if (!contract) throw new Error(`The list ${file.list} has no contract.`);
      const mapping = config.authorities
        .find(({ code }) => code === job.authority)
        ?.sources.find(({ id }) => id === run.source)?.mapping;
      return { run, delivery, file, contract, mapping };
    });
    const { run, file } = work;
    const digests = keyedDigests({
      identifiers: deps.key('pseudonym', job.authority),
      rows: deps.key('row', job.authority),
    });
    try {
      await job.finish(async (tx) => {
        await clearFindings(tx, file.id);
        await validateFile(tx, work, digests, deps);
        await handOverToPublish(tx, { run: run.id, slot: run.slot, file: file.id });
      });
    } catch (error) {
      if (!(error instanceof FileRejected)) throw error;
      const place = { run: run.id, file: file.id, asAt: run.asAt, list: file.list, fileName: file.name };
      await job.step((tx) => recordRejection(tx, place, error.findings));
      throw rejection(file.name, error.findings);
    }
  };
}

async function validateFile(tx: Transaction, work: Work, digests: Digests, deps: Deps): Promise<void> {
  const { run, delivery, file, contract, mapping } = work;
  const table = await readTable(() => deps.landing.open(file.address)).catch(rejectUnreadable);
  const match = matchHeaders(contract, table.header, mapping);
  if (match.rejected) throw new FileRejected(match.findings);

  const place = { run: run.id, file: file.id, asAt: run.asAt, list: file.list, fileName: file.name };
  const findings = new FindingBuffer(tx, place);
  const quarantine = new QuarantineBuffer(tx, file.id);
  const staging = await createStaging(tx, contract, file.id);
  const check = compileRows(contract, match, {
    asAt: run.asAt,
    indicators: deps.indicatorId,
    ...(mapping && { mapping }),
  });
  const stored = storedColumns(contract);
  const keyIndexes = contract.key.map((field) => stored.findIndex((column) => column.field === field));
  const identifierIndexes = stored.flatMap((column, index) => (column.storedType === 'uuid' ? [index] : []));
  const quarantineKey = deps.key('quarantine', tx.authority);

  let read = 0;
  let quarantined = 0;
  for (const one of match.findings) findings.add(one);
  try {
    for await (const batch of table.rows) {
      for (const { record, line, cells } of batch) {
        read += 1;
        const result = check(cells, record, line);
        if (result.outcome === 'quarantined') {
          quarantined += 1;
          findings.add(result.finding);
          quarantine.add(record, line, encryptRow(quarantineKey, cells));
          continue;
        }
        for (const warning of result.warnings) findings.add(warning);
        const values = [...result.values];
        for (const index of identifierIndexes) {
          const identifier = values[index];
          if (typeof identifier === 'string') values[index] = digests.pseudonym(identifier);
        }
        const key = digests.of(keyIndexes.map((index) => values[index] ?? null));
        const row = digests.of(cells.map((cell) => cell.trim()));
        staging.rows.add([record, line, key, result.keyWhole, row, digests.of(values), ...values]);
      }
      await staging.rows.flushIfLarge();
      await findings.flushIfLarge();
      await quarantine.flushIfLarge();
    }
  } catch (error) {
    rejectUnreadable(error);
  }
  await staging.rows.flush();
  await quarantine.flush();

  const refused = judgeSize({
    read,
    claimed: file.claimedRows,
    before: await rowsBefore(tx, {
      source: run.source,
      list: file.list,
      asAt: run.asAt,
      coverage: file.coverage.kind,
    }),
    accepted: delivery.accepted,
  });
  if (refused) throw new FileRejected([refused]);

  const repetitions = await removeRepetitions(tx, staging.table);
  for (const { rule, record, line, of } of repetitions) {
    findings.add({
      record,
      line,
      column: null,
      rule,
      severity: 'warning',
      value: null,
      message: repeats(rule, of, contract),
    });
  }
  await findings.flush();
  await recordValidation(tx, file.id, {
    read,
    quarantined,
    duplicates: repetitions.length,
    accepted: read - quarantined - repetitions.length,
    encoding: table.encoding,
    staging: staging.table,
  });
}

function rejectUnreadable(error: unknown): never {
  if (!(error instanceof UnreadableFile)) throw error;
  throw new FileRejected([
    {
      record: null,
      line: null,
      column: null,
      rule: 'unreadable-file',
      severity: 'file',
      value: null,
      message: error.message,
    },
  ]);
}

function repeats(rule: 'duplicate-row' | 'conflicting-duplicate', of: number, contract: ListContract): string {
  if (rule === 'duplicate-row') return `The same as record ${of}, cell for cell; it is used once.`;
  const key = contract.key.map((field) => contract.columns.find((column) => column.field === field)?.name ?? field);
  return `Has the same ${key.join(', ')} as record ${of} but says something else; the last one counts. Expected one row for each.`;
}

function rejection(fileName: string, findings: readonly Finding[]): StageFailure {
  const [first] = findings;
  const more = findings.length > 1 ? ` (and ${findings.length - 1} more, see vigil findings)` : '';
  const advice: Partial<Record<Finding['rule'], string>> = {
    'missing-column':
      'Have the file sent again with the column, or name it in the source’s mapping.headers in vigil.yaml, then replay.',
    'ambiguous-column': 'Say in the source’s mapping.headers in vigil.yaml which one is meant, then replay.',
    'empty-file': 'Have the file sent again, or accept the delivery with vigil accept if it is right.',
    'shrunken-file': 'Have the file sent again, or accept the delivery with vigil accept if it is right.',
  };
  return new StageFailure(
    first?.rule ?? 'rejected-file',
    `${fileName}: ${first?.message ?? 'It is rejected.'}${more}`,
    {
      advice: (first && advice[first.rule]) ?? 'Have the file sent again: what is there now cannot be read as it is.',
    },
  );
}
