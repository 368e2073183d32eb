const offset = 0xcbf29ce484222325n;
const prime = 0x100000001b3n;
const encoder = new TextEncoder();

/**
 * Sixteen hexadecimal digits that tell one text from another (FNV-1a of 64 bits): a name for what a page shows, not a
 * seal on it. Pure, where `node:crypto` is not.
 */
export function digestOf(text: string): string {
  let hash = offset;
  for (const byte of encoder.encode(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * prime);
  return hash.toString(16).padStart(16, '0');
}
