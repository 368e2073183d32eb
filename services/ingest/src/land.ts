import { createHash } from 'node:crypto';
import type { FoundDelivery } from '@vigil/connectors';
import {
  createStage,
  findSameContent,
  handOverToValidate,
  holdLandedFiles,
  readRun,
  readSlot,
  recordLanding,
  recordRejection,
  removePurged,
  setDeliveryState,
  setRunState,
  type Delivery,
  type LandedFile,
} from '@vigil/database';
import { contracts, fileFinding, type Finding } from '@vigil/extracts';
import { StageFailure } from '@vigil/pipeline';
import type { StageHandler, StageJob } from '@vigil/queue';
import type { IngestConfig, IngestDeps } from './app.ts';
import { landAgain } from './land-again.ts';
import { landFile, type LandedLists } from './landed-lists.ts';
import { connectorFor, sourceOf } from './source.ts';

/** Copies the files of a delivery, encrypted, into the landing store. From here on the source is not needed any more. */
export function landHandler(
  config: IngestConfig,
  deps: Pick<IngestDeps, 'clock' | 'now' | 'proxy' | 'landing'>,
): StageHandler<'land'> {
  return async (job) => {
    const { run, delivery, slot } = await job.database.transaction(async (tx) => ({
      ...(await readRun(tx, job.payload.run)),
      slot: await readSlot(tx, job.slot),
    }));
    if (delivery.replayOf !== null) return landAgain(job, run, delivery);
    const { source } = sourceOf(config.authorities, job.authority, run.source);
    const connector = connectorFor(source, slot, deps);
    const landed: LandedLists[] = [];
    let found: FoundDelivery;
    try {
      found = unchanged((await connector.findDeliveries()).deliveries, delivery);
      for (const file of found.files) landed.push(await landFile(file, source, deps.landing));
    } finally {
      await connector.close();
    }
    await refuseMismatch(job, { run: run.id, delivery: delivery.id, asAt: run.asAt }, landed);
    refuseUnclear(landed);
    const files = landed.flatMap((one) => one.files);
    const ignored = [...found.ignored, ...landed.flatMap((one) => one.ignored)];
    if (files.length === 0) throw nothingToRead(found, ignored);

    const content = contentOf(files);
    const same = await job.database.transaction((tx) => findSameContent(tx, { delivery, content }));
    await job.finish(async (tx) => {
      if (same) {
        await setDeliveryState(tx, delivery.id, { state: 'unchanged' });
        await setRunState(tx, run.id, 'unchanged');
        // What was purged since it was first landed lies there anew, and no sweep would ever find it.
        const addresses = [...new Set(files.map((one) => one.address))];
        await removePurged(tx, addresses, (address) => deps.landing.remove(address));
        // A definition, calendar, population or target may be another since: what is due then is found there.
        await createStage(tx, { slot: run.slot, run: run.id, name: 'aggregate', payload: { run: run.id } });
        return;
      }
      // What it shares with an older delivery may have been purged with that one since: then it is landed again.
      await holdLandedFiles(tx);
      for (const address of new Set(files.map((one) => one.address))) (await deps.landing.open(address)).destroy();
      const recorded = await recordLanding(tx, { delivery: delivery.id, content, files, ignored });
      await handOverToValidate(tx, run, recorded);
    });
  };
}

/** The delivery as it was seen by the pull. */
function unchanged(deliveries: readonly FoundDelivery[], seen: Delivery): FoundDelivery {
  const found = deliveries.find(({ location, asAt }) => location === seen.location && asAt === seen.asAt);
  if (found?.fingerprint === seen.fingerprint) return found;
  throw new StageFailure(
    'delivery-changed',
    `The delivery as at ${seen.asAt} in ${seen.location} ${found ? 'changed while it was being read' : 'is no longer there'}.`,
    {
      advice: 'Leave the files alone once they are there, then run again: Vigil takes them as they are then.',
      retry: true,
    },
  );
}

async function refuseMismatch(
  job: StageJob<'land'>,
  place: { run: string; delivery: string; asAt: string },
  landed: readonly LandedLists[],
): Promise<void> {
  const wrong = landed.filter(({ found, sha256 }) => found.sha256 !== null && found.sha256 !== sha256);
  if (wrong.length === 0) return;
  const names = wrong.map(({ found }) => found.name).join(', ');
  const lists = oncePerList(landed.flatMap(({ files }) => files));
  const rejected = new Set(wrong.flatMap(({ files }) => files));
  await job.step(async (tx) => {
    const recorded = await recordLanding(tx, {
      delivery: place.delivery,
      content: null,
      files: lists.map((file) => (rejected.has(file) ? { ...file, state: 'rejected' } : file)),
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

/** @throws {StageFailure} where a workbook cannot be read or its sheets not be told apart, or where a list comes twice */
function refuseUnclear(landed: readonly LandedLists[]): void {
  const problems = landed.flatMap((one) => one.problems);
  if (problems.length > 0) {
    throw new StageFailure('unclear-workbook', `${problems.join('; ')}${problems.at(-1)?.endsWith('.') ? '' : '.'}`, {
      advice:
        'Have the file sent in another form, or say under files in vigil.yaml what its sheets are (vigil match shows them), then run again.',
    });
  }
  const files = landed.flatMap((one) => one.files);
  const kept = oncePerList(files);
  const twice = files.find((file) => !kept.includes(file));
  if (twice === undefined) return;
  const names = files.filter(({ list }) => list === twice.list).map(({ name }) => name);
  throw new StageFailure('list-twice', `${names.join(' and ')} are both ${twice.list}.`, {
    advice: 'Keep one of them in the delivery, or say ignore for the other under files in vigil.yaml, then run again.',
  });
}

function oncePerList(files: readonly LandedFile[]): readonly LandedFile[] {
  return [...new Map(files.toReversed().map((file) => [file.list, file])).values()].toReversed();
}

function mismatch(name: string): Finding {
  return fileFinding(
    'manifest-mismatch',
    `The sha256 of ${name} is not the one in manifest.json; expected the file exactly as it was when the manifest was written.`,
  );
}

function nothingToRead(found: FoundDelivery, ignored: LandedLists['ignored']): StageFailure {
  const there = ignored.map(({ name, reason }) => `${name}: ${reason}`);
  return new StageFailure(
    'nothing-to-read',
    `The delivery as at ${found.asAt} in ${found.location} holds no list that Vigil reads` +
      (there.length > 0 ? ` (only ${there.join('; ')}).` : ': it is empty.'),
    {
      advice: `Expected at least one of ${[...contracts.keys()].map((list) => `${list}.csv`).join(', ')}, or a workbook with such sheets. vigil match shows how each file is understood.`,
    },
  );
}

/** The same files under the same coverage are the same content, whatever they are called. */
function contentOf(files: readonly LandedFile[]): string {
  const parts = files.map(({ list, sheet, sha256, coverage }) =>
    [list, sha256, ...(sheet === null ? [] : [sheet]), JSON.stringify(coverage)].join(' '),
  );
  return createHash('sha256').update(parts.toSorted().join('\n')).digest('hex');
}
