import { beyondChance, marksOf } from '../beyond-chance.ts';
import type { SeriesChart } from '../chart.ts';
import { breakMark, type Look, marker, swatch } from './markers.ts';
import type { Markup } from './markup.ts';
import type { Palette } from './palette.ts';
import type { Layer } from './picture.ts';
import { lineHeight, widthOf, words } from './type.ts';

/** A sign and what it means. */
interface Note {
  readonly text: string;
  readonly sign: Look | 'band' | 'break';
}

/** What no label beside it can say: the shapes that occur, the band, and why the line is broken. */
function notesOf({ points, limits }: SeriesChart): readonly Note[] {
  const drawn = points.filter(({ value }) => value !== null);
  const open: Note = { text: 'provisional', sign: { provisional: true } };
  return [
    ...(drawn.some(({ provisional }) => provisional) ? [open] : []),
    ...marksOf(drawn).map((marked): Note => ({ text: beyondChance[marked], sign: { marked, provisional: false } })),
    ...(limits ? [{ text: limits.label, sign: 'band' } as const] : []),
    ...points.flatMap(({ begins }) => (begins === undefined ? [] : [{ text: begins, sign: 'break' } as const])),
  ];
}

interface PlacedNote extends Note {
  readonly x: number;
  readonly line: number;
}

const signWidth = 20;
const gap = 18;

/** In lines of this width. */
function placed(chart: SeriesChart, width: number): readonly PlacedNote[] {
  let [x, line] = [0, 0];
  return notesOf(chart).map((note) => {
    const own = signWidth + widthOf(note.text);
    if (x > 0 && x + own > width) [x, line] = [0, line + 1];
    const at = { ...note, x, line };
    x += own + gap;
    return at;
  });
}

/** The room at the foot of a picture of this width. */
export function notesHeight(chart: SeriesChart, width: number): number {
  const last = placed(chart, width).at(-1);
  return last === undefined ? 0 : (last.line + 1) * lineHeight + 4;
}

export const notes: Layer = ({ chart, frame: { width, height }, palette }) =>
  placed(chart, width).flatMap(({ text, sign, x, line }) => {
    const y = height - notesHeight(chart, width) + (line + 0.5) * lineHeight;
    return [signOf(sign, { x: x + 8, y }, palette), words(text, { x: x + signWidth, y, fill: palette.soft })];
  });

function signOf(sign: Note['sign'], at: { x: number; y: number }, palette: Palette): Markup {
  if (sign === 'band') return swatch(at, palette);
  return sign === 'break' ? breakMark(at.x, at.y - 8, at.y + 8, palette) : marker('sign', sign, at, palette);
}
