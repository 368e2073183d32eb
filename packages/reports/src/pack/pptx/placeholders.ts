import { type Box, frame } from './frame.ts';
import { colours, sizes } from './look.ts';

/** A place of the layout that a box of a slide takes by its name. */
export interface Placeholder {
  readonly name: string;
  /** As in the file (ISO/IEC 29500-1, 19.3.1.36). */
  readonly ph: string;
  readonly box: Box;
  /** In points. */
  readonly size: number;
  readonly colour: string;
  readonly bold?: boolean;
  readonly align?: 'l' | 'r';
  readonly anchor: 't' | 'ctr' | 'b';
}

const small = { size: sizes.stamp, colour: colours.soft, anchor: 'b' } as const;

/** The places of the one layout, in the order in which they are read. */
export const placeholders = {
  title: {
    name: 'Title',
    ph: 'type="title"',
    box: frame.title,
    size: sizes.title,
    colour: colours.ink,
    bold: true,
    anchor: 'ctr',
  },
  kicker: {
    name: 'Kicker',
    ph: 'type="body" sz="quarter" idx="10"',
    box: frame.kicker,
    size: sizes.body,
    colour: colours.soft,
    anchor: 'b',
  },
  introduction: {
    name: 'Introduction',
    ph: 'type="body" sz="quarter" idx="11"',
    box: frame.body,
    size: sizes.body,
    colour: colours.ink,
    anchor: 't',
  },
  stamp: { name: 'Stamp', ph: 'type="body" sz="quarter" idx="12"', box: frame.stamp, ...small },
  foot: { name: 'Foot', ph: 'type="ftr" sz="quarter" idx="13"', box: frame.foot, ...small },
  number: { name: 'Page number', ph: 'type="sldNum" sz="quarter" idx="14"', box: frame.number, ...small, align: 'r' },
} as const satisfies Record<string, Placeholder>;
