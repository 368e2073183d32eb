import type { TablesBody } from '@vigil/pack';
import { fitted } from '../fitted.ts';
import type { Drawing } from './drawing.ts';
import { below } from './frame.ts';
import { drawIntroduction } from './introduction.ts';
import { drawTable, sizedTable } from './table.ts';

const gap = 0.2;

/** Tables under each other, all in type of one size. */
export function drawTables({ introduction, tables }: TablesBody, drawing: Drawing): void {
  let box = drawIntroduction(introduction, drawing);
  const gaps = gap * (tables.length - 1);
  const sizedAt = (share: number) => tables.map((table) => sizedTable(table, box.w, share));
  const share = fitted(box.h, (size) => sizedAt(size).reduce((sum, { height }) => sum + height, gaps * size));
  for (const sized of sizedAt(share)) {
    drawTable(drawing, box, sized);
    box = below(box, sized.height + gap * share);
  }
}
