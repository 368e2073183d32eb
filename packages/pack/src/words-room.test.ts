import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aContent, aRemark } from '../test/a-content.ts';
import { pageOf, tablesIn } from '../test/pages.ts';
import type { IndicatorBody, PackPage } from './pack.ts';
import { packOf } from './pack-of.ts';
import { withRoomForWords } from './words-room.ts';

const body = pageOf(packOf(aContent(), 'internal'), 'icpc-timeliness').body as IndicatorBody;
const sentences = (count: number, about = 'conferences') =>
  Array.from({ length: count }, (_, index) => `Sentence ${String(index)} is about ${about}.`).join(' ');
const remark = (title: string, text: string, whose: string | null = null) => ({ title, text, whose, note: null });
const response = (count: number) =>
  remark('Response', sentences(count, 'a plan'), 'QA Unit manager, by 31 January 2021');

const aboutBenchmarks = { page: 'definitions', text: 'About these benchmarks' };
function pagesWith(differences: Partial<IndicatorBody>) {
  const head = { id: 'icpc-timeliness', kicker: null, heading: 'Conferences' };
  const [first, ...further] = withRoomForWords(head, { ...body, ...differences }, { shows: [], aboutBenchmarks });
  return { here: first!.body as IndicatorBody, further };
}

describe('what is said of the benchmarks', () => {
  test('stands beside them as long as there is room, and gives way to a response before that goes overleaf', () => {
    const stands = Array.from({ length: 20 }, (_, index) => {
      const remarks = [remark('Commentary', sentences(3)), response(index + 1)];
      const { here, further } = pagesWith({ remarks });
      return { here, remarks, is: further.length > 0 ? 'overleaf' : here.benchmarkLink ? 'elsewhere' : 'beside' };
    });
    const inOrder = ['beside', 'elsewhere', 'overleaf'];
    expect([...new Set(stands.map(({ is }) => is))]).toEqual(inOrder);
    expect(stands.map(({ is }) => is)).toEqual(stands.map(({ is }) => is).toSorted());
    const told = (where: string) => {
      const found = stands.flatMap(({ here, is }) => (is === where ? [[here.benchmarkNotes, here.benchmarkLink]] : []));
      return [...new Set(found.map((one) => JSON.stringify(one)))];
    };
    expect(told('beside')).toEqual([JSON.stringify([body.benchmarkNotes, null])]);
    expect(told('elsewhere')).toEqual([JSON.stringify([[], aboutBenchmarks])]);
    // Whole, with its owner and date.
    const onOnePage = stands.filter(({ is }) => is !== 'overleaf');
    expect(onOnePage.map(({ here }) => here.remarks)).toEqual(onOnePage.map(({ remarks }) => remarks));
  });

  test('stands with the definition in any case, where the page leads', () => {
    const pack = packOf(aContent({ remarks: [aRemark({ text: sentences(30) })] }), 'internal');
    const { benchmarkLink } = pageOf(pack, 'icpc-timeliness').body as IndicatorBody;
    const definition = tablesIn(pageOf(pack, benchmarkLink!.page))
      .flatMap(({ rows }) => rows)
      .find(({ cells }) => cells[0]!.text.endsWith('(CP3-QL)'));
    expect(definition?.notes).toEqual([`Benchmarks: ${body.benchmarkNotes.join(' ')}`]);
  });
});

describe('notes', () => {
  const notes = (count: number) =>
    Array.from({ length: count }, (_, index) => `Note ${String(index)}: ${sentences(2)}`);

  test('are a list under the chart as long as there is room, and go on beside it', () => {
    expect(pagesWith({ notes: notes(2) })).toMatchObject({ here: { notes: notes(2), notesRunOn: false }, further: [] });
    const { here, further } = pagesWith({ notes: notes(6), remarks: [] });
    expect(here).toMatchObject({ notes: notes(here.notes.length), notesRunOn: false });
    expect(here.remarks).toEqual([remark('Also to be known', notes(6).slice(here.notes.length).join(' '))]);
    expect(further).toEqual([]);
  });

  test('run on in small type where people’s words leave no room there, before any goes overleaf', () => {
    const remarks = [remark('Commentary', sentences(3)), response(7)];
    expect(pagesWith({ notes: notes(6), remarks })).toMatchObject({
      here: { notes: notes(6), notesRunOn: true, remarks },
      further: [],
    });
    const { here, further } = pagesWith({ notes: notes(40), remarks });
    expect(here).toMatchObject({ notes: notes(here.notes.length), notesRunOn: true });
    expect(further).not.toEqual([]);
  });

  test('are never lost, nor is a word that people say', () => {
    const texts = fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 12 });
    fc.assert(
      fc.property(texts, texts, (noted, said) => {
        const own = noted.map((count, index) => `Note ${String(index)}: ${sentences(count)}`);
        const remarks = said.map((count, index) => remark(`Remark ${String(index)}`, sentences(count)));
        const { here, further } = pagesWith({ notes: own, remarks });
        const printed = [...here.notes, ...here.remarks.map(({ text }) => text), ...further.flatMap(wordsOn)].join(' ');
        for (const text of [...own, ...remarks.map((one) => one.text)]) {
          for (const part of text.split(/(?<=\.) /u)) expect(printed).toContain(part);
        }
      }),
      { numRuns: 50 },
    );
  });

  function wordsOn({ body: of }: Pick<PackPage, 'body'>): readonly string[] {
    return of.kind === 'tables' ? of.tables.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells[1]!.text)) : [];
  }
});
