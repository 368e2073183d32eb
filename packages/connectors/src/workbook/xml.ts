import { TextDecoder } from 'node:util';
import { SaxesParser } from 'saxes';
import { UnreadableFile } from '../reading/unreadable-file.ts';

/** What comes of an XML part. Names are without the prefix that the part's own elements bear. */
export interface XmlHandler {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

const deepest = 100;
/** Characters without a tag's beginning or end: more is a text, comment or attribute that no workbook has. */
const longestStretch = 2 * 1024 * 1024;

/** Reads an XML part as it comes. Declares of types and entities are refused: no workbook has them. */
export class XmlReader {
  readonly #parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false });
  readonly #part: string;
  #decoder: TextDecoder | null = null;
  #depth = 0;
  #read = 0;
  #lastTagEnd = -1;

  constructor(part: string, handler: XmlHandler) {
    this.#part = part;
    const parser = this.#parser;
    let prefix: string | null = null;
    const named = (name: string): string => {
      prefix ??= name.slice(0, name.indexOf(':') + 1);
      return prefix !== '' && name.startsWith(prefix) ? name.slice(prefix.length) : name;
    };
    parser.on('opentag', ({ name, attributes }) => {
      this.#lastTagEnd = parser.position;
      this.#depth += 1;
      if (this.#depth > deepest) throw this.#damaged('is nested too deeply');
      handler.open(named(name), attributes);
    });
    parser.on('closetag', ({ name }) => {
      this.#lastTagEnd = parser.position;
      this.#depth -= 1;
      handler.close?.(named(name));
    });
    if (handler.text) {
      const text = handler.text.bind(handler);
      parser.on('text', text);
      parser.on('cdata', text);
    }
    parser.on('doctype', () => {
      throw this.#damaged('declares a document type, which no workbook does');
    });
    // The parser's own messages quote what it read.
    parser.on('error', () => {
      throw this.#damaged('is no well-formed XML');
    });
  }

  write(chunk: Buffer): void {
    this.writeText(this.decode(chunk));
  }

  /** The text of the part's next bytes. */
  decode(chunk: Buffer): string {
    this.#decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true });
    try {
      return this.#decoder.decode(chunk, { stream: true });
    } catch {
      throw this.#damaged('holds bytes that are no characters');
    }
  }

  writeText(text: string): void {
    this.#read += text.length;
    if (this.#read - this.#lastTagEnd > longestStretch) {
      throw this.#damaged('holds more text in one place than any cell can');
    }
    this.#parser.write(text);
  }

  /** Whether what was read so far ends with a tag. */
  get isAtTagEnd(): boolean {
    return this.#lastTagEnd === this.#read;
  }

  end(): void {
    this.#parser.close();
  }

  #damaged(what: string): UnreadableFile {
    return new UnreadableFile(`The workbook is damaged: ${this.#part} ${what}. Save it again and send it again.`);
  }
}

export async function readXml(part: string, chunks: AsyncIterable<Buffer>, handler: XmlHandler): Promise<void> {
  const reader = new XmlReader(part, handler);
  for await (const chunk of chunks) reader.write(chunk);
  reader.end();
}

function encodingOf(beginning: Buffer): string {
  if (beginning[0] === 0xff && beginning[1] === 0xfe) return 'utf-16le';
  return beginning[0] === 0xfe && beginning[1] === 0xff ? 'utf-16be' : 'utf-8';
}
