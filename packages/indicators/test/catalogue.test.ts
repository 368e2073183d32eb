import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { contracts } from '../../extracts/src/index.ts';
import {
  Catalogue,
  type IndicatorDefinition,
  catalogueDirectory,
  parseDefinition,
  populationsDirectory,
} from '../src/index.ts';

const pack = new URL('../../../../shared/reference/pack/indicators.json', import.meta.url);

const populations = new Map(
  readdirSync(populationsDirectory).map((file) => [
    file.replace(/\.sql$/, ''),
    readFileSync(new URL(file, populationsDirectory), 'utf8'),
  ]),
);
const catalogue = new Catalogue(readdirSync(catalogueDirectory).map((id) => read(id)));

function read(id: string): IndicatorDefinition {
  const document = parse(textOf(id, 'definition.yaml') ?? '');
  return parseDefinition(id, document, textOf(id, 'cohort.sql'), textOf(id, 'open.sql'), populations);
}

function textOf(id: string, file: string): string | null {
  const path = new URL(`${id}/${file}`, catalogueDirectory);
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}

const own = catalogue.all().filter(({ companionOf }) => companionOf === null);

test('41 indicators are computed, those that indicators.md defines; the others are reported', () => {
  expect(own.filter(({ cohort }) => cohort !== null).map(({ id }) => id)).toEqual([
    'adoptions-number',
    'care-leavers-contact-accommodation',
    'care-leavers-eet-17-18',
    'care-leavers-eet-19-21',
    'cf-assessment-cin-outcome-percent',
    'cin-referral-rate',
    'completed-assessments-rate',
    'contacts-number',
    'contacts-to-referrals-percent',
    'cp-plan-2-years-plus',
    'cpp-rate',
    'cpp-visits-15-working-days',
    'icpc-rate',
    'icpc-timeliness',
    'ifa-use',
    'in-house-foster-carers',
    'lac-age-1-4',
    'lac-age-10-15',
    'lac-age-16-plus',
    'lac-age-5-9',
    'lac-age-under-1',
    'lac-authorised-care-plan',
    'lac-female',
    'lac-male',
    'lac-rate',
    'lac-reviews-timeliness',
    'lac-total',
    'lac-visits-timeliness',
    'leaving-care-adopted',
    'mash-decision-timeliness',
    'own-provision-percent',
    'pathway-plans-authorised',
    'permanence-plan-second-review',
    'rcpc-timeliness',
    're-referrals-number',
    're-referrals-percent',
    'referrals-nfa-percent',
    's47-number',
    's47-rate',
    'single-assessment-timeliness',
    'uasc-number',
  ]);
});

test('five figures have companions, overdue and due', () => {
  const timely = [
    'cpp-visits-15-working-days',
    'icpc-timeliness',
    'lac-visits-timeliness',
    'mash-decision-timeliness',
    'single-assessment-timeliness',
  ];
  const companions = catalogue.all().filter(({ companionOf }) => companionOf !== null);
  expect(companions.map(({ id }) => id)).toEqual(timely.flatMap((id) => [`${id}-overdue`, `${id}-due`]));
});

test('what holds the present position alone is told of the last month', () => {
  expect(own.filter(({ periods }) => periods === 'last').map(({ id }) => id)).toEqual([
    'care-leavers-contact-accommodation',
    'care-leavers-eet-17-18',
    'care-leavers-eet-19-21',
    'pathway-plans-authorised',
  ]);
});

test('a folder holds a definition, the SQL of what is computed, and nothing else', () => {
  for (const { id, cohort, openCases } of own) {
    const files = [
      ...(cohort === null ? [] : ['cohort.sql']),
      'definition.yaml',
      ...(openCases === null ? [] : ['open.sql']),
    ];
    expect([id, ...readdirSync(new URL(`${id}/`, catalogueDirectory)).toSorted()]).toEqual([id, ...files]);
  }
});

test('a number and its rate count the same cohort', () => {
  expect(catalogue.get('s47-rate').cohort).toBe(catalogue.get('s47-number').cohort);
  expect(catalogue.get('lac-rate').cohort).toBe(catalogue.get('lac-total').cohort);
  expect(catalogue.get('re-referrals-percent').cohort).toBe(catalogue.get('re-referrals-number').cohort);
});

test('what a definition needs are columns of the lists, by their official headers, that a file may come without', () => {
  for (const { id, needs } of own) {
    const optional = Object.entries(needs).flatMap(([list, headers]) =>
      headers.map((header) => {
        const column = contracts.get(list)?.columns.find(({ name }) => name === header);
        return { id, header, optional: column?.required === false && column.stored };
      }),
    );
    expect(optional.filter((one) => !one.optional)).toEqual([]);
  }
});

test('what a history is told by is a column of its list', () => {
  for (const { list, column } of own.flatMap(({ history }) => history ?? [])) {
    expect(contracts.get(list)?.columns.map(({ field }) => field)).toContain(column);
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
    expect(own).toHaveLength(98);
  });
});
