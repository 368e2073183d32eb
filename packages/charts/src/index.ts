export { type SeriesChart } from './chart.ts';
export { chartPng } from './chart-png.ts';
export { chartSvg } from './chart-svg.ts';
export { seriesChart } from './series-chart.ts';
