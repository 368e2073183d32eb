/** How small charts stand beside each other, and how large each is drawn. */
export interface Grid {
  readonly across: number;
  /** In CSS pixels; the page shows it at the width of a column. */
  readonly size: { readonly width: number; readonly height: number };
}

/** What a page of A4 has for charts, in CSS pixels at two thirds of their size: their type comes out at 7.5 pt and more. */
const room = { width: 1500, height: 760 };
const gutter = { width: 34, height: 64 };
const leastHeight = 200;

/**
 * Never so many beside each other that they would be less than 320 pixels wide: such charts carry their headings
 * themselves. None is higher than five sevenths of its width.
 */
export function gridOf(charts: number): Grid {
  const across = charts <= 2 ? charts : charts <= 6 ? 3 : 4;
  const down = Math.ceil(charts / across);
  const width = (room.width - (across - 1) * gutter.width) / across;
  const height = Math.max(leastHeight, (room.height - down * gutter.height) / down);
  return { across, size: { width: Math.round(width), height: Math.round(Math.min(height, width / 1.4)) } };
}
