import { z } from 'zod';
import type { YamlFile } from './document.ts';
import { suggestion } from './problems.ts';

type Issue = z.core.$ZodIssue;

/** A schema's findings on a file, each as a sentence: where, what was found, what was expected. */
export function sentences(file: YamlFile, schema: z.ZodType, issues: readonly Issue[]): string[] {
  return issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      const known = knownKeys(schema, file.content, issue.path);
      return issue.keys.map((key) => `unknown ${keyAt(file, [...issue.path, key])}; ${suggestion(key, known)}`);
    }
    if (issue.code === 'invalid_key') return [`${keyAt(file, issue.path)}; ${expectation(issue)}`];
    if (issue.code === 'invalid_union' && issue.discriminator !== undefined) {
      return [sentence(file, issue.path, valueAt(issue.input, [issue.discriminator]), expectation(issue))];
    }
    const meant = issue.code === 'invalid_union' ? issue.errors.find((errors) => errors.every(isInside)) : undefined;
    if (meant) {
      const around = issue.path;
      return sentences(
        file,
        schema,
        meant.map((inner) => ({ ...inner, path: [...around, ...inner.path] })),
      );
    }
    return [sentence(file, issue.path, issue.input, expectation(issue))];
  });
}

/** Whether something about the inside of a value is wrong, and not the kind of value it is. */
function isInside({ code, path }: Issue): boolean {
  return path.length > 0 || code === 'unrecognized_keys';
}

export function sentence(file: YamlFile, path: readonly PropertyKey[], found: unknown, expected: string): string {
  if (path.length === 0) return `${file.name} is ${quoted(found)}; ${expected}`;
  if (found !== undefined) return `${pathName(path)} of ${at(file, path)}, is ${quoted(found)}; ${expected}`;
  return `${pathName(path)} is missing in ${at(file, path)}; ${expected}`;
}

/** `key 'sheduel' in sources[0] of vigil.yaml, line 8` */
function keyAt(file: YamlFile, path: readonly PropertyKey[]): string {
  const around = path.slice(0, -1);
  const place = around.length === 0 ? '' : `${pathName(around)} of `;
  return `key '${String(path.at(-1))}' in ${place}${at(file, path)}`;
}

/** `sources[0].connector.path` */
function pathName(path: readonly PropertyKey[]): string {
  return path.reduce<string>((name, key) => {
    if (typeof key === 'number') return `${name}[${key}]`;
    return name === '' ? String(key) : `${name}.${String(key)}`;
  }, '');
}

function at(file: YamlFile, path: readonly PropertyKey[]): string {
  const line = file.lineOf(path);
  return line === null ? file.name : `${file.name}, line ${line}`;
}

function quoted(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  const text = JSON.stringify(value).replaceAll(/^"|"$/g, '');
  return `'${text.length > 60 ? `${text.slice(0, 60)}…` : text}'`;
}

const typeNames: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map',
  record: 'a map',
};

function expectation(issue: Issue): string {
  if (issue.message.startsWith('expected')) return issue.message;
  if (issue.code === 'invalid_type') return `expected ${typeNames[issue.expected] ?? issue.expected}`;
  if (issue.code === 'invalid_value') return `expected ${issue.values.map(String).join(', ')}`;
  if (issue.code === 'invalid_key') return issue.issues.map(expectation).join('; ');
  if (issue.code === 'too_small') return `expected ${String(issue.minimum)} or more`;
  if (issue.code === 'too_big') return `expected ${String(issue.maximum)} or less`;
  return issue.message;
}

/** The keys of the object that stands at a path of the schema; where there are several kinds, of the kind that is there. */
function knownKeys(schema: z.core.$ZodType, content: unknown, path: readonly PropertyKey[]): string[] {
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault
  ) {
    return knownKeys(schema.unwrap(), content, path);
  }
  if (schema instanceof z.ZodDiscriminatedUnion) {
    const { discriminator, options } = schema.def;
    const kind = valueAt(content, [discriminator]);
    const option = options.find(
      (one) => one instanceof z.ZodObject && z.safeParse(one.shape[discriminator] as z.ZodType, kind).success,
    );
    return option === undefined ? [] : knownKeys(option, content, path);
  }
  if (schema instanceof z.ZodUnion) {
    const map = schema.options.find((one) => one instanceof z.ZodObject);
    return map === undefined ? [] : knownKeys(map, content, path);
  }
  const [key, ...rest] = path;
  if (schema instanceof z.ZodObject) {
    const shape = schema.shape as Record<string, z.core.$ZodType>;
    if (key === undefined) return Object.keys(shape);
    const inner = shape[String(key)];
    return inner === undefined ? [] : knownKeys(inner, valueAt(content, [key]), rest);
  }
  const inside = key === undefined ? content : valueAt(content, [key]);
  if (schema instanceof z.ZodArray) return knownKeys(schema.element, inside, rest);
  return schema instanceof z.ZodRecord ? knownKeys(schema.valueType, inside, rest) : [];
}

function valueAt(content: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    content,
  );
}
