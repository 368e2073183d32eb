import type { Section } from './sections.ts';

/** Pages that follow each other under one kicker. */
export interface ContentsGroup {
  readonly title: string | null;
  readonly entries: readonly Pick<Section, 'id' | 'heading' | 'number'>[];
}

export function contentsOf(sections: readonly Section[]): readonly ContentsGroup[] {
  const groups: { title: string | null; entries: Section[] }[] = [];
  for (const section of sections) {
    const last = groups.at(-1);
    if (last?.title === section.kicker && last !== undefined) last.entries.push(section);
    else groups.push({ title: section.kicker, entries: [section] });
  }
  return groups;
}
