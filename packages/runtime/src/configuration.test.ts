import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { alertsSchema } from '@vigil/alerts';
import { Catalogue, parseDefinition } from '@vigil/indicators';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadCatalogue } from './catalogue.ts';
import { loadConfiguration, readAuthorities } from './configuration.ts';
import type { ConfigurationError } from './configuration/problems.ts';
import { markDemonstration } from './demonstration.ts';
import { readEnvironment } from './environment.ts';

const catalogue = new Catalogue(
  [
    ['icpc-timeliness', 'CP01'],
    ['icpc-rate', 'CP02'],
    ['rcpc-timeliness', 'CP03'],
  ].map(([id, code]) =>
    parseDefinition(
      id!,
      {
        code,
        title: 'Conferences',
        heading: 'Conferences',
        section: 'Child protection',
        meaning: 'Conferences held.',
        unit: 'percent',
        decimals: 0,
        polarity: 'higher-is-better',
        lists: [],
        definitionVersion: 1,
      },
      null,
    ),
  ),
);

/** DESIGN.md's own example, word for word. */
const design = `authority: { code: "852", name: Southampton, population0to17: { 2018: 50400, 2019: 50700, 2020: 50900 } }
sources:
  - id: casework
    connector: { kind: folder, path: ./extracts }
    files: { "Contacts_{asAt:yyyyMMdd}.csv": contacts }   # optional: names as the supplier writes them, flat folders too
    coverage: { contacts: { rolling: 6 months } }         # optional; see extracts.md
    mapping: { headers: { "Person ID": Child Unique ID }, codes: { Gender: { Girl: b) Female } } }   # optional
    schedule: "15 2 * * *"
    timeZone: Europe/London
    expectedBy: "06:00"          # else: "the extract never arrived"
    catchUp: latest              # none | latest | all
    settleSeconds: 60
services:
  - id: quality-assurance
    name: Quality Assurance
    head: { title: Head of Service, email: head.qa@example.gov.uk }
    indicators: [icpc-timeliness, icpc-rate, rcpc-timeliness]
targets:
  icpc-timeliness: [ { atLeast: 84, tolerance: 5, from: 2019-04-01, judge: provisional } ]
operators: [ { email: operators@example.gov.uk } ]
mail: { from: vigil@example.gov.uk }   # replyTo, allowedDomains, publicUrl, … optional
historyMonths: 14
`;

const least = `authority: { code: "852", name: Southampton }
sources: [ { id: casework, connector: { kind: folder, path: ./extracts } } ]
`;

let directory = '';
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'vigil-test-configuration-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

/** Reads a vigil.yaml of that text as if from its own directory. */
async function read(yaml: string | Uint8Array) {
  await writeFile(join(directory, 'vigil.yaml'), yaml);
  return (await readAuthorities(join(directory, 'vigil.yaml'), catalogue, directory))[0]!;
}

async function problems(reading: Promise<unknown>): Promise<readonly string[]> {
  return reading.then(
    () => [],
    (error: ConfigurationError) => error.problems,
  );
}

const problemsOf = (yaml: string | Uint8Array) => problems(read(yaml));

describe('a vigil.yaml', () => {
  test('is read as the design writes it', async () => {
    expect(await read(design)).toEqual({
      code: '852',
      name: 'Southampton',
      population0to17: new Map([
        [2018, 50400],
        [2019, 50700],
        [2020, 50900],
      ]),
      sources: [
        {
          id: 'casework',
          connector: { kind: 'folder', path: join(directory, 'extracts') },
          files: { 'Contacts_{asAt:yyyyMMdd}.csv': 'contacts' },
          coverage: new Map([['contacts', { kind: 'rolling', months: 6 }]]),
          mapping: { headers: { 'Person ID': 'Child Unique ID' }, codes: { Gender: { Girl: 'b) Female' } } },
          schedule: '15 2 * * *',
          timeZone: 'Europe/London',
          expectedBy: '06:00',
          catchUp: 'latest',
          settleSeconds: 60,
          guards: { empty: true, shrunken: 0.5, held: 0.05, fewest: 20, stale: 1, neverArrived: true },
          retention: { landedFiles: null, lists: new Map(), records: new Map(), findings: null, quarantine: null },
        },
      ],
      benchmarks: null,
      services: [
        {
          id: 'quality-assurance',
          name: 'Quality Assurance',
          head: { title: 'Head of Service', email: 'head.qa@example.gov.uk' },
          deputies: [],
          escalateTo: null,
          indicators: ['icpc-timeliness', 'icpc-rate', 'rcpc-timeliness'],
        },
      ],
      director: null,
      contributors: [],
      alerts: alertsSchema.parse({}),
      disclosure: { mail: 'shown', public: 'rounded', minimumMember: 10 },
      targets: new Map([
        ['icpc-timeliness', [{ atLeast: 84, tolerance: 5, from: '2019-04-01', judge: 'provisional' }]],
      ]),
      reveal: [],
      restricted: { readers: [] },
      operators: [{ email: 'operators@example.gov.uk' }],
      mail: {
        from: 'vigil@example.gov.uk',
        replyTo: null,
        allowedDomains: null,
        publicUrl: null,
        by: '07:00',
        weekly: false,
        ratePerMinute: null,
      },
      heartbeatUrl: null,
      historyMonths: 14,
      file: join(directory, 'vigil.yaml'),
    });
  });

  test('says where published statistics lie, and beside which authorities the own one stands', async () => {
    const withBenchmarks = (text: string) =>
      read(`${least}benchmarks: { connector: { kind: folder, path: ./published }${text} }\n`);
    expect((await withBenchmarks('')).benchmarks).toEqual({
      connector: { kind: 'folder', path: join(directory, 'published') },
      schedule: null,
      timeZone: 'Europe/London',
      neighbours: null,
    });
    expect((await withBenchmarks(', neighbours: 2021')).benchmarks?.neighbours).toBe('2021');
    expect((await withBenchmarks(', neighbours: ["331", 831]')).benchmarks?.neighbours).toEqual(['331', '831']);
    expect(await problems(withBenchmarks(', neighbours: [Hull]'))).toEqual([
      'benchmarks.neighbours of vigil.yaml, line 3, is a list; expected the year of an edition of the neighbour model, such as "2025", or a list of authorities\' codes, such as ["331", "831"]',
    ]);
    expect(await problems(withBenchmarks(', neighbors: 2021'))).toEqual([
      "unknown key 'neighbors' in benchmarks of vigil.yaml, line 3; did you mean 'neighbours'?",
    ]);
    expect(await problemsOf(`${least}benchmarks: { connector: { kind: sql } }\n`)).toEqual([
      "benchmarks.connector.kind of vigil.yaml, line 3, is 'sql'; expected folder, sftp, https or s3",
    ]);
  });

  test.each([
    ['benchmarks', 'the source of benchmarks'],
    ['digests', 'the sending of digests'],
  ])('cannot call a source %s', async (id, holder) => {
    expect(await problemsOf(least.replace('casework', id))).toEqual([
      `sources[0].id of vigil.yaml, line 2, is '${id}'; expected another id: ${id} is what ${holder} is called`,
    ]);
  });

  test('says who else is told, when, of what, and what becomes of small numbers', async () => {
    const authority = await read(
      `${design
        .replace(
          '    indicators:',
          '    deputies: [ { title: Deputy, email: deputy.qa@example.gov.uk } ]\n' +
            '    escalateTo: { title: Assistant Director, email: ad@example.gov.uk }\n    indicators:',
        )
        .replace(' }   # replyTo', ', by: "08:30", ratePerMinute: 30 }   # replyTo')}
director: { title: Director, email: director@example.gov.uk }
alerts:
  escalation: { afterPeriods: 3 }
  defaults: { extreme: off, moved: { by: 12 } }
  indicators: { icpc-timeliness: { minimumCohort: 20 } }
disclosure: { mail: suppressed, public: suppressed, minimumMember: 20 }
heartbeatUrl: https://monitor.example.gov.uk/ping/vigil
`,
    );
    expect(authority.services[0]).toMatchObject({
      deputies: [{ title: 'Deputy', email: 'deputy.qa@example.gov.uk' }],
      escalateTo: { title: 'Assistant Director', email: 'ad@example.gov.uk' },
    });
    expect(authority).toMatchObject({
      director: { title: 'Director', email: 'director@example.gov.uk' },
      alerts: {
        escalation: { afterPeriods: 3 },
        defaults: { extreme: 'off', moved: { by: 12 } },
        indicators: { 'icpc-timeliness': { minimumCohort: 20 } },
      },
      disclosure: { mail: 'suppressed', public: 'suppressed', minimumMember: 20 },
      mail: { by: '08:30', weekly: true, ratePerMinute: 30 },
      heartbeatUrl: 'https://monitor.example.gov.uk/ping/vigil',
    });
    expect((await read(design.replace(' }   # replyTo', ', weekly: false }   # replyTo'))).mail.weekly).toBe(false);
  });

  test('needs an authority and a source; the rest has a default', async () => {
    const authority = await read(least);
    expect(authority.sources[0]).toMatchObject({
      files: {},
      coverage: new Map(),
      mapping: { headers: {}, codes: {} },
      schedule: null,
      timeZone: 'Europe/London',
      expectedBy: null,
      catchUp: 'latest',
      settleSeconds: 60,
    });
    expect(authority).toMatchObject({ services: [], operators: [], historyMonths: 14, targets: new Map() });
    expect(authority.population0to17.size).toBe(0);
  });

  test.each([
    ['/mnt/extracts', '/mnt/extracts'],
    [String.raw`C:\Extracts\Casework`, String.raw`C:\Extracts\Casework`],
    [String.raw`\\files\casework`, String.raw`\\files\casework`],
  ])('keeps the absolute path %s as typed', async (typed, kept) => {
    const authority = await read(least.replace('./extracts', `'${typed}'`));
    expect(authority.sources[0]!.connector).toEqual({ kind: 'folder', path: kept });
  });

  test('says what a source is watched for, and how long landed files are kept', async () => {
    const { sources } = await read(
      design.replace(
        'settleSeconds: 60',
        'settleSeconds: 60\n    guards: { shrunken: 12.5 %, held: false, stale: 3 days }\n' +
          '    retention:\n      landedFiles: 13 months\n      lists: { contacts: 400 days, care_leavers: keep }\n' +
          '      records: { contacts: 72 months }\n      findings: 24 months\n      quarantine: 90 days',
      ),
    );
    expect(sources[0]).toMatchObject({
      guards: { empty: true, shrunken: 0.125, held: null, fewest: 20, stale: 3, neverArrived: true },
      retention: {
        landedFiles: { months: 13 },
        lists: new Map([
          ['contacts', { days: 400 }],
          ['care_leavers', null],
        ]),
        records: new Map([['contacts', { months: 72 }]]),
        findings: { months: 24 },
        quarantine: { days: 90 },
      },
    });
  });

  test.each([
    [
      'guards: { shrunken: 0.5 }',
      "guards.shrunken of vigil.yaml, line 2, is '0.5'; expected a share such as 50 %, or false",
    ],
    ['guards: { stale: a week }', "is 'a week'; expected a time such as 2 days, or false"],
    ['guards: { shrunk: 50 % }', "did you mean 'shrunken'?"],
    ['retention: { landedFiles: 13 }', "is '13'; expected 400 days, 13 months or keep"],
    ['retention: { lists: { contact: 13 months } }', "did you mean 'contacts'?"],
    [
      'retention: { records: { contacts: 49 months } }',
      "is '49 months'; expected at least 50 months, or keep: figures of the last 14 months (historyMonths) rest on records that old",
    ],
  ])('refuses %s', async (line, sentence) => {
    const yaml = least.replace('path: ./extracts }', `path: ./extracts }, ${line}`);
    await expect(read(yaml)).rejects.toThrow(sentence);
  });

  test.each([
    ['full', { kind: 'full' }],
    ['{ rolling: 1 month }', { kind: 'rolling', months: 1 }],
    ['{ from: 2020-01-01, to: 2020-12-31 }', { kind: 'window', from: '2020-01-01', to: '2020-12-31' }],
  ])('may say of a list that its coverage is %s', async (yaml, coverage) => {
    const authority = await read(design.replace('{ rolling: 6 months }', yaml));
    expect(authority.sources[0]!.coverage.get('contacts')).toEqual(coverage);
  });

  test.each([
    ['schedule', 'sheduel', "unknown key 'sheduel' in sources[0] of vigil.yaml, line 8; did you mean 'schedule'?"],
    ['operators', 'operator', "unknown key 'operator' in vigil.yaml, line 20; did you mean 'operators'?"],
    [
      'atLeast',
      'atleast',
      "unknown key 'atleast' in targets.icpc-timeliness[0] of vigil.yaml, line 19; did you mean 'atLeast'?",
    ],
    [
      'email: head',
      'Email: head',
      "unknown key 'Email' in services[0].head of vigil.yaml, line 16; did you mean 'email'?",
    ],
    [
      'from: vigil',
      'smtpServer: vigil',
      "unknown key 'smtpServer' in mail of vigil.yaml, line 21; " +
        'known there: from, replyTo, allowedDomains, publicUrl, by, weekly, ratePerMinute',
    ],
    ['historyMonths', 'directer', "unknown key 'directer' in vigil.yaml, line 22; did you mean 'director'?"],
    [
      'historyMonths: 14',
      'alerts: { remindevery: 2 }',
      "unknown key 'remindevery' in alerts of vigil.yaml, line 22; did you mean 'remindEvery'?",
    ],
    [
      'historyMonths: 14',
      'alerts: { defaults: { target-mist: off } }',
      "unknown key 'target-mist' in alerts.defaults of vigil.yaml, line 22; did you mean 'target-missed'?",
    ],
    [
      'historyMonths: 14',
      'alerts: { indicators: { icpc-rate: { moved: { bye: 12 } } } }',
      "unknown key 'bye' in alerts.indicators.icpc-rate.moved of vigil.yaml, line 22; did you mean 'by'?",
    ],
    [
      'historyMonths: 14',
      'disclosure: { minimumMembers: 20 }',
      "unknown key 'minimumMembers' in disclosure of vigil.yaml, line 22; did you mean 'minimumMember'?",
    ],
    [
      'historyMonths: 14',
      'disclosure: { mails: shown }',
      "unknown key 'mails' in disclosure of vigil.yaml, line 22; did you mean 'mail'?",
    ],
  ])('with %s written as %s is told the nearest key', async (right, wrong, sentence) => {
    expect(await problemsOf(design.replace(right, wrong))).toContain(sentence);
  });

  test.each([
    [
      'code: "852"',
      'code: 852',
      `authority.code of vigil.yaml, line 1, is '852'; expected the code in quotes, such as "852"`,
    ],
    [', name: Southampton', '', 'authority.name is missing in vigil.yaml, line 1; expected words'],
    [
      '2018: 50400',
      '18: 50400',
      "key '18' in authority.population0to17 of vigil.yaml, line 1; expected a calendar year, such as 2020",
    ],
    ['50400', 'many', "authority.population0to17.2018 of vigil.yaml, line 1, is 'many'; expected a number"],
    [
      'kind: folder',
      'kind: ftp',
      "sources[0].connector.kind of vigil.yaml, line 4, is 'ftp'; expected folder, sftp, https, s3 or sql",
    ],
    [
      'csv": contacts',
      'csv": contact',
      "sources[0].files.Contacts_{asAt:yyyyMMdd}.csv of vigil.yaml, line 5, is 'contact'; " +
        'expected the name of a list, workbook, ignore, or a list for each sheet as in { Sheet1: contacts }; ' +
        "did you mean 'contacts'?",
    ],
    [
      'csv": contacts',
      'xlsx": { List 1: workbook }',
      "sources[0].files.Contacts_{asAt:yyyyMMdd}.xlsx of vigil.yaml, line 5, is 'workbook'; " +
        'expected the name of a list, workbook, ignore, or a list for each sheet as in { Sheet1: contacts }; ' +
        "did you mean 'contacts'?",
    ],
    [
      './extracts',
      String.raw`"C:\extracts"`,
      "sources[0].connector.path of vigil.yaml, line 4, is 'C:\\u001bxtracts'; " +
        String.raw`expected the path of a folder; between double quotes \ is written twice, single quotes keep it`,
    ],
    [
      'yyyyMMdd',
      'ddMMyy',
      "key 'Contacts_{asAt:ddMMyy}.csv' in sources[0].files of vigil.yaml, line 5; " +
        'expected four digits for the year, as in {asAt:yyyyMMdd}: two do not say which century',
    ],
    [
      '{asAt:',
      '{date:',
      "key 'Contacts_{date:yyyyMMdd}.csv' in sources[0].files of vigil.yaml, line 5; " +
        'expected a file name, its as-at date written as {asAt:yyyyMMdd}',
    ],
    [
      '{ rolling: 6 months }',
      'six months',
      "sources[0].coverage.contacts of vigil.yaml, line 6, is 'six months'; " +
        'expected full, { rolling: 6 months } or { from: 2020-01-01, to: 2020-12-31 }',
    ],
    [
      '"15 2 * * *"',
      'nightly',
      "sources[0].schedule of vigil.yaml, line 8, is 'nightly'; expected a schedule as cron writes it: " +
        'minute, hour, day, month, weekday, such as "15 2 * * *"',
    ],
    [
      'Europe/London',
      'Europe/Southampton',
      "sources[0].timeZone of vigil.yaml, line 9, is 'Europe/Southampton'; expected a time zone, such as Europe/London",
    ],
    [
      '"06:00"',
      '"6 am"',
      `sources[0].expectedBy of vigil.yaml, line 10, is '6 am'; expected a time of day in quotes, such as "06:00"`,
    ],
    ['latest', 'newest', "sources[0].catchUp of vigil.yaml, line 11, is 'newest'; expected none, latest, all"],
    [
      'settleSeconds: 60',
      'settleSeconds: -1',
      "sources[0].settleSeconds of vigil.yaml, line 12, is '-1'; expected 0 or more",
    ],
    [
      'icpc-rate, ',
      'icpc-rates, ',
      "services[0].indicators[1] of vigil.yaml, line 17, is 'icpc-rates'; " +
        "expected the id of an indicator; did you mean 'icpc-rate'?",
    ],
    [
      'icpc-rate, ',
      'CP02, ',
      "services[0].indicators[1] of vigil.yaml, line 17, is 'CP02'; expected the id of an indicator; did you mean 'icpc-rate'?",
    ],
    [
      'icpc-timeliness: [',
      'icpc-timelyness: [',
      "key 'icpc-timelyness' in targets of vigil.yaml, line 19; " +
        "expected the id of an indicator; did you mean 'icpc-timeliness'?",
    ],
    [
      'from: 2019-04-01',
      'from: 2019-04-31',
      "targets.icpc-timeliness[0].from of vigil.yaml, line 19, is '2019-04-31'; " +
        'expected a day that exists, written YYYY-MM-DD',
    ],
    [
      'tolerance: 5,',
      'by: 2023-03-31,',
      "targets.icpc-timeliness[0].by of vigil.yaml, line 19, is '2023-03-31'; " +
        'expected startingAt beside it: the figure that the line towards the target begins at',
    ],
    [
      'tolerance: 5,',
      'by: 2019-03-31, startingAt: 70,',
      "targets.icpc-timeliness[0].by of vigil.yaml, line 19, is '2019-03-31'; " +
        'expected a day after from, which is 2019-04-01',
    ],
    [
      'tolerance: 5,',
      'cumulative: true,',
      "targets.icpc-timeliness[0].cumulative of vigil.yaml, line 19, is 'true'; " +
        'expected a cumulative target only where months add up: a count or rate of what happens in a month',
    ],
    [
      'tolerance: 5,',
      'member: " PACT",',
      "targets.icpc-timeliness[0].member of vigil.yaml, line 19, is ' PACT'; " +
        'expected the name of a member, such as a team, without white space around it',
    ],
    [
      'email: head.qa@example.gov.uk',
      'email: head of quality',
      "services[0].head.email of vigil.yaml, line 16, is 'head of quality'; " +
        'expected an e-mail address, such as head.qa@example.gov.uk',
    ],
    [
      'historyMonths: 14',
      'alerts: { indicators: { icpc-timelines: {} } }',
      "alerts.indicators.icpc-timelines of vigil.yaml, line 22, is 'icpc-timelines'; " +
        "expected the id of an indicator; did you mean 'icpc-timeliness'?",
    ],
    [
      'historyMonths: 14',
      'alerts: { defaults: { moved: { by: far } } }',
      "alerts.defaults.moved.by of vigil.yaml, line 22, is 'far'; expected a number",
    ],
    [
      'historyMonths: 14',
      'alerts: { escalation: { afterPeriods: 2 } }',
      'services[0].escalateTo is missing in vigil.yaml, line 14; expected whom alerts.escalation tells',
    ],
    [
      'historyMonths: 14',
      'disclosure: { mail: hidden }',
      "disclosure.mail of vigil.yaml, line 22, is 'hidden'; expected shown, rounded, suppressed",
    ],
    [
      'historyMonths: 14',
      'disclosure: { public: shown }',
      "disclosure.public of vigil.yaml, line 22, is 'shown'; expected rounded, suppressed",
    ],
    [
      'historyMonths: 14',
      'heartbeatUrl: monitor.example.gov.uk',
      "heartbeatUrl of vigil.yaml, line 22, is 'monitor.example.gov.uk'; " +
        'expected an address, such as https://monitor.example.gov.uk/ping',
    ],
    [
      ' }   # replyTo',
      ', by: 7am }   # replyTo',
      `mail.by of vigil.yaml, line 21, is '7am'; expected a time of day in quotes, such as "06:00"`,
    ],
    [
      ' }   # replyTo',
      ', weekly: true }   # replyTo',
      'director is missing in vigil.yaml; expected who gets the summary that mail.weekly asks for',
    ],
    ['historyMonths: 14', 'historyMonths:', 'historyMonths of vigil.yaml, line 22, is empty; expected a number'],
  ])('with %s written as %s says where, what and what was expected', async (right, wrong, sentence) => {
    expect(await problemsOf(design.replace(right, wrong))).toEqual([sentence]);
  });

  test('names who reports which figures: each is a source that takes forms', async () => {
    const { sources, contributors } = await read(
      `${least}collect: { folder: ./figures, due: 7 }
contributors:
  - { id: hr, name: Human Resources, email: hr@example.gov.uk, indicators: [icpc-timeliness] }
  - { id: send, name: SEND, email: send@example.gov.uk, indicators: [icpc-rate], due: 10 }
`,
    );
    expect(contributors.map(({ id, due, remind }) => [id, due, remind])).toEqual([
      ['hr', 7, 2],
      ['send', 10, 2],
    ]);
    expect(sources.map(({ id }) => id)).toEqual(['casework', 'hr', 'send']);
    expect(sources[1]).toMatchObject({
      contributor: { id: 'hr', indicators: ['icpc-timeliness'] },
      connector: { kind: 'folder', path: join(directory, 'figures', 'hr') },
      coverage: new Map([['reported_figures', { kind: 'rolling', months: 13 }]]),
      guards: { neverArrived: false, stale: null },
    });
  });

  test.each([
    ['remind: 3', 3],
    ['remind: null', null],
  ])('reminds contributors as collect says: %s', async (written, expected) => {
    const contributor = '{ id: hr, name: HR, email: hr@example.gov.uk, indicators: [icpc-timeliness] }';
    const { contributors } = await read(`${least}collect: { ${written} }\ncontributors: [ ${contributor} ]\n`);
    expect(contributors[0]).toMatchObject({ due: 5, remind: expected });
  });

  test.each([
    ['{ id: casework, indicators: [icpc-timeliness] }', 'expected an id that none of the sources has'],
    ['{ id: hr, indicators: [icpc-timeliness, icpc-timeliness] }', 'it is in contributors[0] already'],
    ['{ id: hr, indicators: [icpc-timelines] }', "did you mean 'icpc-timeliness'?"],
    ['{ id: hr, indicators: [] }', 'expected at least one indicator'],
    ['{ id: hr, indicator: [icpc-timeliness], indicators: [icpc-timeliness] }', "did you mean 'indicators'?"],
    ['{ id: hr, indicators: [icpc-timeliness], due: soon }', 'expected a number'],
  ])('refuses a contributor such as %s', async (written, expected) => {
    const own = written.replace('{ ', '{ name: HR, email: hr@example.gov.uk, ');
    const [problem] = await problemsOf(`${least}contributors: [ ${own} ]\n`);
    expect(problem).toContain('contributors[0]');
    expect(problem).toContain(expected);
  });

  test('writes to contributors in allowed domains alone', async () => {
    const contributor = '{ id: hr, name: HR, email: hr@example.com, indicators: [icpc-timeliness] }';
    expect(
      await problemsOf(`${least}mail: { allowedDomains: [example.gov.uk] }\ncontributors: [ ${contributor} ]\n`),
    ).toEqual([expect.stringContaining("contributors[0].email of vigil.yaml, line 4, is 'hr@example.com'")]);
  });

  test('lets nobody report what Vigil computes', async () => {
    const contributor = '{ id: hr, name: HR, email: hr@example.gov.uk, indicators: [icpc-timeliness] }';
    await writeFile(join(directory, 'vigil.yaml'), `${least}contributors: [ ${contributor} ]\n`);
    const own = readAuthorities(join(directory, 'vigil.yaml'), await loadCatalogue(), directory);
    expect(await problems(own)).toEqual([expect.stringContaining('Vigil computes this one')]);
  });

  test('with several faults has them all told at once', async () => {
    const faulty = design.replace('kind: folder', 'kind: ftp').replace('catchUp', 'catchup').replace('14', 'many');
    expect(await problemsOf(faulty)).toHaveLength(3);
  });

  test.each([
    [
      'mail: { from: vigil@example.gov.uk }',
      '',
      'mail.from is missing in vigil.yaml; expected the address that mail to the heads of service comes from',
    ],
    [
      'mail: { from: vigil@example.gov.uk }',
      'mail: { from: Vigil <vigil@example.gov.uk>, allowedDomains: [council.gov.uk, Example.gov.uk] }',
      null,
    ],
    [
      'mail: { from: vigil@example.gov.uk }',
      'mail: { from: vigil@example.gov.uk, allowedDomains: [council.gov.uk] }',
      "services[0].head.email of vigil.yaml, line 16, is 'head.qa@example.gov.uk'; " +
        'expected an address in mail.allowedDomains (council.gov.uk)',
    ],
    [
      'services:\n',
      'services:\n  - { id: front-door, name: Front Door, head: { title: Head, email: a@b.uk }, indicators: [icpc-rate] }\n',
      "services[1].indicators[1] of vigil.yaml, line 18, is 'icpc-rate'; " +
        'expected an indicator of one service only, and it is in services[0] already',
    ],
    [
      'sources:\n',
      'sources:\n  - { id: casework, connector: { kind: folder, path: other } }\n',
      "sources[1].id of vigil.yaml, line 4, is 'casework'; expected an id that no other source has",
    ],
  ])('has its parts agree: %s → %s', async (right, wrong, sentence) => {
    expect((await problemsOf(design.replace(right, wrong)))[0] ?? null).toBe(sentence);
  });

  test('writes to allowed domains alone, whoever it is', async () => {
    const others = design
      .replace(
        '    indicators:',
        '    deputies: [ { title: D, email: d@b.uk } ]\n    escalateTo: { title: A, email: a@b.uk }\n    indicators:',
      )
      .replace(' }   # replyTo', ', allowedDomains: [example.gov.uk] }   # replyTo');
    expect(await problemsOf(`${others}director: { title: Director, email: director@b.uk }\n`)).toEqual(
      [
        "services[0].deputies[0].email of vigil.yaml, line 17, is 'd@b.uk'",
        "services[0].escalateTo.email of vigil.yaml, line 18, is 'a@b.uk'",
        "director.email of vigil.yaml, line 25, is 'director@b.uk'",
      ].map((found) => `${found}; expected an address in mail.allowedDomains (example.gov.uk)`),
    );
  });

  test.each([
    ['', 'vigil.yaml is empty; vigil init writes one to begin with'],
    ['just words', "vigil.yaml is 'just words'; expected a map"],
    ['authority: { code: "852"\nsources: []', 'vigil.yaml is not YAML: '],
    [
      `${least}historyMonths: 12\nhistoryMonths: 14\n`,
      'vigil.yaml is not YAML: Map keys must be unique at line 4, column 1',
    ],
    [Uint8Array.of(0x6e, 0x61, 0x6d, 0x65, 0x3a, 0xe9), 'vigil.yaml is not UTF-8 text; save it as UTF-8'],
  ])('of the text %j is refused', async (text, sentence) => {
    expect((await problemsOf(text))[0]).toContain(sentence);
  });
});

describe('VIGIL_CONFIG', () => {
  test('may be a directory with one file an authority; all their faults are told', async () => {
    const config = join(directory, 'authorities');
    await mkdir(config);
    await writeFile(join(config, 'southampton.yaml'), least);
    await writeFile(join(config, 'portsmouth.yml'), least.replace('852', '851').replace('Southampton', 'Portsmouth'));
    await writeFile(join(config, 'notes.txt'), 'not a configuration');
    const authorities = await readAuthorities(config, catalogue, directory);
    expect(authorities.map(({ code, name }) => `${code} ${name}`)).toEqual(['851 Portsmouth', '852 Southampton']);

    await writeFile(join(config, 'solent.yaml'), least);
    expect(await problems(readAuthorities(config, catalogue, directory))).toEqual([
      `authority.code is '852' in both ${join('authorities', 'solent.yaml')} and ` +
        `${join('authorities', 'southampton.yaml')}; expected one file an authority`,
    ]);

    await writeFile(join(config, 'solent.yaml'), '');
    await writeFile(join(config, 'southampton.yaml'), least.replace('id:', 'Id:'));
    expect(await problems(readAuthorities(config, catalogue, directory))).toHaveLength(3);
  });

  test('that cannot be read, or is a directory without a file, is named', async () => {
    const missing = join(directory, 'missing.yaml');
    expect(await problems(readAuthorities(missing, catalogue, directory))).toEqual([
      `VIGIL_CONFIG is '${missing}', which cannot be read (there is no such file or directory); ` +
        'expected a vigil.yaml, or a directory with one file an authority; vigil init writes one',
    ]);
    const empty = join(directory, 'empty');
    await mkdir(empty);
    expect(await problems(readAuthorities(empty, catalogue, directory))).toEqual([
      `VIGIL_CONFIG is '${empty}', a directory without a .yaml file; expected one file an authority`,
    ]);
  });
});

describe('a configuration', () => {
  const secret = 'x'.repeat(32);
  const load = async (env: Record<string, string>, at = directory) =>
    loadConfiguration(readEnvironment({ VIGIL_DATA_DIR: join(directory, 'data'), ...env }, at), catalogue, at);

  test('is what environment and vigil.yaml say', async () => {
    await read(least);
    const configuration = await load({ VIGIL_CONFIG: 'vigil.yaml', VIGIL_SECRET_KEY: secret, VIGIL_NOW: '2021-01-04' });
    expect(configuration).toMatchObject({
      configPath: join(directory, 'vigil.yaml'),
      dataDirectory: join(directory, 'data'),
      databaseUrl: null,
      demonstration: false,
      authorities: [{ code: '852' }],
    });
    expect(JSON.stringify(configuration)).not.toContain(secret);
  });

  test('has the faults of both told together', async () => {
    await writeFile(join(directory, 'vigil.yaml'), least.replace('name:', 'Name:'));
    expect(await problems(load({ VIGIL_CONFIG: 'vigil.yaml' }))).toEqual([
      expect.stringContaining('authority.name is missing'),
      expect.stringContaining("unknown key 'Name' in authority of vigil.yaml"),
      expect.stringContaining('VIGIL_SECRET_KEY is not set'),
    ]);
  });

  test('is needed, except by the demonstration', async () => {
    const elsewhere = join(directory, 'elsewhere');
    await mkdir(elsewhere);
    const data = join(directory, 'data');
    const sentence = (hint: string): string =>
      `no configuration: VIGIL_CONFIG is not set and ${data} was not made by the demonstration; ` +
      `set VIGIL_CONFIG to a vigil.yaml${hint}, write one with vigil init, or run pnpm start for the demonstration`;
    expect(await problems(load({}, elsewhere))).toEqual([sentence('')]);
    await read(least);
    expect(await problems(load({}))).toEqual([sentence(' (there is a vigil.yaml here)')]);

    await mkdir(data);
    await markDemonstration(data, join(directory, 'vigil.yaml'));
    const configuration = await load({}, elsewhere);
    expect(configuration).toMatchObject({ demonstration: true, configPath: join(directory, 'vigil.yaml') });
    expect(configuration.secret.keyId).toBe((await load({}, elsewhere)).secret.keyId);
  });
});
