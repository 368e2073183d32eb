import { describe, expect, it } from 'vitest';
import { parsed } from '../test/parsed.ts';
import type { Mark } from './mark.ts';
import { markSvg } from './mark-svg.ts';
import { palettes } from './drawing/palette.ts';

const names: Readonly<Record<Mark, string>> = {
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
const marks = Object.keys(names) as Mark[];

/** Its shapes with every colour but the ground's made one. */
function inBlackAndWhite(mark: Mark): string {
  return markSvg(mark, { title: 'a mark' }).replaceAll(/#(?!ffffff)[0-9a-f]{6}/gu, 'black');
}

describe('a mark', () => {
  it.each(marks)('%s is named for who cannot see it', (mark) => {
    const [svg, title] = parsed(markSvg(mark));
    expect(svg!.attributes).toMatchObject({ role: 'img', 'aria-label': names[mark], viewBox: '0 0 48 48' });
    expect(title).toMatchObject({ name: 'title', content: names[mark] });
  });

  it('is told from every other without colour', () => {
    expect(new Set(marks.map(inBlackAndWhite)).size).toBe(marks.length);
  });

  it('asks for no font, and has no names that could meet others on a page', () => {
    const elements = marks.flatMap((mark) => parsed(markSvg(mark)));
    expect(elements.map(({ name }) => name)).not.toContain('text');
    expect(elements.filter(({ attributes }) => 'id' in attributes)).toEqual([]);
  });

  it('has the size, the colours and the name that are asked for', () => {
    const [svg, title, shape] = parsed(markSvg('red', { size: 11, theme: 'dark', title: 'Red: misses <84 %' }));
    expect(svg!.attributes).toMatchObject({ width: '11', height: '11' });
    expect(title!.content).toBe('Red: misses <84 %');
    expect(shape!.attributes['fill']).toBe(palettes.dark.rag.red);
  });
});
