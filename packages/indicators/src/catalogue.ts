import { companionsOf } from './companion.ts';
import type { IndicatorDefinition } from './definition.ts';

/**
 * The indicators of an installation, found by id or by the code that the pack prints. Where one lists its open cases,
 * its companions follow it.
 */
export class Catalogue {
  readonly #definitions: readonly IndicatorDefinition[];
  readonly #byName = new Map<string, IndicatorDefinition>();

  /** @throws Error when two indicators share an id or a code */
  constructor(definitions: Iterable<IndicatorDefinition>) {
    this.#definitions = [...definitions].flatMap((definition) => [definition, ...companionsOf(definition)]);
    for (const definition of this.#definitions) {
      for (const name of [definition.id, definition.code]) {
        if (name === null) continue;
        const other = this.#byName.get(normalised(name));
        if (other) {
          throw new Error(
            `"${name}" names two indicators, ${other.id} and ${definition.id}; ids and codes must differ, capitals aside.`,
          );
        }
        this.#byName.set(normalised(name), definition);
      }
    }
  }

  /** @throws Error when no indicator has that id */
  get(id: string): IndicatorDefinition {
    const definition = this.#byName.get(normalised(id));
    if (definition?.id !== id) throw new Error(`"${id}" is not the id of an indicator in the catalogue.`);
    return definition;
  }

  /** By id or code, capitals and white space aside, as people and reported figures write it. */
  find(idOrCode: string): IndicatorDefinition | null {
    return this.#byName.get(normalised(idOrCode)) ?? null;
  }

  all(): readonly IndicatorDefinition[] {
    return this.#definitions;
  }

  /** Those with a cohort, companions included; the others are reported. */
  computed(): readonly IndicatorDefinition[] {
    return this.#definitions.filter((definition) => definition.cohort !== null);
  }
}

function normalised(name: string): string {
  return name.trim().replaceAll(/\s+/g, ' ').toLowerCase();
}
