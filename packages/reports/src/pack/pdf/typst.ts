import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NodeCompiler, NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler';
import { typefaceFiles } from './typeface.ts';

/** Beside the sources and beside `dist` alike. */
const templates = fileURLToPath(new URL('../../../templates/pack/', import.meta.url));

/** What the template of a pack has been given, and is set anew with. */
export interface Typesetter {
  /** @param data what the template reads as `data.json` */
  readonly set: (data: string) => Typeset;
}

/** Pages as they are set. */
export interface Typeset {
  /** The values of all `metadata` with that label. */
  readonly told: (label: string) => readonly unknown[];
  /** As PDF/UA-1, the same bytes for the same data. @param made the date in its properties */
  readonly pdf: (made: Date) => Uint8Array;
}

/**
 * Typst with the templates of `templates/pack/` and the pack's typeface. What is set a second time costs what has changed.
 * It is set in the thread that asks.
 *
 * @throws what Typst says where it cannot be set, or would break PDF/UA: a picture without words, a skipped heading
 */
export async function withTypst<Result>(work: (typst: Typesetter) => Result): Promise<Result> {
  const [{ NodeCompiler: Compiler }, mainFileContent] = await Promise.all([
    import('@myriaddreamin/typst-ts-node-compiler'),
    readFile(join(templates, 'pack.typ'), 'utf8'),
  ]);
  // Files come before the fonts of the machine, which Typst looks through as well.
  const compiler = Compiler.create({ workspace: templates, fontArgs: [{ fontPaths: [...typefaceFiles()] }] });
  try {
    return work({
      set(data) {
        compiler.mapShadow(join(templates, 'data.json'), Buffer.from(data));
        return typeset(compiler, compiled(compiler, mainFileContent));
      },
    });
  } finally {
    // What is kept of one pack helps no other.
    compiler.evictCache(0);
  }
}

function compiled(compiler: NodeCompiler, mainFileContent: string): NodeTypstDocument {
  const outcome = compiler.compile({ mainFileContent });
  if (outcome.result !== null) return outcome.result;
  const found = outcome.takeDiagnostics();
  throw cannot(found === null ? 'no reason is given' : JSON.stringify(compiler.fetchDiagnostics(found)));
}

function typeset(compiler: NodeCompiler, document: NodeTypstDocument): Typeset {
  return {
    told: (label) => compiler.query(document, { selector: `<${label}>`, field: 'value' }) as unknown[],
    pdf(made) {
      try {
        return compiler.pdf(document, { pdfStandard: 'ua-1', creationTimestamp: made.getTime() / 1000 });
      } catch (error) {
        // What Typst found stands in the code of its errors.
        throw cannot(error instanceof Error && 'code' in error ? String(error.code) : String(error));
      }
    },
  };
}

function cannot(why: string): Error {
  return new Error(`The pack cannot be set as a PDF: ${why}`);
}
