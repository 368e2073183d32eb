import { createInterface } from 'node:readline/promises';
import { CommandFailed } from './wrong-use.ts';

/** Asks one question and gives what was typed, trimmed. */
export type Ask = (question: string) => Promise<string>;

/**
 * Lets work ask whoever sits at the terminal.
 *
 * @throws {CommandFailed} when they leave (Ctrl-C, Ctrl-D)
 */
export async function atTerminal<T>(work: (ask: Ask) => Promise<T>): Promise<T> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const left = new AbortController();
  terminal.on('SIGINT', () => terminal.close());
  terminal.once('close', () => left.abort());
  try {
    return await work(async (question) => (await terminal.question(question, { signal: left.signal })).trim());
  } catch (error) {
    if (left.signal.aborted) throw new CommandFailed('\nNothing was written.');
    throw error;
  } finally {
    terminal.close();
  }
}
