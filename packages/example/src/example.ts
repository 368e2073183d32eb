import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { councilOf } from './council.ts';
import { type ExampleDelivery, writeDelivery } from './delivery.ts';

export interface ExampleOptions {
  /** Where to write; made where it does not exist. What the example wrote there before is overwritten. */
  readonly directory: string;
  /** The same seed gives the same bytes. */
  readonly seed?: number;
}

export interface Example {
  readonly configPath: string;
  /** Oldest first. */
  readonly deliveries: readonly ExampleDelivery[];
}

/** The two nights of the demonstration: November just closed, then December, with November restated. */
export const exampleAsAtDates = ['2020-12-01', '2021-01-04'] as const;

const config = new URL('../data/vigil.yaml', import.meta.url);

/**
 * Writes an invented council under a directory: `vigil.yaml`, and `extracts/<as-at date>/` with a CSV file a list and a
 * manifest. No child, worker or address in it exists; its monthly figures are close to those of the December 2020 pack.
 */
export async function generateExample({ directory, seed = 2020 }: ExampleOptions): Promise<Example> {
  const council = councilOf(seed);
  const configPath = join(directory, 'vigil.yaml');
  await mkdir(directory, { recursive: true });
  await copyFile(config, configPath);
  const deliveries: ExampleDelivery[] = [];
  for (const asAt of exampleAsAtDates) {
    deliveries.push(await writeDelivery(council, asAt, join(directory, 'extracts')));
  }
  return { configPath, deliveries };
}
