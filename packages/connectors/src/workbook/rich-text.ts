/**
 * Puts a text together from its runs: `t`, or `r` with `t` in them; phonetic readings (`rPh`) are passed over.
 * Source: ECMA-376, part 1, 18.4.8.
 */
export class RichText {
  #text = '';
  #taking = false;
  #phonetic = false;

  set(text: string): void {
    this.#text = text;
  }

  open(name: string): void {
    if (name === 'rPh') this.#phonetic = true;
    else if (name === 't') this.#taking = !this.#phonetic;
  }

  add(piece: string): void {
    if (this.#taking) this.#text += piece;
  }

  close(name: string): void {
    if (name === 't') this.#taking = false;
    else if (name === 'rPh') this.#phonetic = false;
  }

  get length(): number {
    return this.#text.length;
  }

  end(): string {
    return unescaped(this.#text);
  }
}

/** What XML cannot hold is written as `_x000D_`, and such a text itself as `_x005F_x000D_`. Source: 22.9.2.19. */
export function unescaped(text: string): string {
  return text.includes('_x')
    ? text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;
}
