import type { Layer } from './picture.ts';
import { linesOf, widthOf, words } from './type.ts';

/** The room for it, the same in all charts, so that their plots are too. */
export const headingHeight = 28;

/** Of a small chart: what it is of, and beside that its last value, since it has no labels at its side. */
export const heading: Layer = ({ chart, frame: { width, sizes }, palette }) => {
  const last = chart.points.at(-1);
  const value = last && last.value !== null ? last.label : '';
  const look = { fill: palette.ink, bold: true };
  const room = width - 16 - widthOf(value, sizes.value);
  const lines = linesOf(chart.heading, { width: room, lines: 2, size: sizes.month });
  return [
    ...lines.map((line, index) =>
      words(line, {
        ...look,
        x: 4,
        y: headingHeight / 2 + (index - (lines.length - 1) / 2) * 1.1 * sizes.month,
        size: sizes.month,
      }),
    ),
    words(value, { ...look, x: width - 4, y: headingHeight / 2, anchor: 'end', size: sizes.value }),
  ];
};
