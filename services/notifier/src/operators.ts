import { composeOperatorsDigests } from '@vigil/alerts';
import {
  freshMatters,
  markMattersTold,
  markTold,
  openMatters,
  operatorsToldIn,
  type OpenMatter,
  type Transaction,
} from '@vigil/database';
import type { Catalogue } from '@vigil/indicators';
import { renderOperatorsDigest } from '@vigil/mail';
import { freeze } from './freeze.ts';
import { whenToTellOperators, type Telling } from './moment.ts';
import type { Untold } from './news.ts';

/**
 * Freezes what operators are to be told, on any day: all that is open, where any of it is new to them.
 *
 * @param unaddressed news that no service answers for: once operators have heard of it, it counts as told
 * @returns until when something waits; null: nothing does
 */
export async function prepareForOperators(
  tx: Transaction,
  telling: Telling,
  unaddressed: readonly Untold[],
  { catalogue }: { readonly catalogue: Catalogue },
): Promise<Date | null> {
  const { slot, authority, now } = telling;
  const open = [...(await openMatters(tx)), ...unaddressedMatters(unaddressed, catalogue)];
  const fresh = new Set(await freshMatters(tx, open));
  if (fresh.size === 0) return null;
  const decision = await whenToTellOperators(tx, telling);
  if (!decision.tell) return decision.until;
  if (await operatorsToldIn(tx, slot.id)) return now;

  const { code, name, mail, operators } = authority;
  const digests = composeOperatorsDigests({
    authority: { code, name },
    operators: mail.from === null ? [] : operators,
    matters: open.map((matter) => ({ ...matter, fresh: fresh.has(matter) })),
    at: now.toISOString(),
  });
  for (const digest of digests) {
    const frozen = await freeze(tx, authority, { kind: 'operators', slot: slot.id, day: null }, (envelope) =>
      renderOperatorsDigest(digest, envelope),
    );
    if (frozen === null) continue;
    await markTold(
      tx,
      unaddressed.map(({ event }) => event.id),
      frozen,
    );
  }
  // Where nobody is to be told, vigil status shows them.
  await markMattersTold(tx, open);
  return null;
}

/** A matter an indicator, whatever its rules have to say. */
function unaddressedMatters(unaddressed: readonly Untold[], catalogue: Catalogue): readonly OpenMatter[] {
  const indicators = [...new Set(unaddressed.map(({ alert }) => alert.indicator))];
  return indicators.map((indicator) => {
    const events = unaddressed.filter(({ alert }) => alert.indicator === indicator).map(({ event }) => event);
    const { createdAt, words } = events.at(-1)!;
    return {
      key: `unaddressed ${indicator}`,
      keys: events.map(({ id }) => `unaddressed ${id}`),
      kind: 'unaddressed',
      subject: catalogue.find(indicator)?.title ?? indicator,
      since: createdAt.toISOString(),
      words: `Nobody was told: no service answers for ${indicator}. ${words}`.trim(),
      advice: 'Name the indicator under a service in vigil.yaml; its head hears of it from the next time on.',
    };
  });
}
