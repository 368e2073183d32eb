import iconv from 'iconv-lite';
import { DamagedLanding, type Address } from './damaged-landing.ts';
import type { LandingStore } from './landing-store.ts';

const encodings = ['utf8', 'windows-1252', 'utf16-le', 'utf16-be'] as const;

/** What a zip begins with, as a workbook is one. */
const zip = Buffer.from([0x50, 0x4b, 0x03, 0x04]);

/**
 * Whether a landed file has a text in it, anywhere and in whatever encoding a delivered file may have. Its bytes are
 * looked through, so it is found as part of a longer one as well. A workbook is compressed, and is taken to have it;
 * so is what is damaged or gone.
 */
export async function landedHolds(landing: LandingStore, address: Address, text: string): Promise<boolean> {
  const written = [text, text.replaceAll('"', '""')];
  const needles = [
    ...new Set(written.flatMap((one) => encodings.map((name) => iconv.encode(one, name).toString('hex')))),
  ]
    .map((hex) => Buffer.from(hex, 'hex'))
    .filter((needle) => needle.length > 0);
  const longest = Math.max(...needles.map((needle) => needle.length));
  try {
    let window = Buffer.alloc(0);
    let first = true;
    for await (const chunk of (await landing.open(address)) as AsyncIterable<Buffer>) {
      if (first && chunk.subarray(0, zip.length).equals(zip)) return true;
      first = false;
      window = Buffer.concat([window, chunk]);
      if (needles.some((needle) => window.includes(needle))) return true;
      window = window.subarray(Math.max(0, window.length - longest + 1));
    }
    return false;
  } catch (error) {
    if (error instanceof DamagedLanding) return true;
    throw error;
  }
}
