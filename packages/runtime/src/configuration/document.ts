import { readFile } from 'node:fs/promises';
import {
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Document,
  type Node,
  type YAMLParseError,
} from 'yaml';
import { systemReason } from '../system-error.ts';
import { ConfigurationError } from './problems.ts';

/** A YAML file, and where in it each value stands. */
export interface YamlFile {
  /** As messages call it. */
  readonly name: string;
  readonly content: unknown;
  /** The line (1-based) of what stands at a path, or of the nearest thing around it; null where that is the file. */
  lineOf(path: readonly PropertyKey[]): number | null;
}

/** @throws ConfigurationError when it cannot be read, is not UTF-8, or is not YAML */
export async function readYaml(path: string, name: string): Promise<YamlFile> {
  const text = await readText(path, name);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  if (document.errors.length > 0) {
    throw new ConfigurationError(document.errors.map((error) => `${name} is not YAML: ${reasonOf(error)}`));
  }
  return { name, content: toJs(document, name), lineOf: (place) => lineOf(document, lines, place) };
}

async function readText(path: string, name: string): Promise<string> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    throw new ConfigurationError([
      `${name} cannot be read (${systemReason(error)}); VIGIL_CONFIG names a vigil.yaml, or a directory of them`,
    ]);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new ConfigurationError([`${name} is not UTF-8 text; save it as UTF-8`]);
  }
}

function toJs(document: Document, name: string): unknown {
  try {
    return document.toJS();
  } catch (error) {
    throw new ConfigurationError([`${name} is not YAML that Vigil reads: ${firstLine((error as Error).message)}`]);
  }
}

function lineOf(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number | null {
  let node: unknown = document.contents;
  let offset: number | null = null;
  for (const key of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key));
      if (pair === undefined) break;
      offset = offsetOf(pair.key) ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(key)];
      offset = offsetOf(node) ?? offset;
    } else break;
  }
  return offset === null ? null : lines.linePos(offset).line;
}

function offsetOf(node: unknown): number | null {
  return (node as Node | null | undefined)?.range?.[0] ?? null;
}

function reasonOf({ code, message }: YAMLParseError): string {
  // What comes of a Windows path that was pasted between double quotes.
  const advice =
    code === 'BAD_DQ_ESCAPE' ? '; between double quotes \\ is written twice, single quotes keep it as it is' : '';
  return `${firstLine(message)}${advice}`;
}

/** The parser adds a drawing of the place below its sentence. */
function firstLine(message: string): string {
  return message.split('\n')[0]!.replace(/:$/, '');
}
