import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { IsoDate } from '@vigil/calendar';
import type { LandingStore } from '@vigil/connectors';
import {
  delivery,
  filesOf,
  openManualSlot,
  recordLanding,
  run,
  setRunState,
  type AuthorityDatabase,
} from '@vigil/database';
import type { Coverage, SourceMapping } from '@vigil/extracts';
import type { StageHandler, StageJob } from '@vigil/queue';
import { createLogger, defaultGuards, type AuthorityConfig } from '@vigil/runtime';
import { FileRejected } from '../src/reading/file-rejected.ts';
import { publishHandler } from '../src/publish.ts';
import { validateHandler } from '../src/validate.ts';

export interface Delivered {
  readonly asAt: IsoDate;
  readonly text: string;
  readonly coverage: Coverage;
  readonly mapping: SourceMapping;
}

export interface Validator {
  readonly landing: LandingStore;
  readonly key: (purpose: string) => Buffer;
  readonly compares?: boolean;
  readonly largeFileBytes?: number;
}

const list = 'section_47_enquiries';

/**
 * Lands, validates and publishes one file, its stages worked on here and now.
 *
 * @param aggregate works on the stage after that
 */
export async function deliver(
  database: AuthorityDatabase,
  validator: Validator,
  source: string,
  delivered: Delivered & {
    readonly bytes: () => Readable;
    /** What happens between its validation and its publication. */
    readonly meanwhile?: () => Promise<void>;
  },
  aggregate?: StageHandler<'aggregate'>,
): Promise<void> {
  const landed = await validator.landing.put(delivered.bytes());
  const current = await database.transaction(async (tx) => {
    const slot = await openManualSlot(tx, { source, location: null, asAt: null, requestedBy: 'test' });
    const fingerprint = randomUUID();
    const [found] = await tx.orm
      .insert(delivery)
      .values({ authority: tx.authority, source, asAt: delivered.asAt, location: 'here', fingerprint })
      .returning();
    const [started] = await tx.orm
      .insert(run)
      .values({ authority: tx.authority, source, slot, delivery: found!.id, asAt: delivered.asAt })
      .returning();
    await setRunState(tx, started!.id, 'running');
    await recordLanding(tx, {
      delivery: found!.id,
      content: landed.sha256,
      files: [
        {
          ...landed,
          name: `${list}.csv`,
          list,
          sheet: null,
          claimedRows: null,
          coverage: delivered.coverage,
          state: 'landed',
        },
      ],
    });
    const [file] = await filesOf(tx, found!.id);
    return { run: started!.id, slot, file: file!.id };
  });

  const config = { authorities: [configOf(database.authority, source, delivered.mapping)] };
  const { landing, key, compares = true, largeFileBytes = Infinity } = validator;
  const deps = { landing, key, indicatorId: () => null, compares, largeFileBytes };
  const job = <Name extends 'validate' | 'publish' | 'aggregate'>(
    name: Name,
    payload: StageJob<Name>['payload'],
  ): StageJob<Name> => ({
    name,
    authority: database.authority,
    slot: current.slot,
    payload,
    fence: 1,
    attempt: 1,
    database,
    log: createLogger({ service: 'test', level: 'silent' }),
    step: (work) => database.transaction(work),
    finish: async (effect) => {
      await database.transaction(async (tx) => {
        await effect(tx);
      });
    },
    postpone: async (_, effect) => {
      postponed = true;
      await database.transaction(effect);
    },
  });
  let postponed = false;
  const validate = () => validateHandler(config, deps)(job('validate', { run: current.run, file: current.file }));
  try {
    await validate();
  } catch (error) {
    if (error instanceof FileRejected || (error as Error).name === 'StageFailure') return;
    throw error;
  }
  await delivered.meanwhile?.();
  await publishHandler(config)(job('publish', { run: current.run }));
  if (postponed) {
    await validate();
    await publishHandler(config)(job('publish', { run: current.run }));
  }
  await aggregate?.(job('aggregate', { run: current.run }));
}

function configOf(code: string, source: string, mapping: SourceMapping): AuthorityConfig {
  const guards = { ...defaultGuards, fewest: 1_000_000 };
  return { code, sources: [{ id: source, mapping, guards }] } as unknown as AuthorityConfig;
}
