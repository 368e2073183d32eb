import { PassThrough, type Readable } from 'node:stream';
import { UnreachableSource } from '../source.ts';

/**
 * Passes the bytes on, and fails with an UnreachableSource where they are not all of them: when they break off, stop
 * coming for `stallSeconds`, or are fewer or more than was said.
 *
 * @param options.place for people: whose bytes these are
 * @param options.bytes how many there must be; null where nobody said, and the protocol itself marks the end
 * @param options.inWords what an error of the source means
 */
export function wholeStream(
  source: Readable,
  options: { place: string; bytes: number | null; stallSeconds: number; inWords: (error: unknown) => string },
): Readable {
  const { place, bytes, stallSeconds, inWords } = options;
  const passed = new PassThrough();
  // Whoever reads is told; where nobody does any more, a broken connection must not end the process.
  passed.on('error', () => {});
  let received = 0;
  const fail = (reason: string): void => {
    passed.destroy(new UnreachableSource(`${place} could not be read to its end: ${reason}`));
  };
  const changed = (): void =>
    fail(`${received} bytes came where ${bytes} were expected; it was cut off, or changed in the meantime.`);
  const timer = setTimeout(() => {
    // Whoever reads may take time as well: only a source that is waited for has stalled.
    if (passed.readableLength + passed.writableLength > 0) timer.refresh();
    else fail(`nothing came for ${stallSeconds} seconds, after ${received} bytes.`);
  }, stallSeconds * 1000);

  source.on('data', (chunk: Buffer) => {
    received += chunk.length;
    timer.refresh();
    if (bytes !== null && received > bytes) changed();
    else if (!passed.write(chunk)) source.pause();
  });
  passed.on('drain', () => source.resume());
  source.once('end', () => {
    if (bytes === null || received === bytes) passed.end();
    else changed();
  });
  source.once('error', (error) => fail(inWords(error)));
  source.once('close', () => {
    if (!source.readableEnded) fail('the connection was cut.');
  });
  passed.once('close', () => {
    clearTimeout(timer);
    source.destroy();
  });
  return passed;
}
