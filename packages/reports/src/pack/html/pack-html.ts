import type { Pack } from '@vigil/pack';

/**
 * The pack as one HTML file that asks for nothing else: a section a page, with the ids of its pages, to be read on any
 * screen, by ear, by keyboard and on A4. It holds no script, and its policy lets none run. The same pack is the same
 * bytes.
 */
export async function packHtml(pack: Pack): Promise<string> {
  const { document } = await import('./document.ts');
  return document(pack);
}
