import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { tryFaults } from '../faults/fault.ts';
import { asAt } from '../faults/night.ts';
import { faults } from '../faults/table.ts';
import { smallConfig, writeSmallDelivery } from './small-delivery.ts';
import { newVigil } from './vigil.ts';

/** Waiting is part of what is tested here: for mail to be tried again, for a lost job to be missed. */
vi.setConfig({ testTimeout: 180_000, maxConcurrency: 3 });

tryFaults(faults, 'short');

describe('a file that cannot be opened', () => {
  it.skipIf(process.getuid?.() === 0)('is named, and is read once it can be', async () => {
    const vigil = await newVigil({ config: smallConfig('./extracts') });
    const folder = await writeSmallDelivery(join(vigil.directory, 'extracts'), asAt);
    const file = join(folder, 'contacts.csv');
    await chmod(file, 0);
    const night = await vigil.vigil('run');
    expect(night.code).toBe(1);
    expect(night.err).toContain('contacts.csv');
    await chmod(file, 0o600);
    expect(await vigil.vigil('run')).toMatchObject({ code: 0 });
    await vigil.dispose();
  });
});
