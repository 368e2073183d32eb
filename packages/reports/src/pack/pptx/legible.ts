/**
 * The same with every text as XML 1.0 can hold it: what it cannot, not even escaped, becomes the sign for that, and every
 * end of a line the same one. People paste such characters from other programs, and PowerPoint refuses a whole file for
 * one of them.
 */
export function legible<T>(value: T): T {
  if (typeof value === 'string') return legibleText(value) as T;
  if (Array.isArray(value)) return value.map((each: unknown) => legible(each)) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, legible(each)])) as T;
}

function legibleText(text: string): string {
  return text
    .replaceAll(/\r\n?|[\v\u2028\u2029]/gu, '\n')
    .replaceAll(/[^\t\n\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD');
}
