/** In CSS pixels; of points and marks the area. */
export interface Sizes {
  readonly text: number;
  readonly month: number;
  readonly value: number;
  /** From one line of text to the next. */
  readonly line: number;
  readonly point: number;
  readonly mark: number;
  readonly pen: number;
}

const usual: Sizes = { text: 15, month: 14, value: 20, line: 18, point: 64, mark: 130, pen: 2.5 };
const small: Sizes = { text: 11, month: 12, value: 15, line: 14, point: 32, mark: 70, pen: 2 };

/** Whether it is one of several that are read beside each other. */
export function isSmall(width: number): boolean {
  return width < 320;
}

export function sizesFor(width: number): Sizes {
  return isSmall(width) ? small : usual;
}
