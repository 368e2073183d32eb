import { SaxesParser } from 'saxes';

/** An element of a picture. */
interface Drawn {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** What is written in it. */
  content: string;
}

/** Every element in the order of drawing; it throws where the picture is no well-formed XML. */
export function parsed(svg: string): readonly Drawn[] {
  const elements: Drawn[] = [];
  const open: Drawn[] = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element = { name, attributes, content: '' };
    elements.push(element);
    open.push(element);
  });
  parser.on('text', (text) => {
    const element = open.at(-1);
    if (element) element.content += text;
  });
  parser.on('closetag', () => open.pop());
  parser.write(svg).close();
  return elements;
}

/** The elements of a class. */
export function ofClass(svg: string, name: string): readonly Drawn[] {
  return parsed(svg).filter(({ attributes }) => attributes['class']?.split(' ').includes(name));
}

export function textsOf(svg: string): readonly string[] {
  return parsed(svg)
    .filter(({ name }) => name === 'text')
    .map(({ content }) => content);
}
