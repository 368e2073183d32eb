const conjunction = new Intl.ListFormat('en-GB');

/** 'a, b and c' */
export function listed(words: readonly string[]): string {
  return conjunction.format(words);
}

/** '1 month', '1,204 rows' */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;
}

export function capitalised(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

/** With a capital and a full stop. */
export function sentence(words: string): string {
  return `${capitalised(words.trim())}${/[.!?…]$/.test(words.trim()) ? '' : '.'}`;
}

/** 'section_47_enquiries' as people say it. */
export function listName(list: string): string {
  return list.replaceAll('_', ' ');
}

/** '2021-01-16 06:00 UTC' */
export function instantName(instant: Date): string {
  return `${instant.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
