import type { Theme } from './chart.ts';
import { element, textOf } from './drawing/markup.ts';
import { palettes } from './drawing/palette.ts';
import { signOf } from './drawing/signs.ts';
import type { Mark } from './mark.ts';

export interface MarkOptions {
  /** Its width and height in CSS pixels: 16 when not given. */
  readonly size?: number;
  readonly theme?: Theme;
  /** What it says to those who cannot see it, where words of its own fit better than the name of the mark. */
  readonly title?: string;
}

/** The sign as an SVG document of shapes alone, so that it asks for no font; the same bytes for the same input. */
export function markSvg(mark: Mark, { size = 16, theme = 'print', title = markNames[mark] }: MarkOptions = {}): string {
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width: size,
      height: size,
      viewBox: '0 0 48 48',
      role: 'img',
      'aria-label': title,
    },
    element('title', {}, textOf(title)),
    ...signOf(mark, palettes[theme]),
  );
}

const markNames: Readonly<Record<Mark, string>> = {
  green: 'Green',
  amber: 'Amber',
  red: 'Red',
  grey: 'Grey: not rated',
  'common-cause': 'Common cause',
  'improvement-high': 'Improvement, high',
  'improvement-low': 'Improvement, low',
  'concern-high': 'Concern, high',
  'concern-low': 'Concern, low',
  'neutral-high': 'Special cause, high',
  'neutral-low': 'Special cause, low',
  pass: 'Target met whatever the month',
  fail: 'Target missed whatever the month',
  'hit-and-miss': 'Target hit and missed',
};
