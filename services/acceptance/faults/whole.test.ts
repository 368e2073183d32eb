import { vi } from 'vitest';
import { tryFaults } from './fault.ts';
import { faults } from './table.ts';

/** `pnpm test:faults`: every fault, everywhere it can strike. */
vi.setConfig({ testTimeout: 4 * 3_600_000, hookTimeout: 600_000, maxConcurrency: 1 });

tryFaults(faults, 'whole');
