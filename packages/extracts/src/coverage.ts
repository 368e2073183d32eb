import { isIsoDate } from '@vigil/calendar';
import { z } from 'zod';
import type { Coverage } from './contract.ts';

const day = z.string().refine(isIsoDate, 'expected a day as YYYY-MM-DD');

const months = z
  .string()
  .regex(/^[1-9]\d{0,2} months?$/, 'expected a number of months, as in "6 months"')
  .transform((text) => Number.parseInt(text, 10));

/**
 * Coverage as manifests and vigil.yaml write it: `full`, `{rolling: "6 months"}`, or `{from, to}`.
 * Source: reference/extracts.md, "Delivery".
 */
export const coverageSchema = z.union(
  [
    z.literal('full').transform((): Coverage => ({ kind: 'full' })),
    z.strictObject({ rolling: months }).transform(({ rolling }): Coverage => ({ kind: 'rolling', months: rolling })),
    z
      .strictObject({ from: day, to: day })
      .refine(({ from, to }) => from <= to, 'expected `from` not to be later than `to`')
      .transform(({ from, to }): Coverage => ({ kind: 'window', from, to })),
  ],
  { error: 'expected full, {rolling: "6 months"}, or {from: YYYY-MM-DD, to: YYYY-MM-DD} with from not later than to' },
);
