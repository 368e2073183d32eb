import type { Limits, Rag } from '@vigil/indicators';

/**
 * A sign that stands beside a figure: its colour, and the icons for variation and assurance of NHS England's Making Data
 * Count. Each has a shape of its own, so that none is told by colour alone.
 */
export type Mark = Rag | NonNullable<Limits['variation']> | NonNullable<Limits['assurance']>;
