import { type DraftPage, tablePages, wordsRow } from './draft.ts';
import { page, pieces, rowHeight, tableHeadHeight, textHeight } from './heights.ts';
import type { IndicatorBody, PackPage, PageLink, PrintedRemark } from './pack.ts';
import { furtherPage } from './page-ids.ts';
import { continued } from './paginate.ts';
import type { Shown } from './stamp.ts';

/** The chart and the notes under it on the left, panel and words on the right, in millimetres. */
const left = 157;
const right = 105;
const chartHeight = 87;
const gap = 4.5;
const twoLines = 9;
/** A page that is fuller by so much is shrunk by as little as nobody sees; better than a further page of one line. */
const tolerance = 1.08;

/**
 * An indicator's page. Vigil's own words give way to what people say of it, so that a response stands beside what it
 * answers: what is said of the benchmarks stands with the definition alone, and notes are set small. What is beyond the
 * room that its months leave all the same goes on to a further page as a table of words.
 *
 * @param aboutBenchmarks where the definition stands
 */
export function withRoomForWords(
  head: Pick<PackPage, 'id' | 'kicker' | 'heading'>,
  whole: IndicatorBody,
  { shows, aboutBenchmarks }: { readonly shows: readonly Shown[]; readonly aboutBenchmarks: PageLink },
): readonly DraftPage[] {
  const upper = upperHeight(whole);
  const isFull = remarksFitting(whole.remarks, upper - besideHeight(whole)).further.length > 0;
  const givesWay = isFull && whole.benchmarkNotes.length > 0;
  const body = givesWay ? { ...whole, benchmarkNotes: [], benchmarkLink: aboutBenchmarks } : whole;
  const underChart = body.chart === null ? upper / 2 : upper - chartHeight;
  // Notes for which the chart leaves no room may still have some beside it.
  const besides = ({ further }: Divided<string>) => {
    const more = further.length === 0 ? [] : [{ ...plain, title: 'Also to be known', text: further.join(' ') }];
    return remarksFitting([...body.remarks, ...more], upper - besideHeight(body));
  };
  const asList = notesAsList(body.notes, underChart);
  const notesRunOn = asList.further.length > 0 && besides(asList).further.length > 0;
  const notes = notesRunOn ? notesRunningOn(body.notes, underChart) : asList;
  const remarks = besides(notes);
  const first = { ...head, shows, body: { ...body, remarks: remarks.here, notes: notes.here, notesRunOn } };
  if (remarks.further.length === 0) return [first];
  const rows = remarks.further.map(({ title, text, whose, note }) => ({
    ...wordsRow([title, text, [whose, note].filter((words) => words !== null).join('. ')]),
    shows,
  }));
  const table = {
    caption: 'What is said of it besides',
    columns: [
      { title: 'Words', width: 2, align: 'left' },
      { title: 'What is said', width: 9, align: 'left' },
      { title: 'Whose they are', width: 3, align: 'left' },
    ],
    rows,
  } as const;
  return [first, ...tablePages({ ...head, id: furtherPage(head.id, 2), heading: continued(head.heading) }, [table])];
}

const plain = { whose: null, note: null };

/** What meaning and months leave above the months. */
function upperHeight({ meaning, months }: IndicatorBody): number {
  const table = months.rows.reduce((sum, row) => sum + rowHeight(row, months.columns), tableHeadHeight(months.columns));
  return tolerance * page.height - textHeight(meaning, 0.82 * page.width, 'body') - gap - table;
}

/** The month at a glance, and the benchmarks under it. */
function besideHeight({ now, benchmarks, benchmarkNotes, benchmarkLink }: IndicatorBody): number {
  const panel = 17 + textHeight(now.words, right - 16, 'body') + 5.5 * now.icons.length;
  const fine = benchmarkLink === null ? benchmarkNotes : [...benchmarkNotes, `${benchmarkLink.text}, page 000`];
  const notes = fine.reduce((sum, note) => sum + textHeight(note, right, 'small') + 1, 0);
  return panel + gap + 4.7 * (benchmarks.length + 1) + notes + gap;
}

interface Divided<T> {
  readonly here: readonly T[];
  readonly further: readonly T[];
}

function remarksFitting(remarks: readonly PrintedRemark[], room: number): Divided<PrintedRemark> {
  const here: PrintedRemark[] = [];
  const further: PrintedRemark[] = [];
  let free = room;
  for (const remark of remarks) {
    const own = free - frameOf(remark);
    // Once something goes on to the next page, all after it does: words are read in their order.
    const first = further.length > 0 ? 0 : wholeOrNot(remark.text, own);
    const [begins = '', ...rest] = pieces(remark.text, { width: right, type: 'body', first, further: page.height / 3 });
    if (begins !== '') here.push(rest.length === 0 ? remark : { ...remark, text: `${begins} (goes on)` });
    further.push(
      ...rest.map((text, index) => ({
        ...remark,
        title: begins === '' && index === 0 ? remark.title : continued(remark.title),
        text,
      })),
    );
    free = own - textHeight(begins, right, 'body') - gap;
  }
  return { here, further };
}

/** No two lines go on by themselves. */
function wholeOrNot(text: string, room: number): number {
  const height = textHeight(text, right, 'body');
  return height <= room + twoLines ? Math.max(room, height) : room;
}

/** Title, owner and note of a remark. */
function frameOf({ whose, note }: PrintedRemark): number {
  return 6 + (whose === null ? 0 : 5) + (note === null ? 0 : 4);
}

function notesAsList(notes: readonly string[], room: number): Divided<string> {
  let free = room;
  const over = notes.findIndex((note) => (free -= textHeight(note, left - 4, 'table') + 0.5) < 0);
  return dividedAt(notes, over);
}

/** One after the other in small type. */
function notesRunningOn(notes: readonly string[], room: number): Divided<string> {
  const over = notes.findIndex((_, at) => textHeight(notes.slice(0, at + 1).join(' '), left, 'small') > room);
  return dividedAt(notes, over);
}

function dividedAt<T>(all: readonly T[], over: number): Divided<T> {
  return over === -1 ? { here: all, further: [] } : { here: all.slice(0, over), further: all.slice(over) };
}
