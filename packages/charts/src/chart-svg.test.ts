import { describe, expect, it } from 'vitest';
import { adoptions, atLeast84, chartOf, conferences, enquiries, pack } from '../test/examples.ts';
import { ofClass, parsed, textsOf } from '../test/parsed.ts';
import { chartSvg } from './chart-svg.ts';
import type { SeriesChart } from './chart.ts';

const drawnOf = (chart: SeriesChart) => chartSvg(chart);

/** Where the gridline of a percentage lies. */
async function gridline(svg: string, share: number): Promise<number> {
  const heights = ofClass(svg, 'tick').map(({ attributes }) => Number(attributes['y1']));
  const [foot, top] = [Math.max(...heights), Math.min(...heights)];
  return foot - ((foot - top) * share) / 100;
}

/** The numbers of a path, in the order of the path. */
function numbersIn(path: string): readonly number[] {
  return [...path.matchAll(/-?\d+(?:\.\d+)?/gu)].map(Number);
}

/** How many separate pieces a path is drawn in. */
function piecesOf(path: string | undefined): number {
  return path?.match(/M/gu)?.length ?? 0;
}

describe('the picture', () => {
  it('has a role, a title and a description for who cannot see it, under names of its own', async () => {
    const chart = chartOf(pack);
    const [svg, title, description] = parsed(await drawnOf(chart));
    expect(svg!.attributes['role']).toBe('img');
    expect(title).toMatchObject({ name: 'title', content: chart.title });
    expect(description).toMatchObject({ name: 'desc', content: chart.description });
    expect(svg!.attributes['aria-labelledby']).toBe(
      `${String(title!.attributes['id'])} ${String(description!.attributes['id'])}`,
    );
    const other = parsed(await drawnOf(chartOf([1, 2])))[1];
    expect(other!.attributes['id']).not.toBe(title!.attributes['id']);
  });

  it('is the same bytes for the same input, whatever was drawn before', async () => {
    const first = await drawnOf(chartOf(pack, { withLimits: true }));
    await drawnOf(chartOf([1, 2]));
    expect(await drawnOf(chartOf(pack, { withLimits: true }))).toBe(first);
  });

  it('is 544 by 300 unless asked otherwise, and draws the same in another size', async () => {
    const [svg] = parsed(await drawnOf(chartOf(pack)));
    expect(svg!.attributes).toMatchObject({ width: '544', height: '300', viewBox: '0 0 544 300' });
    const wide = await chartSvg(chartOf(pack), { width: 900, height: 400 });
    expect(parsed(wide)[0]!.attributes).toMatchObject({ width: '900', height: '400' });
    expect(ofClass(wide, 'point')).toHaveLength(12);
  });

  it('escapes what is hostile, and stays well-formed', async () => {
    const hostile = '</text><script>alert("&\u0000\uD800")</script>';
    const definition = { ...conferences, heading: hostile };
    const chart = chartOf([60, hostile, 70], { definition, benchmarks: [{ name: hostile, value: 50 }] });
    const elements = parsed(await drawnOf(chart));
    expect(elements.map(({ name }) => name)).not.toContain('script');
    expect(elements.find(({ name }) => name === 'title')!.content).toBe(
      hostile.replace('\u0000', '\uFFFD').replace('\uD800', '\uFFFD'),
    );
  });
});

describe('the months', () => {
  it('have a point each, hollow while provisional', async () => {
    const svg = await drawnOf(chartOf(pack, { provisional: '2020-11' }));
    expect(ofClass(svg, 'point')).toHaveLength(12);
    const filled = ofClass(svg, 'point').map(({ attributes }) => attributes['fill']);
    expect(filled.slice(-3)).toEqual(['#12436d', '#ffffff', '#ffffff']);
    expect(textsOf(svg)).toContain('provisional');
  });

  it('are joined by a line: not over one without a figure, nor to one that does not compare; dashed to a provisional one', async () => {
    const svg = await drawnOf(chartOf(pack, { provisional: '2020-12', computedSince: '2020-07' }));
    const [settled, open] = ofClass(svg, 'series').map(({ attributes }) => attributes);
    // Of 12 steps from month to month two touch January, one crosses the break and one is dashed.
    expect(piecesOf(settled!['d'])).toBe(8);
    expect(settled).not.toHaveProperty('stroke-dasharray');
    expect(piecesOf(open!['d'])).toBe(1);
    expect(open).toHaveProperty('stroke-dasharray');
    // In the plot, and beside the words at the foot.
    expect(ofClass(svg, 'break')).toHaveLength(2);
    expect(textsOf(svg)).toContain('computed from records since Jul 2020');
  });

  it('are named below, with the years', async () => {
    const texts = textsOf(await drawnOf(chartOf(pack)));
    expect(texts.filter((text) => /^[A-Z][a-z]{2}$/u.test(text))).toEqual(
      'Dec Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' '),
    );
    expect(texts).toEqual(expect.arrayContaining(['2019', '2020']));
  });

  it('are named in part where there is no room for all, the last among them', async () => {
    const texts = textsOf(await chartSvg(chartOf(pack), { width: 320, height: 200 }));
    expect(texts.filter((text) => /^[A-Z][a-z]{2}$/u.test(text))).toEqual('Dec Mar Jun Sep Dec'.split(' '));
  });

  it('say why they have no value, once where they say the same', async () => {
    const texts = textsOf(await drawnOf(chartOf([60, 'no cases', 'no cases', 70, 'suppressed', 80])));
    expect(texts.filter((text) => text === 'no cases')).toHaveLength(1);
    expect(texts).toContain('suppressed');
  });

  it('show the last value beside the plot, and where that is provisional the last settled one in it', async () => {
    const values = async (provisional: string) =>
      textsOf(await drawnOf(chartOf(pack, { provisional }))).filter((text) => /^(?:57|27)\u00A0%$/u.test(text));
    expect(await values('2021-01')).toEqual(['27\u00A0%']);
    expect(await values('2020-12')).toEqual(['57\u00A0%', '27\u00A0%']);
  });

  it('have a shape where they are marked, and words for it', async () => {
    const calm = [40, 41, 40, 42, 41, 40, 41, 40, 42, 41, 40, 41, 70];
    const svg = await drawnOf(chartOf(calm, { definition: enquiries, targets: [], withLimits: true }));
    const shapes = new Set(ofClass(svg, 'point').map(({ attributes }) => attributes['d']));
    expect(shapes.size).toBe(2);
    expect(ofClass(svg, 'worse').map(({ attributes }) => attributes['class'])).toEqual(['point worse', 'sign worse']);
    expect(textsOf(svg)).toContain('worse than chance explains');
  });
});

describe('the axis', () => {
  it('of a percentage goes from 0 to 100, whatever its values', async () => {
    const texts = textsOf(await drawnOf(chartOf([3, 4, 5], { targets: [] })));
    expect(texts).toEqual(expect.arrayContaining(['0\u00A0%', '20\u00A0%', '100\u00A0%']));
  });

  it('of anything else begins at 0, in whole numbers for a count', async () => {
    const texts = textsOf(await drawnOf(chartOf([2, 3, 2], { definition: adoptions, targets: [] })));
    expect(texts.slice(0, 4)).toEqual(['0', '1', '2', '3']);
    const rate = textsOf(await drawnOf(chartOf([44.1, 46.2], { definition: enquiries, targets: [] })));
    expect(rate).toEqual(expect.arrayContaining(['0', '10', '50', 'per 10,000']));
  });

  it('reaches to a target beyond all values', async () => {
    const target = { atLeast: 40, from: '2019-04-01', judge: 'settled' } as const;
    const svg = await drawnOf(chartOf([2, 3], { definition: adoptions, targets: [target] }));
    const top = Math.min(...ofClass(svg, 'tick').map(({ attributes }) => Number(attributes['y1'])));
    expect(numbersIn(ofClass(svg, 'target')[0]!.attributes['d']!)[1]).toBe(top);
  });
});

describe('the lines', () => {
  it('of the target lies at its height, with its name at its end', async () => {
    const svg = await drawnOf(chartOf(pack));
    const [, y] = numbersIn(ofClass(svg, 'target')[0]!.attributes['d']!);
    expect(y).toBeCloseTo(await gridline(svg, 84), 1);
    expect(textsOf(svg)).toContain('Target 84\u00A0%');
  });

  it('of the target is a step where it changes, and names the one that holds', async () => {
    const targets = [
      { ...atLeast84, atLeast: 75 },
      { ...atLeast84, from: '2020-06-01' },
    ];
    const svg = await drawnOf(chartOf(pack, { targets }));
    const ys = numbersIn(ofClass(svg, 'target')[0]!.attributes['d']!).filter((_, index) => index % 2 === 1);
    expect(new Set(ys).size).toBe(2);
    expect(textsOf(svg).filter((text) => text.startsWith('Target'))).toEqual(['Target 84\u00A0%']);
  });

  it('of limits are a band with dashed edges and a mean, each said in words', async () => {
    const svg = await drawnOf(chartOf([69, 40, ...pack.slice(2)], { withLimits: true }));
    expect(ofClass(svg, 'limits')).toHaveLength(1);
    expect(ofClass(svg, 'limit')).toHaveLength(2);
    expect(ofClass(svg, 'mean')).toHaveLength(1);
    const texts = textsOf(svg).join('|');
    expect(texts).toContain('expected range');
    expect(texts).toContain('Average');
  });

  it('of a benchmark has its name beside it, in lines where it is long', async () => {
    const name = 'Statistical neighbours';
    const svg = await drawnOf(chartOf(pack, { benchmarks: [{ name, value: 82.8 }] }));
    const y = Number(ofClass(svg, 'benchmark')[0]!.attributes['y1']);
    expect(y).toBeCloseTo(await gridline(svg, 82.8), 1);
    expect(textsOf(svg).join(' ')).toContain('Statistical neighbours 82.8\u00A0%');
  });

  it('of the average goes from month to month, over none without one, with its name at its end', async () => {
    const calm = [60, 61, 60, 62, 61, 60, 61, 60, 62, 61, 60, 61];
    const svg = await drawnOf(chartOf([...calm, ...pack], { average: true, withLimits: true }));
    const [line] = ofClass(svg, 'average');
    expect(piecesOf(line!.attributes['d'])).toBe(2);
    expect(line!.attributes).toHaveProperty('stroke-dasharray');
    expect(textsOf(svg).join(' ')).toContain('Average of 11 months 64.7\u00A0%');
    // Two averages beside each other would be taken for one.
    expect(textsOf(svg).join(' ')).toMatch(/range .* to .*, mean \d+\u00A0%/u);
    expect(textsOf(svg).filter((text) => text.startsWith('Average'))).toHaveLength(1);
  });

  it('of the average is named at the foot where it ends before the last month', async () => {
    const texts = textsOf(await drawnOf(chartOf([...pack.slice(2), 'tbd'], { average: true })));
    expect(texts).toContain('Average of 11 months 64.7\u00A0%');
  });

  it('of benchmarks have patterns of their own, and are one with the target where they are the same', async () => {
    const benchmarks = [
      { name: 'Statistical neighbours', value: 84 },
      { name: 'England', value: 70 },
      { name: 'South East', value: 60 },
    ];
    const svg = await drawnOf(chartOf([...Array<number>(13).fill(90), ...pack], { benchmarks }));
    const patterns = ofClass(svg, 'benchmark').map(({ attributes }) => attributes['stroke-dasharray']);
    expect(new Set(patterns).size).toBe(2);
    expect(patterns).toHaveLength(2);
    expect(textsOf(svg).join(' ')).toContain('Target and Statistical neighbours 84\u00A0%');
  });

  it('of benchmarks are one where nobody could see two, and have labels each', async () => {
    const benchmarks = ['Neighbours', 'England'].map((name, index) => ({ name, value: 15.1 + 0.1 * index }));
    const svg = await drawnOf(chartOf([24, 33, 29], { definition: enquiries, targets: [], benchmarks }));
    expect(ofClass(svg, 'benchmark')).toHaveLength(1);
    expect(textsOf(svg)).toEqual(expect.arrayContaining(['Neighbours 15.1', 'England 15.2']));
  });

  it('of benchmarks are left out with their labels where there is no room', async () => {
    const benchmarks = ['Statistical neighbours', 'England', 'South East'].map((name, index) => ({
      name,
      value: 20 * (index + 1),
    }));
    const svg = await chartSvg(chartOf(pack, { benchmarks }), { width: 320, height: 180 });
    expect(textsOf(svg).join(' ')).not.toContain('South East');
    expect(ofClass(svg, 'benchmark').length).toBeLessThan(3);
  });

  it('have labels that do not lie on each other', async () => {
    const chart = chartOf([69, 40, ...pack.slice(2, -1), 84], {
      withLimits: true,
      benchmarks: [{ name: 'England', value: 83 }],
    });
    const labels = parsed(await drawnOf(chart)).filter(({ content }) =>
      /^(?:84|Target|England|Average)/u.test(content),
    );
    const ys = labels.map(({ attributes }) => Number(attributes['y'])).toSorted((one, other) => one - other);
    expect(ys).toHaveLength(4);
    for (const [index, y] of ys.slice(1).entries()) expect(y - ys[index]!).toBeGreaterThanOrEqual(15);
  });
});

describe('one of several small charts', () => {
  const drawnSmall = (chart: SeriesChart) => chartSvg(chart, { width: 240, height: 150 });

  it('has its member above it with the last value, the first and last month, and a legend', async () => {
    const chart = chartOf(pack, { member: 'PACT', average: true, withLimits: true, provisional: '2020-12' });
    expect(textsOf(await drawnSmall(chart))).toEqual(
      ['0 %', '50 %', '100 %', 'Dec 2019', 'Dec 2020', 'PACT', '27 %']
        .concat('Target 84 %', 'provisional', 'Average of 11 months 64.7 %')
        .map((text) => text.replace(' %', '\u00A0%')),
    );
  });

  it('has a plot as high as those beside it, whatever is written above and below', async () => {
    const heading = 'Children with disabilities and their families in the east of the city';
    const plots = await Promise.all(
      [chartOf(pack, { average: true }), chartOf([1, 2], { targets: [], heading })].map(async (chart) =>
        ofClass(await drawnSmall(chart), 'tick').map(({ attributes }) => attributes['y1']),
      ),
    );
    expect(plots[0]).toEqual(plots[1]);
  });

  it('has neither limits nor benchmarks, nor months that are marked', async () => {
    const calm = [40, 41, 40, 42, 41, 40, 41, 40, 42, 41, 40, 41, 70];
    const benchmarks = [{ name: 'England', value: 50 }];
    const svg = await drawnSmall(chartOf(calm, { definition: enquiries, targets: [], withLimits: true, benchmarks }));
    for (const name of ['limits', 'benchmark', 'worse']) expect(ofClass(svg, name)).toEqual([]);
  });
});
