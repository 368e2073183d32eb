import { colours } from './look.ts';

/** The theme with the colours of the charts: what a board adds to a slide is offered those. */
export function themeXml(xml: string): string {
  const named: readonly (readonly [string, string])[] = [
    ['dk2', colours.ink],
    ['lt2', colours.band],
    ...colours.accents.map((colour, at) => [`accent${String(at + 1)}`, colour] as const),
    ['hlink', colours.link],
    ['folHlink', colours.link],
  ];
  return named.reduce(
    (mended, [name, colour]) =>
      mended.replace(
        new RegExp(`<a:${name}>.*?</a:${name}>`, 'u'),
        `<a:${name}><a:srgbClr val="${colour}"/></a:${name}>`,
      ),
    xml,
  );
}
