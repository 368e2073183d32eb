import type { Pack, PackPage } from '@vigil/pack';
import { drawCharts } from './charts.ts';
import type { Drawing } from './drawing.ts';
import { fitted } from '../fitted.ts';
import { frame } from './frame.ts';
import { drawIndicator } from './indicator.ts';
import { drawLists } from './lists.ts';
import { colours, sizes } from './look.ts';
import { heightOf, paragraphsOf } from './paragraphs.ts';
import { placeholders } from './placeholders.ts';
import { drawTables } from './tables.ts';

/** One page on its slide: its title first, as outlines and screen readers want it, and the foot last. */
export async function drawPage(page: PackPage, pack: Pack, drawing: Drawing): Promise<void> {
  const title = paragraphsOf(page.heading, { size: sizes.title, bold: true });
  const { title: box } = frame;
  drawing.words(placeholders.title.name, box, title, {
    share: fitted(box.h, (share) => heightOf(title, box.w, share)),
    valign: 'middle',
  });
  if (page.kicker !== null) {
    const kicker = paragraphsOf(page.kicker, { size: sizes.body, colour: colours.soft });
    drawing.words(placeholders.kicker.name, frame.kicker, kicker, { valign: 'bottom' });
  }
  await drawBody(page, drawing);
  drawFoot(page, pack, drawing);
}

async function drawBody({ body }: PackPage, drawing: Drawing): Promise<void> {
  switch (body.kind) {
    case 'lists':
      return drawLists(body, drawing);
    case 'indicator':
      return drawIndicator(body, drawing);
    case 'tables':
      return drawTables(body, drawing);
    case 'charts':
      return drawCharts(body, drawing);
  }
}

function drawFoot({ stamp }: PackPage, { foot, pages }: Pack, drawing: Drawing): void {
  const look = { size: sizes.stamp, colour: colours.soft };
  const stamped = paragraphsOf(stamp, look);
  drawing.words(placeholders.stamp.name, frame.stamp, stamped, {
    share: fitted(frame.stamp.h, (share) => heightOf(stamped, frame.stamp.w, share)),
    valign: 'bottom',
  });
  drawing.words(placeholders.foot.name, frame.foot, paragraphsOf(foot, look), { valign: 'bottom' });
  const number = [
    {
      runs: [
        { ...look, text: String(drawing.number) },
        { ...look, text: ` / ${String(pages.length)}` },
      ],
    },
  ];
  drawing.words(placeholders.number.name, frame.number, number, { valign: 'bottom', align: 'right' });
}
