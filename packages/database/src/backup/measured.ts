import { createHash } from 'node:crypto';
import type { Measure, Part } from './contents.ts';

const lineEnd = 0x0a;

/** A part whose bytes are counted as they go by; `measure` is right once they all have. */
export function measured(part: Part): { readonly part: Part; measure(): Measure } {
  const hash = createHash('sha256');
  let bytes = 0;
  let rows = 0;
  let sha256: string | undefined;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of part.bytes) {
      hash.update(chunk);
      bytes += chunk.length;
      // In COPY's text format a line end inside a value is written \n: each one ends a row.
      if (part.kind === 'table') rows += lineEnds(chunk);
      yield chunk;
    }
  }
  return {
    part: { ...part, bytes: counted() },
    measure: () => {
      sha256 ??= hash.digest('hex');
      return { kind: part.kind, name: part.name, bytes, sha256, rows };
    },
  };
}

function lineEnds(chunk: Uint8Array): number {
  let count = 0;
  for (let at = chunk.indexOf(lineEnd); at !== -1; at = chunk.indexOf(lineEnd, at + 1)) count += 1;
  return count;
}
