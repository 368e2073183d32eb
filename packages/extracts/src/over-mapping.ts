import { normaliseHeader, type SourceMapping } from './headers.ts';

/** One mapping laid over another: what both name, the upper one says. */
export function overMapping(lower: SourceMapping | undefined, upper: SourceMapping | null): SourceMapping | undefined {
  if (lower === undefined || upper === null) return upper ?? lower;
  const codes: Record<string, Readonly<Record<string, string>>> = { ...lower.codes };
  for (const [column, values] of Object.entries(upper.codes)) {
    const same = Object.keys(codes).find((key) => normaliseHeader(key) === normaliseHeader(column)) ?? column;
    codes[same] = { ...codes[same], ...values };
  }
  return { headers: { ...without(lower.headers, upper.headers), ...upper.headers }, codes };
}

/** Headers that are the same but for capitals and white space are one. */
function without(headers: SourceMapping['headers'], others: SourceMapping['headers']): SourceMapping['headers'] {
  const named = new Set(Object.keys(others).map(normaliseHeader));
  return Object.fromEntries(Object.entries(headers).filter(([header]) => !named.has(normaliseHeader(header))));
}
