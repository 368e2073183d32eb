import { SaxesParser } from 'saxes';
import { type Box, boxOf } from '../src/drawing/type.ts';

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

interface Label {
  readonly content: string;
  readonly box: Box;
}

/** What is written, and the room that it takes: its width as it was reckoned, its height without what lies between lines. */
export function labelsOf(svg: string): readonly Label[] {
  return parsed(svg)
    .filter(({ name, content }) => name === 'text' && content !== '')
    .map(({ attributes, content }) => {
      const size = Number(attributes['font-size']);
      const box = boxOf(content, {
        x: Number(attributes['x']),
        y: Number(attributes['y']) - 0.35 * size,
        size,
        anchor: (attributes['text-anchor'] ?? 'start') as 'start' | 'middle' | 'end',
        upright: attributes['transform'] !== undefined,
      });
      const [across, along] = attributes['transform'] === undefined ? [0.2, 0.1 * size] : [0.1 * size, 0.2];
      return {
        content,
        box: {
          left: box.left + across,
          right: box.right - across,
          top: box.top + along,
          bottom: box.bottom - along,
        },
      };
    });
}

/** The heights that the axis names: each stands behind its line. */
export function tickLabels(svg: string): readonly string[] {
  const elements = parsed(svg);
  return elements.flatMap(({ attributes }, index) =>
    attributes['class'] === 'tick' ? [elements[index + 1]!.content] : [],
  );
}
