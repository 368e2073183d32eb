import { createHash } from 'node:crypto';
import type { FoundDelivery, FoundFile } from '@vigil/connectors';
import {
  createStage,
  findSameContent,
  readRun,
  readSlot,
  recordLanding,
  recordRejection,
  setDeliveryState,
  setRunState,
  type LandedFile,
} from '@vigil/database';
import { contracts, type Coverage, type Finding } from '@vigil/extracts';
import { StageFailure } from '@vigil/pipeline';
import type { StageHandler, StageJob } from '@vigil/queue';
import type { SourceConfig } from '@vigil/runtime';
import type { IngestConfig, IngestDeps } from './app.ts';
import { connectorFor, sourceOf } from './source.ts';

/** Copies the files of a delivery, encrypted, into the landing store. From here on the source is not needed any more. */
export function landHandler(config: IngestConfig, deps: Pick<IngestDeps, 'clock' | 'landing'>): StageHandler<'land'> {
  return async (job) => {
    const { run, delivery, slot } = await job.database.transaction(async (tx) => ({
      ...(await readRun(tx, job.payload.run)),
      slot: await readSlot(tx, job.slot),
    }));
    const { source } = sourceOf(config.authorities, job.authority, run.source);
    const { deliveries } = await connectorFor(source, slot.location, deps.clock).findDeliveries();
    const found = deliveries.find(({ location, asAt }) => location === delivery.location && asAt === delivery.asAt);
    if (!found || found.fingerprint !== delivery.fingerprint) {
      throw new StageFailure(
        'delivery-changed',
        `The delivery as at ${run.asAt} in ${delivery.location} ${found ? 'changed while it was being read' : 'is no longer there'}.`,
        {
          advice: 'Leave the files alone once they are there, then run again: Vigil takes them as they are then.',
          retry: true,
        },
      );
    }

    const landed: { file: LandedFile; found: FoundFile }[] = [];
    for (const file of found.files) {
      landed.push({ file: await land(file, source, deps), found: file });
    }
    await refuseMismatch(job, { run: run.id, delivery: delivery.id, asAt: run.asAt }, landed);
    const files = landed.map(({ file }) => file);
    if (!files.some(({ state }) => state === 'landed')) throw nothingToRead(found, files);

    const content = contentOf(files);
    const same = await job.database.transaction((tx) => findSameContent(tx, { delivery, content }));
    await job.finish(async (tx) => {
      if (same) {
        await setDeliveryState(tx, delivery.id, { state: 'unchanged' });
        await setRunState(tx, run.id, 'unchanged');
        return;
      }
      const recorded = await recordLanding(tx, { delivery: delivery.id, content, files });
      for (const file of recorded.filter(({ state }) => state === 'landed')) {
        await createStage(tx, {
          slot: run.slot,
          run: run.id,
          name: 'validate',
          subject: file.list,
          payload: { run: run.id, file: file.id },
        });
      }
    });
  };
}

async function land(file: FoundFile, source: SourceConfig, deps: Pick<IngestDeps, 'landing'>): Promise<LandedFile> {
  const { address, sha256, bytes } = await deps.landing.put(await file.open());
  const contract = contracts.get(file.list);
  const coverage: Coverage =
    file.coverage ?? source.coverage.get(file.list) ?? contract?.coverage ?? ({ kind: 'full' } as const);
  return {
    name: file.name,
    list: file.list,
    bytes,
    sha256,
    address,
    claimedRows: file.rows,
    coverage,
    state: contract ? 'landed' : 'unread',
  };
}

async function refuseMismatch(
  job: StageJob<'land'>,
  place: { run: string; delivery: string; asAt: string },
  landed: readonly { file: LandedFile; found: FoundFile }[],
): Promise<void> {
  const wrong = landed.filter(({ file, found }) => found.sha256 !== null && found.sha256 !== file.sha256);
  if (wrong.length === 0) return;
  const names = wrong.map(({ file }) => file.name).join(', ');
  await job.step(async (tx) => {
    const recorded = await recordLanding(tx, {
      delivery: place.delivery,
      content: null,
      files: landed.map((one) => (wrong.includes(one) ? { ...one.file, state: 'rejected' } : one.file)),
    });
    for (const file of recorded.filter(({ state }) => state === 'rejected')) {
      await recordRejection(
        tx,
        { run: place.run, file: file.id, asAt: place.asAt, list: file.list, fileName: file.name },
        [mismatch(file.name)],
      );
    }
  });
  throw new StageFailure(
    'manifest-mismatch',
    `The content of ${names} is not what manifest.json says (sha256 differs).`,
    {
      advice: 'The file was changed or cut off after the manifest was written: have the delivery sent again.',
    },
  );
}

function mismatch(name: string): Finding {
  return {
    record: null,
    line: null,
    column: null,
    rule: 'manifest-mismatch',
    severity: 'file',
    value: null,
    message: `The sha256 of ${name} is not the one in manifest.json; expected the file exactly as it was when the manifest was written.`,
  };
}

function nothingToRead(found: FoundDelivery, files: readonly LandedFile[]): StageFailure {
  const there = [...files.map(({ name }) => name), ...found.ignored.map(({ name }) => name)];
  return new StageFailure(
    'nothing-to-read',
    `The delivery as at ${found.asAt} in ${found.location} holds no list that Vigil reads` +
      (there.length > 0 ? ` (only ${there.join(', ')}).` : ': it is empty.'),
    { advice: `Expected at least one of ${[...contracts.keys()].map((list) => `${list}.csv`).join(', ')}.` },
  );
}

/** The same files under the same coverage are the same content, whatever they are called. */
function contentOf(files: readonly LandedFile[]): string {
  const parts = files.map(({ list, sha256, coverage }) => `${list} ${sha256} ${JSON.stringify(coverage)}`);
  return createHash('sha256').update(parts.toSorted().join('\n')).digest('hex');
}
