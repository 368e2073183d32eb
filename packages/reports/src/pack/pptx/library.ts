import type { default as Declared } from 'pptxgenjs';

/** pptxgenjs declares itself as CommonJS and is a module: its types have one `default` more than it has. */
type Library = typeof Declared.default;

export type Presentation = InstanceType<Library>;
export type Slide = Declared.default.Slide;
export type TextRun = Declared.default.TextProps;
export type TableRow = Declared.default.TableRow;
export type TableCell = Declared.default.TableCell;

/** A presentation without slides. Loaded when it is needed: every other command starts without it. */
export async function newPresentation(): Promise<Presentation> {
  const { default: Library } = (await import('pptxgenjs')) as unknown as { default: Library };
  return new Library();
}
