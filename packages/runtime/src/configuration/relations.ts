import { benchmarksSource } from '@vigil/benchmarks';
import { addsUp, type Catalogue } from '@vigil/indicators';
import { digestsSource } from '@vigil/pipeline';
import type { YamlFile } from './document.ts';
import type { WrittenConnector } from './connectors.ts';
import { sentence } from './issues.ts';
import type { VigilYaml } from './schema.ts';
import { indicatorExpected } from './values.ts';

type Path = readonly (string | number)[];

/** Sources that Vigil has itself. */
const takenIds: ReadonlyMap<string, string> = new Map([
  [benchmarksSource, 'the source of benchmarks'],
  [digestsSource, 'the sending of digests'],
]);

/** What must hold between the parts of a vigil.yaml that are each right in themselves. */
export function relationProblems(file: YamlFile, yaml: VigilYaml, catalogue: Catalogue): string[] {
  const say = (path: Path, found: unknown, expected: string): string => sentence(file, path, found, expected);
  return [
    ...repeated(yaml.sources.map(({ id }, index) => [id, ['sources', index, 'id']])).map(([id, path]) =>
      say(path, id, 'expected an id that no other source has'),
    ),
    ...yaml.sources.flatMap(({ connector }, index) =>
      choices(connector).map(({ key, found, expected }) => say(['sources', index, 'connector', key], found, expected)),
    ),
    ...yaml.sources.flatMap(({ id }, index) => {
      const holder = takenIds.get(id);
      return holder
        ? [say(['sources', index, 'id'], id, `expected another id: ${id} is what ${holder} is called`)]
        : [];
    }),
    ...contributorProblems(yaml, catalogue).map(([path, found, expected]) => say(path, found, expected)),
    ...(yaml.benchmarks === null ? [] : choices(yaml.benchmarks.connector)).map(({ key, found, expected }) =>
      say(['benchmarks', 'connector', key], found, expected),
    ),
    ...repeated(yaml.services.map(({ id }, index) => [id, ['services', index, 'id']])).map(([id, path]) =>
      say(path, id, 'expected an id that no other service has'),
    ),
    // An alert has one owner, and a head of service gets one letter about it.
    ...repeated(indicatorPlaces(yaml)).map(([id, path, first]) =>
      say(path, id, `expected an indicator of one service only, and it is in services[${String(first[1])}] already`),
    ),
    ...strangers(yaml).map(([address, path]) =>
      say(path, address, `expected an address in mail.allowedDomains (${(yaml.mail.allowedDomains ?? []).join(', ')})`),
    ),
    ...sumsOfNothing(yaml, catalogue).map((path) =>
      say(
        path,
        true,
        'expected a cumulative target only where months add up: a count or rate of what happens in a month',
      ),
    ),
    ...Object.keys(yaml.alerts.indicators).flatMap((id) => {
      const expected = indicatorExpected(id, catalogue);
      return expected === null ? [] : [say(['alerts', 'indicators', id], id, expected)];
    }),
    ...yaml.sources.flatMap(({ retention }, index) =>
      Object.entries(retention.records).flatMap(([list, span]) => {
        const fewest = fewestMonths(list, yaml, catalogue);
        const months = span === null ? Infinity : 'months' in span ? span.months : span.days / 31;
        return months >= fewest
          ? []
          : [
              say(
                ['sources', index, 'retention', 'records', list],
                span && ('months' in span ? `${span.months} months` : `${span.days} days`),
                `expected at least ${fewest} months, or keep: figures of the last ${yaml.historyMonths} months (historyMonths) rest on records that old`,
              ),
            ];
      }),
    ),
    ...(yaml.services.length > 0 && yaml.mail.from === null
      ? [say(['mail', 'from'], undefined, 'expected the address that mail to the heads of service comes from')]
      : []),
    ...(yaml.mail.weekly && yaml.director === null
      ? [say(['director'], undefined, 'expected who gets the summary that mail.weekly asks for')]
      : []),
    ...(yaml.alerts.escalation === null ? [] : yaml.services).flatMap(({ escalateTo }, index) =>
      escalateTo === null
        ? [say(['services', index, 'escalateTo'], undefined, 'expected whom alerts.escalation tells')]
        : [],
    ),
  ];
}

/** A contributor is a source; a figure has one contributor, and is none that Vigil computes itself. */
function contributorProblems(yaml: VigilYaml, catalogue: Catalogue): [Path, string, string][] {
  const sources = new Set(yaml.sources.map(({ id }) => id));
  const ids = yaml.contributors.map(({ id }, index): [string, Path] => [id, ['contributors', index, 'id']]);
  const figures = yaml.contributors.flatMap(({ indicators }, index) =>
    indicators.map((id, position): [string, Path] => [id, ['contributors', index, 'indicators', position]]),
  );
  return [
    ...ids.flatMap(([id, path]): [Path, string, string][] => {
      const holder = takenIds.get(id);
      if (holder) return [[path, id, `expected another id: ${id} is what ${holder} is called`]];
      return sources.has(id)
        ? [[path, id, 'expected an id that none of the sources has: a contributor is one as well']]
        : [];
    }),
    ...repeated(ids).map(([id, path]): [Path, string, string] => [
      path,
      id,
      'expected an id that no other contributor has',
    ]),
    ...repeated(figures).map(([id, path, first]): [Path, string, string] => [
      path,
      id,
      `expected an indicator of one contributor only, and it is in contributors[${String(first[1])}] already`,
    ]),
    ...figures.flatMap(([id, path]): [Path, string, string][] =>
      catalogue.get(id).lists.length === 0
        ? []
        : [
            [
              path,
              id,
              'expected an indicator that no extract gives; Vigil computes this one, and nobody needs to report it',
            ],
          ],
    ),
  ];
}

/** Before the months that are kept up, rules look back: at a rolling year, at how long something had been so. */
const looksBack = 36;

/** For how many months records of a list are needed by figures that are kept up. */
function fewestMonths(list: string, { historyMonths }: VigilYaml, catalogue: Catalogue): number {
  const histories = catalogue.computed().map(({ history }) => (history?.list === list ? history.months : 0));
  return historyMonths + Math.max(looksBack, ...histories);
}

interface Choice {
  readonly key: string;
  readonly found: unknown;
  readonly expected: string;
}

/** Of what a connector can say in two ways, one is needed. */
function choices(connector: WrittenConnector): Choice[] {
  switch (connector.kind) {
    case 'folder':
    case 's3':
    case 'sql':
      return [];
    case 'sftp':
      return oneOf(connector, 'password', 'privateKey', true);
    case 'https':
      return [...oneOf(connector, 'url', 'urls', true), ...oneOf(connector, 'bearer', 'basic', false)];
  }
}

function oneOf<Key extends string>(
  connector: Readonly<Record<Key, unknown>>,
  one: Key,
  other: Key,
  needed: boolean,
): Choice[] {
  const there = [one, other].filter((key) => connector[key] !== null);
  const expected = `expected ${one} or ${other}`;
  if (there.length === 2) return [{ key: other, found: connector[other], expected: `${expected}, not both` }];
  return needed && there.length === 0 ? [{ key: one, found: undefined, expected }] : [];
}

function indicatorPlaces(yaml: VigilYaml): [string, Path][] {
  return yaml.services.flatMap((service, index) =>
    service.indicators.map((id, position): [string, Path] => [id, ['services', index, 'indicators', position]]),
  );
}

/** Cumulative targets of indicators whose months do not add up. */
function sumsOfNothing(yaml: VigilYaml, catalogue: Catalogue): Path[] {
  return Object.entries(yaml.targets)
    .filter(([id]) => !addsUp(catalogue.get(id)))
    .flatMap(([id, targets]) =>
      targets.flatMap(({ cumulative }, index): Path[] => (cumulative ? [['targets', id, index, 'cumulative']] : [])),
    );
}

/** Each later appearance of a name, with where the first one is. */
function repeated(names: readonly (readonly [string, Path])[]): [string, Path, Path][] {
  const first = new Map<string, Path>();
  return names.flatMap(([name, path]): [string, Path, Path][] => {
    const earlier = first.get(name);
    if (earlier !== undefined) return [[name, path, earlier]];
    first.set(name, path);
    return [];
  });
}

/** Recipients outside the domains that mail may go to. */
function strangers(yaml: VigilYaml): [string, Path][] {
  const { allowedDomains } = yaml.mail;
  if (allowedDomains === null) return [];
  const recipients = [
    ...yaml.services.flatMap(({ head, deputies, escalateTo }, index): [string, Path][] => [
      [head.email, ['services', index, 'head', 'email']],
      ...deputies.map(({ email }, place): [string, Path] => [email, ['services', index, 'deputies', place, 'email']]),
      ...(escalateTo ? [[escalateTo.email, ['services', index, 'escalateTo', 'email']] as [string, Path]] : []),
    ]),
    ...(yaml.director ? [[yaml.director.email, ['director', 'email']] as [string, Path]] : []),
    ...yaml.contributors.map(({ email }, index): [string, Path] => [email, ['contributors', index, 'email']]),
    ...yaml.operators.map(({ email }, index): [string, Path] => [email, ['operators', index, 'email']]),
  ];
  return recipients.filter(
    ([email]) => !allowedDomains.includes(email.slice(email.lastIndexOf('@') + 1).toLowerCase()),
  );
}
