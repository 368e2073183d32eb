/** A piece of SVG, escaped. */
export type Markup = string & { readonly markup: unique symbol };

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An element; numbers have two decimals, an attribute that is undefined is left out. */
export function element(name: string, attributes: Attributes, ...children: readonly Markup[]): Markup {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escaped(typeof value === 'number' ? inPixels(value) : value!)}"`)
    .join('');
  return (
    children.length === 0 ? `<${name}${written}/>` : `<${name}${written}>${children.join('')}</${name}>`
  ) as Markup;
}

export function textOf(content: string): Markup {
  return escaped(content) as Markup;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** What XML 1.0 cannot hold, not even escaped, becomes the sign for that. */
function escaped(content: string): string {
  return content
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll(/[&<>"]/gu, (character) => entities[character]!);
}

function inPixels(value: number): string {
  return String(Math.round(value * 100) / 100);
}
