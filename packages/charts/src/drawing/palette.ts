import type { Rag } from '@vigil/indicators';
import type { Cause } from '../beyond-chance.ts';
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
  readonly average: string;
  readonly benchmark: string;
  readonly mean: string;
  /** Within the limits; their edges say the same. */
  readonly band: string;
  readonly edge: string;
  readonly marked: Readonly<Record<Cause, string>>;
  /** Lines of tables and frames. */
  readonly rule: string;
  /** Of shapes; text beside them is in ink. */
  readonly rag: Readonly<Record<Rag, string>>;
  /** The colours of Making Data Count: orange, blue, purple, grey. */
  readonly spc: Readonly<Record<'concern' | 'improvement' | 'neutral' | 'common', string>>;
}

const onWhite = {
  rule: '#b6bfc7',
  rag: { green: '#00703c', amber: '#b86e00', red: '#b3261e', grey: '#6b7680' },
  spc: { concern: '#b3400a', improvement: '#005eb8', neutral: '#5b2a86', common: '#6b7680' },
};

/** The first two rest on the palette of the Government Analysis Function; print tells apart by pattern and shape what greys do not. */
export const palettes: Readonly<Record<Theme, Palette>> = {
  light: {
    ground: '#ffffff',
    ink: '#14191d',
    soft: '#4a5560',
    grid: '#dfe4e8',
    series: '#12436d',
    target: '#801650',
    average: '#2b6cb0',
    benchmark: '#1b6b64',
    mean: '#5d6770',
    band: '#edf1f5',
    edge: '#7b8790',
    marked: { better: '#12436d', worse: '#b3400a', neutral: '#4a5560' },
    ...onWhite,
  },
  dark: {
    ground: '#1c2329',
    ink: '#f1f3f4',
    soft: '#b9c2c9',
    grid: '#3c4750',
    series: '#8ec5f5',
    target: '#f59ac9',
    average: '#b7d4ee',
    benchmark: '#6fd3c9',
    mean: '#a9b4bc',
    band: '#27313a',
    edge: '#84919b',
    marked: { better: '#8ec5f5', worse: '#ff9d5c', neutral: '#b9c2c9' },
    rule: '#4a5661',
    rag: { green: '#62c58f', amber: '#f0b64a', red: '#ff8a80', grey: '#a9b4bc' },
    spc: { concern: '#ff9d5c', improvement: '#8ec5f5', neutral: '#c3a6f0', common: '#a9b4bc' },
  },
  print: {
    ground: '#ffffff',
    ink: '#14191d',
    soft: '#3f4952',
    grid: '#d9dee2',
    series: '#0b2f52',
    target: '#a01a66',
    average: '#2b6cb0',
    benchmark: '#1b6b64',
    mean: '#5d6770',
    band: '#edf1f5',
    edge: '#77828b',
    marked: { better: '#005eb8', worse: '#b3400a', neutral: '#5b2a86' },
    ...onWhite,
  },
};
