import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Whether a program is on the path of this machine. */
function isThere(program: string, ...args: readonly string[]): boolean {
  return spawnSync(program, args).error === undefined;
}

export const tools = {
  poppler: isThere('pdfinfo', '-v') && isThere('pdftotext', '-v') && isThere('pdffonts', '-v'),
  qpdf: isThere('qpdf', '--version'),
};

/** What stands behind the name of tests that are skipped for want of a tool. */
export const missing = {
  poppler: tools.poppler ? '' : ' (skipped: apt-get install poppler-utils)',
  qpdf: tools.qpdf ? '' : ' (skipped: apt-get install qpdf)',
};

/** A PDF as others read it. */
export interface Inspected {
  /** What a program prints of it; the file's name stands where `FILE` stands in the arguments. */
  readonly by: (program: string, ...args: readonly string[]) => Promise<string>;
  readonly end: () => Promise<void>;
}

export async function inspected(pdf: Uint8Array): Promise<Inspected> {
  const directory = await mkdtemp(join(tmpdir(), 'vigil-pdf-'));
  const file = join(directory, 'pack.pdf');
  await writeFile(file, pdf);
  return {
    async by(program, ...args) {
      const given = args.map((arg) => (arg === 'FILE' ? file : arg));
      return (await promisify(execFile)(program, given, { maxBuffer: 1e8 })).stdout;
    },
    end: () => rm(directory, { recursive: true, force: true }),
  };
}

/** Text without what setting it may change: spaces, ends of lines, divided words. */
export function bare(text: string): string {
  return text.normalize('NFC').replaceAll(/[\s\u00AD\u200B-]/gu, '');
}

/** A dictionary of a PDF as `qpdf --json` prints it. */
export type PdfObject = Readonly<Record<string, unknown>>;

/** Every dictionary of the file. */
export async function objectsOf({ by }: Inspected): Promise<readonly PdfObject[]> {
  const { qpdf } = JSON.parse(await by('qpdf', '--json=2', '--json-stream-data=none', 'FILE')) as {
    qpdf: readonly [unknown, Readonly<Record<string, { readonly value?: unknown }>>];
  };
  return Object.values(qpdf[1]).flatMap(({ value }) => (isDictionary(value) ? [value] : []));
}

function isDictionary(value: unknown): value is PdfObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text of it, where it is one. */
export function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.startsWith('u:') ? value.slice(2) : null;
}
