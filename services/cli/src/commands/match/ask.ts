import type { Ask } from '../../terminal.ts';
import { confirmedCode, confirmedHeader, confirmedList, nothingConfirmed, together } from './confirmed.ts';
import type { Confirmed } from './confirmed.ts';
import type { Looked } from './look.ts';
import { openQuestions, type OpenQuestion } from './open-questions.ts';

/**
 * Goes through what is open, the lists first: what a list is called decides which columns it has. Looks again after
 * each kind of question. Whatever is not answered stays open, and nothing is taken for an answer but one.
 *
 * @param look with what was confirmed so far
 */
export async function askForMeanings(
  look: (confirmed: Confirmed) => Promise<Looked>,
  already: Confirmed,
  ask: Ask,
): Promise<Confirmed> {
  let confirmed = already;
  for (const kind of ['list', 'header', 'code'] as const) {
    const questions = openQuestions(await look(confirmed)).filter((one) => one.kind === kind);
    for (const question of questions) confirmed = together(confirmed, await answerTo(question, ask));
  }
  return confirmed;
}

const read = { list: confirmedList, header: confirmedHeader, code: confirmedCode } as const;

async function answerTo(question: OpenQuestion, ask: Ask): Promise<Confirmed> {
  const { asks, kind, says, possible } = question;
  const offered = question.choices.length > 0 ? question.choices : possible;
  const choices = offered.map((choice, index) => `  ${index + 1}  ${choice}\n`).join('');
  let asked = `${asks}\n${choices}A number, its name, or Enter to leave it open: `;
  for (;;) {
    const typed = await ask(asked);
    if (typed === '') return nothingConfirmed;
    const answer = offered[Number(typed) - 1] ?? possible.find((one) => isSame(one, typed));
    if (answer !== undefined) return read[kind](`${says}${answer}`);
    asked = `That is none of: ${possible.join(', ')}. Enter leaves it open: `;
  }
}

function isSame(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}
