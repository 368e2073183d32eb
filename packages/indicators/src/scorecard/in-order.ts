import type { IndicatorDefinition } from '../definition.ts';
import { packOrder } from './pack-order.ts';

const alphabetical = new Intl.Collator('en-GB', { numeric: true });

/** Those that the order has, in it; then all others by name. */
export function inOrder<T>(order: readonly string[], naming: (one: T) => readonly [id: string, name: string]) {
  const positionOf = (id: string): number => (order.includes(id) ? order.indexOf(id) : order.length);
  return (a: T, b: T): number => {
    const [[idA, nameA], [idB, nameB]] = [naming(a), naming(b)];
    return positionOf(idA) - positionOf(idB) || alphabetical.compare(nameA, nameB);
  };
}

const bySection = inOrder<IndicatorDefinition>(Object.keys(packOrder), ({ section }) => [section, section]);

/** Definitions as the pack has them: under its headings, in the order of its tables; companions after their own. */
export function inPackOrder(a: IndicatorDefinition, b: IndicatorDefinition): number {
  const within = inOrder<IndicatorDefinition>(packOrder[a.section] ?? [], ({ id, heading, companionOf }) =>
    companionOf ? [companionOf.indicator, `1 ${heading}`] : [id, `0 ${heading}`],
  );
  return bySection(a, b) || within(a, b);
}
