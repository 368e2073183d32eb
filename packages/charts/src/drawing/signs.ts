import type { Mark } from '../mark.ts';
import { type Markup, element } from './markup.ts';
import type { Palette } from './palette.ts';

/** What is drawn on a square of 48 by 48. A concern is a full disc, the others are rings: greys tell them apart. */
export function signOf(mark: Mark, { rag, spc, ground }: Palette): readonly Markup[] {
  switch (mark) {
    case 'green':
      return [element('circle', { cx: 24, cy: 24, r: 19, fill: rag.green })];
    case 'amber':
      return [element('path', { d: 'M24 4L46 43H2Z', fill: rag.amber })];
    case 'red':
      return [element('path', { d: 'M24 1L47 24L24 47L1 24Z', fill: rag.red })];
    case 'grey':
      return [element('rect', { x: 5, y: 18, width: 38, height: 12, rx: 2, fill: rag.grey })];
    case 'common-cause':
      return onRing(spc.common, ground, [
        stroke('M9 27L19 18L29 29L39 20', spc.common, 2.5),
        ...dots(wave, spc.common),
      ]);
    case 'improvement-high':
    case 'improvement-low': {
      const [letter, ends] = mark === 'improvement-high' ? (['H', rising] as const) : (['L', falling] as const);
      return onRing(spc.improvement, ground, [
        stroke(letters[letter], spc.improvement, 4.5),
        ...dots(ends, spc.improvement),
      ]);
    }
    case 'concern-high':
    case 'concern-low': {
      const [letter, ends] = mark === 'concern-high' ? (['H', rising] as const) : (['L', falling] as const);
      return onDisc(spc.concern, [stroke(letters[letter], ground, 4.5), ...dots(ends, ground)]);
    }
    case 'neutral-high':
      return onRing(spc.neutral, ground, [element('path', { d: arrow, fill: spc.neutral })]);
    case 'neutral-low':
      return onRing(spc.neutral, ground, [
        element('path', { d: arrow, fill: spc.neutral, transform: 'matrix(1 0 0 -1 0 48)' }),
      ]);
    case 'pass':
      return onRing(spc.improvement, ground, [
        stroke(letters.P, spc.improvement, 4.5),
        stroke(process(30), spc.improvement, 2.5),
        line(37, spc.improvement),
      ]);
    case 'fail':
      return onDisc(spc.concern, [stroke(letters.F, ground, 4.5), line(29, ground), stroke(process(36), ground, 2.5)]);
    case 'hit-and-miss':
      return onRing(spc.common, ground, [
        ...questionMark(spc.common),
        line(33.5, spc.common),
        stroke('M9 38C14 24 19 26 24 33.5S33 42 39 29', spc.common, 2.5),
      ]);
  }
}

type Place = readonly [x: number, y: number];

const wave: readonly Place[] = [
  [9, 27],
  [19, 18],
  [29, 29],
  [39, 20],
];
const rising: readonly Place[] = [
  [14.5, 36],
  [24, 36],
  [33.5, 30.5],
];
const falling: readonly Place[] = [
  [14.5, 30.5],
  [24, 30.5],
  [33.5, 36],
];

/** Strokes in the upper half, so that no font is asked for. */
const letters = {
  H: 'M18.5 8.5V25M29.5 8.5V25M18.5 16.5H29.5',
  L: 'M19.5 8.5V22.8H30',
  P: 'M19.5 25V10.6H24.5A4.4 4.4 0 0 1 24.5 19.4H19.5',
  F: 'M19.5 25V10.6H29.5M19.5 17.4H28',
};

/** Upwards to the right. */
const arrow = 'M12.5 31L25 18.5L20 13.5L36 12L34.5 28L29.5 23L17 35.5Z';

function questionMark(colour: string): readonly Markup[] {
  return [
    stroke('M19.6 12.6A4.6 4.6 0 1 1 26.6 16.6Q24.2 17.9 24.2 20.6', colour, 4),
    element('circle', { cx: 24.2, cy: 25.2, r: 2.4, fill: colour }),
  ];
}

function onRing(colour: string, ground: string, drawn: readonly Markup[]): readonly Markup[] {
  return [element('circle', { cx: 24, cy: 24, r: 21.5, fill: ground, stroke: colour, 'stroke-width': 4 }), ...drawn];
}

function onDisc(colour: string, drawn: readonly Markup[]): readonly Markup[] {
  return [element('circle', { cx: 24, cy: 24, r: 23.5, fill: colour }), ...drawn];
}

function stroke(d: string, colour: string, width: number): Markup {
  return element('path', { d, fill: 'none', stroke: colour, 'stroke-width': width, 'stroke-linejoin': 'round' });
}

/** The values, around a height. */
function process(y: number): string {
  return `M9 ${String(y + 1)}C14 ${String(y - 5)} 18 ${String(y - 5)} 22 ${String(y)}S30 ${String(y + 5)} 39 ${String(y - 2)}`;
}

/** The target. */
function line(y: number, colour: string): Markup {
  return element('path', {
    d: `M8 ${String(y)}H40`,
    fill: 'none',
    stroke: colour,
    'stroke-width': 2.5,
    'stroke-dasharray': '5 3',
  });
}

function dots(places: readonly Place[], colour: string): readonly Markup[] {
  return places.map(([cx, cy]) => element('circle', { cx, cy, r: 3.2, fill: colour }));
}
