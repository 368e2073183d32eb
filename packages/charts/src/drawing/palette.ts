import type { Theme } from '../chart.ts';

/** Text reaches 4.5 to 1 on the ground, lines and shapes 3 to 1 (WCAG 2.2, 1.4.3 and 1.4.11); a test holds it. */
export interface Palette {
  readonly ground: string;
  readonly ink: string;
  /** Months, ticks, notes. */
  readonly soft: string;
  /** Lines that only help to read a height, and carry nothing themselves. */
  readonly grid: string;
  readonly series: string;
  readonly target: string;
  readonly benchmark: string;
  readonly mean: string;
  /** Within the limits; their edges say the same. */
  readonly band: string;
  readonly edge: string;
  readonly marked: Readonly<Record<'better' | 'worse' | 'neutral', string>>;
}

/** The first two rest on the palette of the Government Analysis Function; print is read in greys. */
export const palettes: Readonly<Record<Theme, Palette>> = {
  light: {
    ground: '#ffffff',
    ink: '#14191d',
    soft: '#4a5560',
    grid: '#dfe4e8',
    series: '#12436d',
    target: '#801650',
    benchmark: '#1b6b64',
    mean: '#5d6770',
    band: '#edf1f5',
    edge: '#7b8790',
    marked: { better: '#12436d', worse: '#b3400a', neutral: '#4a5560' },
  },
  dark: {
    ground: '#1c2329',
    ink: '#f1f3f4',
    soft: '#b9c2c9',
    grid: '#3c4750',
    series: '#8ec5f5',
    target: '#f59ac9',
    benchmark: '#6fd3c9',
    mean: '#a9b4bc',
    band: '#27313a',
    edge: '#84919b',
    marked: { better: '#8ec5f5', worse: '#ff9d5c', neutral: '#b9c2c9' },
  },
  print: {
    ground: '#ffffff',
    ink: '#000000',
    soft: '#333333',
    grid: '#d9d9d9',
    series: '#000000',
    target: '#000000',
    benchmark: '#444444',
    mean: '#555555',
    band: '#eeeeee',
    edge: '#777777',
    marked: { better: '#000000', worse: '#000000', neutral: '#000000' },
  },
};
