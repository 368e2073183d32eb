const width = 100;

/** A sentence in lines that a terminal holds, further in than a list's dash where it begins with one. */
export function wrapped(sentence: string, indent = ''): string {
  const [, dash = '', text = ''] = /^(\s*(?:- )?)(.*)$/u.exec(sentence) ?? [];
  const lines: string[] = [];
  let line = '';
  // A no-break space keeps a number and its unit together.
  for (const word of text.split(/ +/u)) {
    if (line !== '' && indent.length + dash.length + line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line += line === '' ? word : ` ${word}`;
  }
  lines.push(line);
  return lines.map((one, index) => `${indent}${index === 0 ? dash : ' '.repeat(dash.length)}${one}`).join('\n');
}
