import { standingFiles, type StandingFile, type Transaction } from '@vigil/database';
import { idMeant } from './named.ts';
import type { CommonOptions } from './options.ts';

/** Which part of the quarantine is meant; the same for all its commands. */
export interface QuarantineOptions extends CommonOptions {
  readonly run?: string;
  readonly list?: string;
  readonly rule?: string;
}

/** The standing files that are meant and have rows in quarantine. */
export async function filesMeant(tx: Transaction, options: QuarantineOptions): Promise<readonly StandingFile[]> {
  const files = await standingFiles(tx, {
    ...(options.run !== undefined && { run: await idMeant(tx, 'run', options.run) }),
    ...(options.list !== undefined && { list: options.list }),
  });
  return files.filter(({ file }) => file.quarantined > 0);
}
