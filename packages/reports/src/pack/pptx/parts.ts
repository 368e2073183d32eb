/** What pptxgenjs cannot be told, and is put into the file that it writes. */
export interface Parts {
  /** By the name of the part: the PNG behind an SVG. */
  readonly pictures: Map<string, Uint8Array>;
  /** By slide and place on it ('7-2'): what a table says before its cells are read out. */
  readonly tables: Map<string, string>;
  /** By the colour that stands for it: a picture that fills a cell, as SVG. */
  readonly fills: Map<string, string>;
}

export function noParts(): Parts {
  return { pictures: new Map(), tables: new Map(), fills: new Map() };
}
