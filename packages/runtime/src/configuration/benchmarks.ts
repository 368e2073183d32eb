import { timeZoneOfEngland } from '@vigil/calendar';
import { z } from 'zod';
import { fileConnector } from './connectors.ts';
import { cron, timeZone } from './values.ts';

const neighboursShape =
  'expected the year of an edition of the neighbour model, such as "2025", or a list of authorities\' codes, such as ["331", "831"]';

/** YAML reads years and codes as numbers where they stand without quotes. */
const neighbours = z.unknown().transform((value, context): string | readonly string[] | null => {
  if (value === null) return null;
  if (typeof value === 'string' || typeof value === 'number') {
    if (/^20\d\d$/.test(String(value))) return String(value);
  } else if (Array.isArray(value)) {
    const codes = value.map(String);
    if (codes.length > 0 && new Set(codes).size === codes.length && codes.every((code) => /^\d{3}$/.test(code))) {
      return codes;
    }
  }
  context.addIssue({ code: 'custom', message: neighboursShape, input: value });
  return z.NEVER;
});

/** Where published statistics lie, and beside which authorities the own one stands. */
export const benchmarks = z.strictObject({
  connector: fileConnector,
  schedule: cron.nullable().default(null),
  timeZone: timeZone.default(timeZoneOfEngland),
  neighbours: neighbours.prefault(null),
});
