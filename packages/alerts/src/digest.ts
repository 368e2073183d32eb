import type { IsoDate } from '@vigil/calendar';

import { byText, type DigestItem, worstFirst } from './digest-item.ts';

/** A service, who heads it, and the indicators it answers for (`services` in vigil.yaml). */
export interface DigestService {
  id: string;
  name: string;
  head: { title: string; email: string };
  indicators: readonly string[];
}

/** All that one person is told at once. */
export interface Digest {
  authority: { code: string; name: string };
  recipient: { email: string };
  /** Those of the recipient's services that the items belong to, with the title the recipient has there. */
  services: readonly { id: string; name: string; title: string }[];
  /** The newest of the items' as-at dates. */
  asAt: IsoDate;
  /** Worst first, recovered last. */
  items: readonly DigestItem[];
}

export interface Digests {
  digests: Digest[];
  /** Items whose indicator no service answers for: nobody would hear of them, so operators must. */
  unaddressed: DigestItem[];
}

/**
 * Sorts what there is to tell by who must hear it: one digest a person, however many services they head. Persons are
 * told apart by e-mail address, whatever its case; an indicator of two services is told to both heads. The order in
 * which services and items are given does not matter.
 */
export function composeDigests(input: {
  authority: { code: string; name: string };
  services: readonly DigestService[];
  items: readonly DigestItem[];
}): Digests {
  const items = input.items.toSorted(worstFirst);
  const services = input.services.toSorted((a, b) => byText(a.id, b.id));
  const people = [...new Set(services.map(personOf))].toSorted(byText);

  const digests = people.flatMap((person) => {
    const headed = services.filter((service) => personOf(service) === person);
    return digestFor(input.authority, headed, items) ?? [];
  });
  const unaddressed = items.filter((item) => !services.some((service) => answersFor(service, item)));
  return { digests, unaddressed };
}

/** @returns null where there is nothing to tell: nothing to say, no mail */
function digestFor(
  authority: Digest['authority'],
  headed: readonly DigestService[],
  all: readonly DigestItem[],
): Digest | null {
  const services = headed.filter((service) => all.some((item) => answersFor(service, item)));
  const items = all.filter((item) => services.some((service) => answersFor(service, item)));
  const [service] = services;
  const [item] = items;
  if (service === undefined || item === undefined) return null;
  return {
    authority,
    recipient: { email: service.head.email.trim() },
    services: services.map(({ id, name, head }) => ({ id, name, title: head.title })),
    asAt: items.reduce((newest, { asAt }) => (asAt > newest ? asAt : newest), item.asAt),
    items,
  };
}

function answersFor({ indicators }: DigestService, { definition }: DigestItem): boolean {
  return indicators.includes(definition.id);
}

function personOf({ head }: DigestService): string {
  return head.email.trim().toLowerCase();
}
