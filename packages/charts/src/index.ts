export { type ChartLevel, type ChartOptions, type ChartStep, type SeriesChart, type Theme } from './chart.ts';
export { chartPng, svgPng } from './chart-png.ts';
export { chartSvg } from './chart-svg.ts';
export { type Mark } from './mark.ts';
export { markSvg, type MarkOptions } from './mark-svg.ts';
export { type Palette, palettes } from './drawing/palette.ts';
export { outlined } from './outlined.ts';
export { sameAxis } from './same-axis.ts';
export { seriesChart } from './series-chart.ts';
