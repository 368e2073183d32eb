import { oneLine } from './headers.ts';
import { letter, type LetterOptions } from './letter.ts';
import type { OutgoingMail } from './outgoing.ts';

export interface TestMail {
  readonly authority: { readonly code: string; readonly name: string };
  readonly recipient: { readonly email: string };
  /** Who had it sent. */
  readonly actor: string;
}

/**
 * A mail that says nothing but that it has arrived.
 * @throws Error as `letter` does
 */
export function renderTestMail(about: TestMail, options: LetterOptions): OutgoingMail {
  const name = oneLine(about.authority.name);
  return letter(
    'test',
    about,
    {
      subject: `Test mail of Vigil for ${name}`,
      title: 'Mail of Vigil arrives here',
      introduction: `Vigil for ${name} sent this to see whether its mail reaches you. It does, and there is nothing to do.`,
      footer: [`You receive this because ${oneLine(about.actor)} ran vigil mail test.`],
    },
    options,
  );
}
