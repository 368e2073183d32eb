import { timeZoneOfEngland } from '@vigil/calendar';
import { alertsSchema } from '@vigil/alerts';
import { disclosureSchema } from '@vigil/disclosure';
import { targetsSchema, type Catalogue } from '@vigil/indicators';
import { z } from 'zod';
import { benchmarks } from './benchmarks.ts';
import { connector } from './connectors.ts';
import { collect, contributorOf } from './contributors.ts';
import { guards, retention } from './guards.ts';
import {
  authorityCode,
  coverage,
  cron,
  domain,
  email,
  fileMeaning,
  indicatorName,
  listName,
  name,
  namePattern,
  sender,
  timeOfDay,
  timeZone,
  webAddress,
  words,
  year,
} from './values.ts';

export const mapping = z.strictObject({
  headers: z.record(z.string(), words).default({}),
  codes: z.record(z.string(), z.record(z.string(), z.string())).default({}),
});

const source = z.strictObject({
  id: name,
  connector,
  files: z.record(namePattern, fileMeaning).default({}),
  coverage: z.record(listName, coverage).default({}),
  mapping: mapping.prefault({}),
  schedule: cron.nullable().default(null),
  timeZone: timeZone.default(timeZoneOfEngland),
  expectedBy: timeOfDay.nullable().default(null),
  catchUp: z.enum(['none', 'latest', 'all']).default('latest'),
  settleSeconds: z.int().min(0).max(86_400).default(60),
  guards: guards.prefault({}),
  retention: retention.prefault({}),
});

const person = z.strictObject({ title: words, email });

const mail = z.strictObject({
  from: sender.nullable().default(null),
  replyTo: email.nullable().default(null),
  allowedDomains: z.array(domain).nullable().default(null),
  publicUrl: webAddress('https://vigil.example.gov.uk').nullable().default(null),
  by: timeOfDay.default('07:00'),
  weekly: z.boolean().nullable().default(null),
  ratePerMinute: z.int().min(1).nullable().default(null),
});

/** The format of vigil.yaml (DESIGN.md, "Public interfaces"). Indicators are those of the catalogue. */
export function vigilYaml(catalogue: Catalogue) {
  const indicator = indicatorName(catalogue);
  const service = z.strictObject({
    id: name,
    name: words,
    head: person,
    deputies: z.array(person).default([]),
    escalateTo: person.nullable().default(null),
    indicators: z.array(indicator),
  });
  return z.strictObject({
    authority: z.strictObject({
      code: authorityCode,
      name: words,
      population0to17: z.record(year, z.int().min(1)).default({}),
    }),
    sources: z.array(source).min(1, 'expected at least one source'),
    collect: collect.prefault({}),
    contributors: z.array(contributorOf(catalogue)).default([]),
    benchmarks: benchmarks.nullable().default(null),
    services: z.array(service).default([]),
    director: person.nullable().default(null),
    targets: z.record(indicator, targetsSchema).default({}),
    alerts: alertsSchema.prefault({}),
    disclosure: disclosureSchema.prefault({}),
    reveal: z.array(words).default([]),
    restricted: z.strictObject({ readers: z.array(words).default([]) }).prefault({}),
    operators: z.array(z.strictObject({ email })).default([]),
    mail: mail.prefault({}),
    heartbeatUrl: webAddress('https://monitor.example.gov.uk/ping').nullable().default(null),
    historyMonths: z.int().min(1).max(120).default(14),
  });
}

export type VigilYaml = z.output<ReturnType<typeof vigilYaml>>;
