import { isCollection, isMap, isPair, isScalar, parseDocument, stringify } from 'yaml';
import type { Document, Node, YAMLMap } from 'yaml';

type Key = string | number;

/** A value, and the keys that lead to it. */
export interface NewValue {
  readonly keys: readonly Key[];
  readonly value: string;
}

/** The text of a YAML file with values set: all else in it, comments and spaces, stays as somebody wrote it. */
export function withValues(text: string, values: readonly NewValue[]): string {
  return values.reduce(withValue, text);
}

function withValue(text: string, { keys, value }: NewValue): string {
  const document = parseDocument(text);
  const { map, depth } = deepestMap(document, keys);
  const key = String(keys[depth]);
  const rest = keys.slice(depth + 1).toReversed();
  const inside = rest.reduce<unknown>((inner, outer) => ({ [outer]: inner }), value);
  const pair = map.items.find((one) => isScalar(one.key) && String(one.key.value) === key);

  if (map.flow === true) {
    map.set(pair?.key ?? key, document.createNode(inside, { flow: true }));
    const [from = 0, to = 0] = map.range ?? [];
    return text.slice(0, from) + inBraces(map) + text.slice(to);
  }
  const indent = columnOf(text, startOf(map));
  const lines = block({ [key]: inside }, indent, text.includes('\r\n') ? '\r\n' : '\n');
  if (pair !== undefined) return text.slice(0, startOf(pair)) + lines.trimStart() + text.slice(endOf(pair));
  const end = endOfBlock(text, endOf(map), indent);
  return text.slice(0, end) + (text.includes('\r\n') ? '\r\n' : '\n') + lines + text.slice(end);
}

/** The last map on the way that is there and holds something, or stands in braces. */
function deepestMap(document: Document, keys: readonly Key[]): { map: YAMLMap; depth: number } {
  const depths = keys.map((_, index) => index).toReversed();
  for (const depth of depths) {
    const map: unknown = depth === 0 ? document.contents : document.getIn(keys.slice(0, depth));
    if (isMap(map)) return { map, depth };
  }
  throw new Error(`There is no map at the beginning of ${keys.join(' → ')}`);
}

function inBraces(map: YAMLMap): string {
  return stringify(map, { lineWidth: 0 }).trimEnd();
}

function block(value: unknown, indent: number, lineEnd: string): string {
  const lines = stringify(value, { lineWidth: 0 }).trimEnd().split('\n');
  return lines.map((line) => ' '.repeat(indent) + line).join(lineEnd);
}

/** Where the last thing in it ends, comments behind it not counted; what stands in braces ends with them. */
function endOf(node: unknown): number {
  if (isPair(node)) return endOf(node.value ?? node.key);
  const last: unknown = isCollection(node) && node.flow !== true ? node.items.at(-1) : undefined;
  return last === undefined ? rangeOf(node)[1] : Math.max(endOf(last), isPair(last) ? rangeOf(last.key)[1] : 0);
}

function startOf(node: unknown): number {
  if (isPair(node)) return startOf(node.key);
  const first: unknown = isMap(node) && node.flow !== true ? node.items[0] : undefined;
  return first === undefined ? rangeOf(node)[0] : startOf(first);
}

function rangeOf(node: unknown): readonly [number, number, number] {
  return (node as Node | null)?.range ?? [0, 0, 0];
}

function columnOf(text: string, offset: number): number {
  return offset - text.lastIndexOf('\n', offset - 1) - 1;
}

/** The end of the line, and of the comments below it that stand deeper than the block's own entries. */
function endOfBlock(text: string, offset: number, indent: number): number {
  const line = /[^\r\n]*/y;
  line.lastIndex = offset;
  line.exec(text);
  const deeper = new RegExp(String.raw`(?:\r?\n {${indent + 1},}#[^\r\n]*)*`, 'y');
  deeper.lastIndex = line.lastIndex;
  deeper.exec(text);
  return deeper.lastIndex;
}
