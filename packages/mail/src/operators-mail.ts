import type { Matter, OperatorsDigest } from '@vigil/alerts';
import { dateName, todayIn, timeZoneOfEngland } from '@vigil/calendar';

import { oneLine } from './headers.ts';
import { letter, type LetterModel, type LetterOptions } from './letter.ts';
import type { OutgoingMail } from './outgoing.ts';
import { counted } from './wording.ts';

/** On whose clock moments are told. */
const timeZone = timeZoneOfEngland;
const time = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

export interface OperatorsModel extends LetterModel {
  readonly matters: readonly MatterModel[];
}

interface MatterModel {
  readonly tone: 'red' | 'amber';
  /** 'New · Failed', 'Known · Held' */
  readonly label: string;
  readonly heading: string;
  readonly words: string;
  readonly rows: readonly { readonly label: string; readonly text: string }[];
}

/** @throws Error as `letter` does, and where the digest has no matters */
export function renderOperatorsDigest(digest: OperatorsDigest, options: LetterOptions): OutgoingMail {
  return letter('operators', digest, operatorsModel(digest), options);
}

export function operatorsModel({ authority, matters, at }: OperatorsDigest): OperatorsModel {
  const [first] = matters;
  if (first === undefined) throw new Error('a digest without matters has nothing to say and is not sent');
  const name = oneLine(authority.name);
  const fresh = matters.filter((matter) => matter.fresh).length;
  const known = matters.length - fresh;
  const more = matters.length === 1 ? '' : `, and ${matters.length - 1} more`;
  return {
    subject: oneLine(`${titles[first.kind]}: ${first.subject}${more}`),
    title: `${counted(fresh, 'new matter')} to look at${known === 0 ? '' : `, ${known} still open`}`,
    introduction: `Vigil for ${name}, ${momentName(at)}.`,
    matters: matters.map(matterModel),
    footer: [
      `You receive this as an operator of Vigil at ${name}. Vigil writes when something is new, and then names all that ` +
        'is open; vigil status shows it at any time.',
    ],
  };
}

const titles: Readonly<Record<Matter['kind'], string>> = {
  failed: 'Failed',
  stuck: 'Queue stuck',
  uncertain: 'Mail uncertain',
  refused: 'Mail refused',
  held: 'Delivery held',
  missing: 'Extract missing',
  empty: 'Extract empty',
  shrunken: 'Extract shrunken',
  stale: 'Extract stale',
  unaddressed: 'Nobody to tell',
};

/** Without these nothing, or nothing more, is told. */
const pressing: ReadonlySet<Matter['kind']> = new Set(['failed', 'stuck', 'uncertain', 'refused']);

function matterModel({ kind, subject, since, words, advice, fresh }: Matter): MatterModel {
  return {
    tone: pressing.has(kind) ? 'red' : 'amber',
    label: `${fresh ? 'New' : 'Still open'} · ${titles[kind]}`,
    heading: oneLine(subject),
    words: oneLine(words),
    rows: [
      { label: 'Since', text: momentName(since) },
      { label: 'What to do', text: oneLine(advice) },
    ],
  };
}

/** '4 January 2021 at 02:17' */
function momentName(instant: string): string {
  const at = new Date(instant);
  return `${dateName(todayIn(timeZone, at))} at ${time.format(at)}`;
}
