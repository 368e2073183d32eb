import { existsSync, readFileSync } from 'node:fs';

/** The board pack of December 2020 lies beside the repository, where it is there at all. */
const reference = new URL('../../../../shared/reference/pack/', import.meta.url);

export const originalMissing = !existsSync(reference);

type Cells = Readonly<Record<string, string | undefined>>;

interface Lists {
  readonly lists: Readonly<Record<string, readonly OverviewLine[]>>;
}
interface OverviewLine {
  readonly text: string;
  readonly related_indicator_ids: readonly string[];
  readonly theme?: string;
  readonly evidence?: string;
}
const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, reference), 'utf8'));
const places: Readonly<Record<string, string>> = {
  'going well': 'going-well',
  'ones to watch': 'watch',
  'things to do better': 'do-better',
};

/** Its headlines, commentaries, responses and plan items, as rows of the form that they are handed back in. */
export function originalWords(): readonly Cells[] {
  const indicators = read('indicators.json') as readonly {
    readonly id: string;
    readonly commentary: string | null;
  }[];
  const lists = read('lists.json') as { readonly kpi_overview: Lists; readonly improvement_plan_overview: Lists };
  const lines = (kind: string, { lists: byPlace }: Lists): readonly Cells[] =>
    Object.entries(byPlace).flatMap(([list, entries]) =>
      entries.map(({ text, related_indicator_ids: related, theme, evidence }) => ({
        kind,
        subject: (theme ?? text).slice(0, 100),
        place: places[list]!,
        indicators: related.join('; '),
        text: theme ?? text,
        evidence: evidence ?? '',
      })),
    );
  return [
    ...lines('headline', lists.kpi_overview),
    ...indicators.flatMap(({ id, commentary }) => {
      if (commentary === null) return [];
      const [text, response] = commentary.split(/ ?Response: /u);
      return [
        { kind: 'commentary', subject: id, text: text! },
        ...(response === undefined ? [] : [{ kind: 'response', subject: id, text: response }]),
      ];
    }),
    ...lines('plan', lists.improvement_plan_overview),
  ].map((row) => ({ period: '2020-12', ...row }));
}
