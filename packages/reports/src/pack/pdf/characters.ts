/**
 * The characters that a typeface has a glyph for: its `cmap` table in format 12 (OpenType 1.9, cmap), which is a list of
 * ranges. A PDF/UA may hold no character without a glyph, and a machine's own fonts are not to fill in.
 *
 * @param font the bytes of a TrueType file
 * @throws where the file has no such table
 */
export function charactersOf(font: Uint8Array): ReadonlySet<number> {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength);
  const cmap = tableAt(view, 'cmap');
  const subtables = Array.from(
    { length: view.getUint16(cmap + 2) },
    (_, at) => cmap + view.getUint32(cmap + 8 + 8 * at),
  );
  const ranges = subtables.find((at) => view.getUint16(at) === 12);
  if (ranges === undefined)
    throw new Error('The typeface has no cmap in format 12; expected Source Sans 3 as shipped.');
  const found = new Set<number>();
  for (let at = 0; at < view.getUint32(ranges + 12); at += 1) {
    const [first, last] = [view.getUint32(ranges + 16 + 12 * at), view.getUint32(ranges + 20 + 12 * at)];
    for (let character = first; character <= last; character += 1) found.add(character);
  }
  return found;
}

function tableAt(view: DataView, tag: string): number {
  for (let at = 12; at < 12 + 16 * view.getUint16(4); at += 16) {
    const name = String.fromCharCode(...[0, 1, 2, 3].map((index) => view.getUint8(at + index)));
    if (name === tag) return view.getUint32(at + 8);
  }
  throw new Error(`The typeface has no table ${tag}; expected a TrueType file.`);
}
