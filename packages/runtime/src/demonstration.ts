import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const markerName = 'demonstration.json';

/**
 * Marks a data directory as the demonstration's: only such a one does without VIGIL_CONFIG, uses the configuration
 * named here and keeps its own secret. Written before the servers are started.
 */
export async function markDemonstration(dataDirectory: string, configPath: string): Promise<void> {
  await writeFile(join(dataDirectory, markerName), `${JSON.stringify({ configPath })}\n`);
}

/** The demonstration's configuration, or null where the data directory is none. */
export async function demonstrationConfig(dataDirectory: string): Promise<string | null> {
  let text: string;
  try {
    text = await readFile(join(dataDirectory, markerName), 'utf8');
  } catch {
    return null;
  }
  return (JSON.parse(text) as { configPath: string }).configPath;
}

export async function isDemonstration(dataDirectory: string): Promise<boolean> {
  return (await demonstrationConfig(dataDirectory)) !== null;
}
