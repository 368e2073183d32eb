import { access, rename, rm, writeFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { CommandFailed, WrongUse } from '../wrong-use.ts';

/** How the names of files may end that a command writes: `.pdf`, in lower case. */
type Endings<Ending extends string> = readonly [Ending, ...Ending[]];

/**
 * The ending of a file that is about to be written, of those that there may be.
 *
 * @param option as it was typed, to be named where something is wrong with it
 * @throws {WrongUse} for another ending, and where there is a file already and `force` is not said
 */
export async function endingToWrite<Ending extends string>(
  path: string,
  { option, typed, endings, force }: OutFile<Ending>,
): Promise<Ending> {
  const ending = endings.find((one) => one === extname(path).toLowerCase());
  if (ending === undefined) {
    const expected = new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(endings);
    throw new WrongUse(`${option} is "${typed}"; expected the name of a file that ends in ${expected}.`);
  }
  if (force) return ending;
  const there = await access(path).then(
    () => true,
    () => false,
  );
  if (there) throw new WrongUse(`${path} is there already; move it away, name another file, or say --force.`);
  return ending;
}

interface OutFile<Ending extends string> {
  readonly option: string;
  readonly typed: string;
  readonly endings: Endings<Ending>;
  readonly force: boolean;
}

/**
 * Under another name first: nobody opens half a file, and a failure leaves the old one.
 *
 * @throws {CommandFailed} naming the file and the reason
 */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  const making = `${path}.${process.pid}.part`;
  try {
    await writeFile(making, content);
    await rename(making, path);
  } catch (error) {
    await rm(making, { force: true });
    throw new CommandFailed(`${path} cannot be written: ${(error as Error).message}`);
  }
}
