/** `1 row`, `1,200 rows`; what has no plural of its own in s is given it. */
export function counted(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString('en-GB')} ${number === 1 ? one : many}`;
}
