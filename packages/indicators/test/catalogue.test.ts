import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { Catalogue, type IndicatorDefinition, catalogueDirectory, parseDefinition } from '../src/index.ts';

const pack = new URL('../../../../shared/reference/pack/indicators.json', import.meta.url);

const catalogue = new Catalogue(readdirSync(catalogueDirectory).map((id) => read(id)));

function read(id: string): IndicatorDefinition {
  const folder = new URL(`${id}/`, catalogueDirectory);
  const cohort = new URL('cohort.sql', folder);
  return parseDefinition(
    id,
    parse(readFileSync(new URL('definition.yaml', folder), 'utf8')),
    existsSync(cohort) ? readFileSync(cohort, 'utf8') : null,
  );
}

test('these indicators are computed; the others are reported', () => {
  expect(catalogue.computed().map(({ id }) => id)).toEqual([
    'cf-assessment-cin-outcome-percent',
    'completed-assessments-rate',
    'contacts-number',
    'contacts-to-referrals-percent',
    'cp-plan-2-years-plus',
    'cpp-rate',
    'cpp-visits-15-working-days',
    'icpc-rate',
    'icpc-timeliness',
    'mash-decision-timeliness',
    's47-number',
    's47-rate',
    'single-assessment-timeliness',
  ]);
});

test('a folder holds a definition, a cohort where computed, and nothing else', () => {
  for (const { id, cohort } of catalogue.all()) {
    const files = cohort === null ? ['definition.yaml'] : ['cohort.sql', 'definition.yaml'];
    expect([id, ...readdirSync(new URL(`${id}/`, catalogueDirectory)).toSorted()]).toEqual([id, ...files]);
  }
});

test('the number and the rate of section 47 enquiries count the same enquiries', () => {
  expect(catalogue.get('s47-rate').cohort).toBe(catalogue.get('s47-number').cohort);
});

test('a cohort returns the columns that figures are made of', () => {
  const expected = ['period', 'member', 'record', 'subject', 'happened', 'in_numerator', 'exclusion'];
  for (const { id, cohort } of catalogue.computed()) {
    const lines = (cohort ?? '').matchAll(/^ {2}(?:.*\bas |[a-z_]+\.)([a-z_]+),?$/gm);
    const columns = [...lines].map(([, column]) => column);
    expect([id, ...columns.slice(-expected.length)]).toEqual([id, ...expected]);
  }
});

describe('what heads of service read', () => {
  const texts = catalogue.all().flatMap(({ heading, meaning }) => [heading, meaning]);
  const headings = catalogue.all().map(({ heading }) => heading);

  test('is in plain words: no abbreviations, no per cent signs', () => {
    expect(texts.filter((text) => /\b[A-Z]{2,}\b|%/.test(text))).toEqual([]);
  });

  test('has short headings, no two the same', () => {
    expect(headings.filter((heading) => heading.length > 84)).toEqual([]);
    expect(new Set(headings).size).toBe(headings.length);
  });

  test('says of a percentage what it is a share of', () => {
    const percentages = catalogue.all().filter(({ unit }) => unit === 'percent');
    const others = percentages.filter(({ meaning }) => !/^Of the .*, the share /.test(meaning));
    expect(others.map(({ id }) => id)).toEqual(['eh-referrals-increase-percent']);
  });
});

test('demand is neither good nor bad', () => {
  const demand = ['contacts-number', 'cin-referral-rate', 's47-number', 's47-rate', 'icpc-rate', 'cpp-rate'];
  const polarities = [...demand, 'lac-total', 'lac-rate', 'uasc-number'].map((id) => catalogue.get(id).polarity);
  expect(new Set(polarities)).toEqual(new Set(['neutral']));
});

describe.skipIf(!existsSync(pack))('the board pack (skipped where ../shared is not there)', () => {
  const printed = existsSync(pack)
    ? (JSON.parse(readFileSync(pack, 'utf8')) as { id: string; code: string | null; unit: string }[])
    : [];

  test('all its indicators are in the catalogue, with their codes and units', () => {
    expect(printed).toHaveLength(98);
    for (const { id, code, unit } of printed) expect(catalogue.get(id)).toMatchObject({ code, unit });
    expect(catalogue.all()).toHaveLength(98);
  });
});
